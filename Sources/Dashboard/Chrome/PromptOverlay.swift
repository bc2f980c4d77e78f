import TerminalUI

/// A form in the middle of the screen.
struct PromptOverlay {
    let prompt: Prompt

    /// Rows below the fields for what is wrong with an answer; kept free so that nothing jumps.
    private static let problemRows = 2

    func draw(in area: Rectangle, _ buffer: inout CellBuffer, _ theme: Theme) {
        let fields = prompt.form.size(inputColumns: 28)
        let size = Size(
            columns: max(fields.columns, 50), rows: fields.rows + 2 + Self.problemRows)
        let panel = Panel(prompt.title, focus: .focused, theme: theme.lifted)
        let room = buffer.drawOverlay(panel, size: size, in: area, theme: theme)
        let lifted = theme.lifted
        let (form, rest) = room.splitTop(1).rest.splitBottom(1 + Self.problemRows)
        buffer.draw(prompt.form, in: form, theme: lifted)
        let role: Role = prompt.problem == nil ? .dim : .warning
        let text = prompt.problem ?? prompt.advice
        let lines = text.wrapped(toColumns: rest.columns).map {
            StyledText($0, style: lifted.style(role))
        }
        buffer.draw(lines, in: rest.splitTop(1).rest)
    }
}
