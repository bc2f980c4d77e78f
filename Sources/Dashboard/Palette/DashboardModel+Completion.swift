import ClusterObservation
import TerminalUI

// What the palette offers for what was typed so far.

extension DashboardModel {
    /// The ways to go on, the best first.
    func completions(of text: String) -> [Completion] {
        let line = commandLine(text)
        guard line.lastPlace > 0 else { return actionCompletions(of: line.lastWord) }
        guard let binding = bindings.records.first(where: { $0.action.rawValue == line.name })
        else { return [] }
        let command = Command.of(binding.action)
        let place = line.lastPlace - 1
        guard command.parameters.indices.contains(place) else { return [] }
        let isLast = place + 1 >= command.neededCount
        return words(for: command.parameters[place].kind, of: line).map { word in
            Completion(
                line: line.beforeLast + word.name, row: word.row,
                caption: ListOverlay.Caption(text: word.caption), isWhole: isLast)
        }
    }

    /// A line in its words; where arguments follow a name that is cut short, the action that is offered
    /// first for it is meant.
    func commandLine(_ text: String) -> CommandLine {
        let line = CommandLine(text)
        guard line.lastPlace > 0, !bindings.records.contains(where: { $0.isCommand(line.name) }),
            let action = actions(meantBy: line.name).first(where: { $0.rank < Self.vague })
        else { return line }
        let rest = text.drop { $0 == " " }.dropFirst(line.name.count)
        return CommandLine(action.binding.action.rawValue + rest)
    }

    private func actionCompletions(of word: String) -> [Completion] {
        actions(meantBy: word).map { completion(of: $0.binding) }
    }

    /// The actions that a word may mean, the best first.
    private func actions(meantBy word: String) -> [(rank: Int, binding: Binding)] {
        let onScreen = bindings.records.filter { $0.contexts.contains(.screen) }
        let found = onScreen.enumerated().compactMap { place, binding in
            Self.rank(of: word, in: binding).map { (rank: $0, place: place, binding: binding) }
        }
        return found.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }
            .map { ($0.rank, $0.binding) }
    }

    private func completion(of binding: Binding) -> Completion {
        let command = Command.of(binding.action)
        let reason = refusal(of: binding.action)
        let name = binding.action.rawValue
        return Completion(
            line: name + (command.neededCount > 0 ? " " : ""),
            row: ListOverlay.Row(
                key: binding.keys.first?.label ?? "", name: name, detail: command.usage,
                text: binding.help, availability: reason == nil ? .enabled : .disabled),
            caption: ListOverlay.Caption(
                text: prospect(of: binding.action) ?? binding.help, warning: reason),
            isWhole: command.neededCount == 0)
    }

    /// What an action would do just now, where that can be said.
    private func prospect(of action: KeyAction) -> String? {
        guard action == .undo, let deed = view?.undoable else { return nil }
        return "Take back: \(deed)."
    }

    /// The rank of what only has the letters of a word.
    private static let vague = 4

    /// How well an action is meant by a word, the less the better; nil when it is not.
    private static func rank(of word: String, in binding: Binding) -> Int? {
        let word = word.lowercased()
        let name = binding.action.rawValue
        if name == word { return 0 }
        if name.hasPrefix(word) { return 1 }
        if binding.label.hasPrefix(word) { return 2 }
        if name.split(separator: "-").contains(where: { $0.hasPrefix(word) }) { return 3 }
        return name.hasSubsequence(word) ? vague : nil
    }
}

extension String {
    /// Whether characters stand in the text in their order, with others between them or not.
    func hasSubsequence(_ characters: String) -> Bool {
        var rest = characters[...]
        for character in self where character == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }
}
