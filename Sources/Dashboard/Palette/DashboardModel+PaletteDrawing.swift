import TerminalUI

extension DashboardModel {
    /// The palette as it is drawn.
    func overlay(of palette: Palette) -> ListOverlay {
        let offered = completions(of: palette.field.text)
        let row = palette.row ?? (chosen(in: palette, among: offered) == nil ? nil : 0)
        return ListOverlay(
            title: "Command", field: palette.field, prefix: ":", rows: offered.map(\.row),
            selected: row, caption: caption(of: palette, row.flatMap { offered.at($0) }),
            rowsMin: ListOverlay.rowsMax)
    }

    private func caption(of palette: Palette, _ completion: Completion?) -> ListOverlay.Caption {
        if let problem = palette.problem { return ListOverlay.Caption(warning: problem) }
        if let completion { return completion.caption }
        let line = commandLine(palette.field.text)
        guard line.lastPlace > 0, let action = KeyAction(rawValue: line.name) else {
            return ListOverlay.Caption(
                text:
                    "Any action by its name. \(keyLabel(.up)) goes to what was done before, "
                    + "\(keyLabel(.down)) to what is offered.")
        }
        if let absence = absence(of: line, action) { return ListOverlay.Caption(warning: absence) }
        let usage = Command.of(action).usage
        let help = bindings[action].help
        return ListOverlay.Caption(
            text: usage.isEmpty ? help : "\(line.name) \(usage): \(help)",
            warning: refusal(of: action))
    }

    /// That no word is offered which begins as the last one does, and which there are.
    private func absence(of line: CommandLine, _ action: KeyAction) -> String? {
        guard !line.lastWord.isEmpty, !takesAnyWord(at: line),
            let parameter = Command.of(action).parameters.at(line.lastPlace - 1),
            words(for: parameter.kind, of: line).isEmpty
        else { return nil }
        let all = words(for: parameter.kind, of: CommandLine(line.beforeLast)).map(\.name)
        let what = "no \(parameter.name.lowercased()) begins with \(line.lastWord)"
        return all.isEmpty || all.count > 16 ? what : "\(what): there are \(Answer.list(all))"
    }
}
