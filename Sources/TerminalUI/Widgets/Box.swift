/// The lines around a rectangle.
public enum BoxLines: Hashable, Sendable {
    /// Thin lines with round corners.
    case rounded
    /// Heavy lines with square corners.
    case heavy

    fileprivate var corners: (Character, Character, Character, Character) {
        switch self {
        case .rounded: ("╭", "╮", "╰", "╯")
        case .heavy: ("┏", "┓", "┗", "┛")
        }
    }

    fileprivate var horizontal: Character { self == .rounded ? "─" : "━" }
    fileprivate var vertical: Character { self == .rounded ? "│" : "┃" }
}

extension CellBuffer {
    /// Draws lines around a rectangle along its inside; returns what remains within them.
    @discardableResult
    public mutating func drawBox(
        _ area: Rectangle, style: Style, lines: BoxLines = .rounded
    ) -> Rectangle {
        guard area.columns >= 2, area.rows >= 2 else { return area.inset() }
        drawEdges(of: area, style: style, lines: lines)
        let right = area.endColumn - 1
        let bottom = area.endRow - 1
        let corners = lines.corners
        put(corners.0, at: area.origin, style: style)
        put(corners.1, at: Point(column: right, row: area.row), style: style)
        put(corners.2, at: Point(column: area.column, row: bottom), style: style)
        put(corners.3, at: Point(column: right, row: bottom), style: style)
        return area.inset()
    }

    private mutating func drawEdges(of area: Rectangle, style: Style, lines: BoxLines) {
        for row in [area.row, area.endRow - 1] {
            let edge = Rectangle(column: area.column, row: row, columns: area.columns, rows: 1)
            fill(edge, with: lines.horizontal, style: style)
        }
        for column in [area.column, area.endColumn - 1] {
            let edge = Rectangle(column: column, row: area.row, columns: 1, rows: area.rows)
            fill(edge, with: lines.vertical, style: style)
        }
    }
}
