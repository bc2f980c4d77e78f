import TerminalUI

/// A form in the middle of the screen.
struct PromptOverlay {
    let prompt: Prompt

    /// Rows below the fields for what is wrong with an answer, and for the longest advice; kept free so
    /// that nothing jumps.
    private func adviceRows(columns: Int) -> Int {
        prompt.advices.map { $0.wrapped(toColumns: columns).count }.reduce(2, max)
    }

    private func size(in area: Rectangle) -> Size {
        let fields = prompt.form.size(inputColumns: 28)
        let columns = max(fields.columns, 50)
        let least = min(columns, area.columns - Self.frameColumns)
        return Size(columns: columns, rows: fields.rows + 2 + adviceRows(columns: least))
    }

    /// What the frame of an overlay takes of the width, at the most.
    private static let frameColumns = 8

    /// The fields, and the room below them.
    private func parts(of room: Rectangle) -> (form: Rectangle, rest: Rectangle) {
        let parts = room.splitTop(1).rest.splitBottom(1 + adviceRows(columns: room.columns))
        return (parts.rest, parts.bottom.splitTop(1).rest)
    }

    func draw(in area: Rectangle, _ buffer: inout CellBuffer, _ theme: Theme) {
        let panel = Panel(prompt.title, focus: .focused, theme: theme.lifted)
        let room = buffer.drawOverlay(panel, size: size(in: area), in: area, theme: theme)
        let lifted = theme.lifted
        let (form, rest) = parts(of: room)
        buffer.draw(prompt.form, in: form, theme: lifted)
        let role: Role = prompt.problem == nil ? .dim : .warning
        let lines = (prompt.problem ?? prompt.advice).wrapped(toColumns: rest.columns).map {
            StyledText($0, style: lifted.style(role))
        }
        buffer.draw(lines, in: rest)
    }

    /// How many fields a page is: as many rows as are in view, but one that stays.
    func pageRows(in area: Rectangle) -> Int {
        let frame = area.overlayFrame(for: size(in: area))
        return max(1, parts(of: frame.overlayRoom).form.rows - 1)
    }

    /// What stands at a point of the screen.
    func target(at point: Point, in area: Rectangle) -> Target {
        let frame = area.overlayFrame(for: size(in: area))
        guard frame.contains(point) else { return .outside }
        let form = parts(of: frame.overlayRoom).form
        return prompt.form.field(at: point, in: form).map { .field($0) } ?? .overlay
    }
}
