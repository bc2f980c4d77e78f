import TerminalUI

/// A form in the middle of the screen.
struct PromptOverlay {
    let prompt: Prompt

    /// Rows below the fields for what is wrong with an answer; kept free so that nothing jumps.
    private static let problemRows = 2

    private var size: Size {
        let fields = prompt.form.size(inputColumns: 28)
        return Size(columns: max(fields.columns, 50), rows: fields.rows + 2 + Self.problemRows)
    }

    /// The fields, and the room below them.
    private func parts(of room: Rectangle) -> (form: Rectangle, rest: Rectangle) {
        let parts = room.splitTop(1).rest.splitBottom(1 + Self.problemRows)
        return (parts.rest, parts.bottom.splitTop(1).rest)
    }

    func draw(in area: Rectangle, _ buffer: inout CellBuffer, _ theme: Theme) {
        let panel = Panel(prompt.title, focus: .focused, theme: theme.lifted)
        let room = buffer.drawOverlay(panel, size: size, in: area, theme: theme)
        let lifted = theme.lifted
        let (form, rest) = parts(of: room)
        buffer.draw(prompt.form, in: form, theme: lifted)
        let role: Role = prompt.problem == nil ? .dim : .warning
        let lines = (prompt.problem ?? prompt.advice).wrapped(toColumns: rest.columns).map {
            StyledText($0, style: lifted.style(role))
        }
        buffer.draw(lines, in: rest)
    }

    /// What stands at a point of the screen.
    func target(at point: Point, in area: Rectangle) -> Target {
        let frame = area.overlayFrame(for: size)
        guard frame.contains(point) else { return .outside }
        let form = parts(of: frame.overlayRoom).form
        return prompt.form.field(at: point, in: form).map { .field($0) } ?? .overlay
    }
}
