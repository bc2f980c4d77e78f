/// Whether the keys go to a piece of the screen.
public enum Focus: Hashable, Sendable {
    /// The keys go here.
    case focused
    /// The keys go elsewhere.
    case idle
}

/// A frame with a title in its upper edge and room for notes in its corners.
public struct Panel: Sendable {
    /// What stands at the left of the upper edge.
    public var title: StyledText
    /// What stands at the right of the upper edge, if there is room beside the title.
    public var note: StyledText
    /// What stands at the right of the lower edge.
    public var footnote: StyledText
    /// Whether the keys go here.
    public var focus: Focus

    /// Makes a frame with a title in the theme's style for titles.
    public init(_ title: String, focus: Focus = .idle, theme: Theme) {
        let style = theme.style(Self.titleRole(focus))
        self.init(StyledText(title, style: style), focus: focus)
    }

    /// Makes a frame with a title in styles of its own, such as tabs.
    public init(_ title: StyledText, focus: Focus = .idle) {
        self.title = title
        self.focus = focus
        note = StyledText()
        footnote = StyledText()
    }

    /// The role of a title.
    public static func titleRole(_ focus: Focus) -> Role {
        switch focus {
        case .focused: .titleFocused
        case .idle: .title
        }
    }

    /// The role of a frame.
    public static func borderRole(_ focus: Focus) -> Role {
        switch focus {
        case .focused: .borderFocused
        case .idle: .border
        }
    }
}

extension Panel {
    /// The cells from the left edge to the title.
    fileprivate static let titleStart = 3

    /// The room for the title in the upper edge.
    fileprivate static func titleColumns(in edge: Rectangle) -> Int {
        edge.columns - 2 * titleStart
    }

    /// The column of the title that stands at a point, when the frame is drawn in an area.
    public func titleColumn(at point: Point, in area: Rectangle) -> Int? {
        let column = point.column - area.column - Self.titleStart
        let end = min(title.displayColumns, Self.titleColumns(in: area.line(0)))
        return point.row == area.row && (0..<max(0, end)).contains(column) ? column : nil
    }
}

extension CellBuffer {
    /// Draws a frame on the theme's background and returns the room within it.
    @discardableResult
    public mutating func draw(_ panel: Panel, in area: Rectangle, theme: Theme) -> Rectangle {
        fill(area, style: theme.style(.background))
        let inner = drawBox(area, style: theme.style(Panel.borderRole(panel.focus)))
        guard area.columns >= 2, area.rows >= 2 else { return inner }
        drawUpperEdge(panel, in: area.line(0))
        drawAtRight(panel.footnote, in: area.line(area.rows - 1), after: 0)
        return inner
    }

    private mutating func drawUpperEdge(_ panel: Panel, in edge: Rectangle) {
        let room = Panel.titleColumns(in: edge)
        guard room > 0, let style = panel.title.firstStyle else {
            return drawAtRight(panel.note, in: edge, after: 0)
        }
        let start = Point(column: edge.column + Panel.titleStart, row: edge.row)
        let used = put(panel.title, at: start, maxColumns: room)
        putBlanks(around: start, used, style)
        drawAtRight(panel.note, in: edge, after: used + 3)
    }

    /// Draws a note before the right corner, or leaves it out when it would touch the title.
    private mutating func drawAtRight(_ note: StyledText, in edge: Rectangle, after used: Int) {
        let width = note.displayColumns + 2
        guard let style = note.firstStyle, width + used + 4 <= edge.columns else { return }
        let start = Point(column: edge.endColumn - 1 - width, row: edge.row)
        putBlanks(around: start, put(note, at: start), style)
    }

    /// Keeps the edge away from a text in it.
    private mutating func putBlanks(around start: Point, _ columns: Int, _ style: Style) {
        put(" ", at: Point(column: start.column - 1, row: start.row), style: style)
        put(" ", at: Point(column: start.column + columns, row: start.row), style: style)
    }
}
