import TerminalUI

// The palette and the keys.

extension DashboardModel {
    /// Lets the palette have a key: what the table binds there, else editing.
    mutating func press(_ key: Key, in palette: Palette) -> [DashboardAction] {
        let bound = key.writesText ? nil : bindings.binding(of: key, in: .palette, on: panel)
        if let action = bound?.action { return act(action) }
        var palette = palette
        if key == .backspace, palette.field.isEmpty {
            mode = .screen
        } else if palette.field.handle(key) {
            palette.edited()
            mode = .palette(palette)
        }
        return []
    }

    /// Goes through what is offered below the field, and through the past above it.
    mutating func move(_ movement: Movement, in palette: Palette) {
        var palette = palette
        let count = completions(of: palette.field.text).count
        switch (movement, palette.row) {
        case (.up, nil): recall(in: &palette, by: 1)
        case (.up, 0): palette.row = nil
        case (.down, nil) where palette.past != nil: recall(in: &palette, by: -1)
        case (.down, nil): palette.row = count > 0 ? 0 : nil
        default:
            let page = 10
            palette.row = movement.row(from: palette.row ?? 0, of: count, page: page)
        }
        mode = .palette(palette)
    }

    private func recall(in palette: inout Palette, by step: Int) {
        let back = (palette.past ?? -1) + step
        if palette.past == nil { palette.draft = palette.field.text }
        if back < 0 {
            palette.type(palette.draft)
            palette.past = nil
        } else if let line = history.line(back: back) {
            palette.type(line)
            palette.past = back
        }
    }

    /// Puts the selected word, or the best one, into the field.
    mutating func complete(_ palette: Palette) {
        let offered = completions(of: palette.field.text)
        guard let completion = offered.at(palette.row ?? 0) else { return }
        var palette = palette
        palette.type(completion.line + (hasMore(after: completion) ? " " : ""))
        palette.past = nil
        mode = .palette(palette)
    }

    /// Carries out what was typed or gone to; what is wrong is said, and nothing typed is lost.
    mutating func submit(_ palette: Palette) -> [DashboardAction] {
        var palette = palette
        let offered = completions(of: palette.field.text)
        if let completion = chosen(in: palette, among: offered) {
            guard completion.isWhole else {
                complete(palette)
                return []
            }
            palette.type(completion.line)
        }
        let text = palette.field.text
        guard text.contains(where: { $0 != " " }) else {
            mode = .screen
            return []
        }
        do throws(PromptError) {
            let actions = try run(commandLine(text))
            history.note(text)
            revealSelection()
            return actions
        } catch {
            palette.problem = error.description
            mode = .palette(palette)
            return []
        }
    }

    /// The line that Enter takes: the one gone to, or the best for a word that is begun.
    func chosen(in palette: Palette, among offered: [Completion]) -> Completion? {
        if let row = palette.row { return offered.at(row) }
        let line = commandLine(palette.field.text)
        guard !line.lastWord.isEmpty, !takesAnyWord(at: line) else { return nil }
        return offered.first
    }

    /// Whether other words than those that are offered are right at the end of a line.
    func takesAnyWord(at line: CommandLine) -> Bool {
        guard line.lastPlace > 0, let action = KeyAction(rawValue: line.name) else { return false }
        switch Command.of(action).parameters.at(line.lastPlace - 1)?.kind {
        case .key, .text, .quantity, .settingValue, nil: return true
        case .node, .setting, .theme, .panel, .column, .scenario, .isolation, .export:
            return false
        }
    }

    private func hasMore(after completion: Completion) -> Bool {
        let line = CommandLine(completion.line)
        guard !line.lastWord.isEmpty, let action = KeyAction(rawValue: line.name) else {
            return false
        }
        return Command.of(action).parameters.count > line.lastPlace
    }
}

extension Array {
    /// The element at a place, if there is one.
    func at(_ place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
