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
        let line = CommandLine(palette.field.text)
        guard line.lastPlace > 0, let action = KeyAction(rawValue: line.name) else {
            return ListOverlay.Caption(
                text:
                    "Any action by its name. \(keyLabel(.up)) goes to what was done before, "
                    + "\(keyLabel(.down)) to what is offered.")
        }
        let usage = Command.of(action).usage
        let help = bindings[action].help
        return ListOverlay.Caption(
            text: usage.isEmpty ? help : "\(line.name) \(usage): \(help)",
            warning: refusal(of: action))
    }
}
