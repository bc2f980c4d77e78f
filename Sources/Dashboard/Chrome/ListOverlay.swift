import TerminalUI

/// A list in the middle of the screen, with a field above it where something can be typed, and below
/// it a few words about the selected line. Menus, the palette and the finder are such lists.
struct ListOverlay {
    /// One line of the list.
    struct Row: Hashable {
        /// The key that does the same.
        var key: String
        var name: String
        /// What belongs to the name, such as arguments.
        var detail = ""
        /// What it means; cut where it does not fit.
        var text: String
        var availability = Hint.Availability.enabled
    }

    /// What is said below the list.
    struct Caption: Hashable {
        var text = ""
        /// What is wrong; said in place of the text.
        var warning: String?
    }

    var title: String
    /// What is typed, and what stands before it.
    var field: TextField?
    var prefix = ""
    var rows: [Row]
    var selected: Int?
    var caption: Caption
    /// How many rows the list keeps, so that it does not jump while it gets shorter.
    var rowsMin = 0

    /// Where the parts stand on the screen.
    struct Layout {
        var frame: Rectangle
        var field: Rectangle
        var list: Rectangle
        var caption: Rectangle
        /// The rows in view.
        var window: ScrollWindow
    }

    private static let columnsMax = 76
    private static let captionRows = 3
    static let rowsMax = 12

    private var fieldRows: Int { field == nil ? 0 : 2 }
    private var size: Size {
        let list = min(max(rows.count, rowsMin), Self.rowsMax)
        return Size(columns: Self.columnsMax, rows: fieldRows + list + 1 + Self.captionRows)
    }

    func layout(in area: Rectangle) -> Layout {
        let frame = area.overlayFrame(for: size)
        let (field, below) = frame.overlayRoom.splitTop(fieldRows)
        let (list, caption) = below.splitBottom(1 + Self.captionRows)
        let window = ScrollWindow(count: rows.count, visible: list.rows, first: 0)
        return Layout(
            frame: frame, field: field.line(0), list: list, caption: caption.splitTop(1).rest,
            window: window.revealing(selected))
    }

    /// What stands at a point of the screen.
    func target(at point: Point, in area: Rectangle) -> Target {
        let layout = layout(in: area)
        guard layout.frame.contains(point) else { return .outside }
        let row = layout.window.first + point.row - layout.list.row
        return layout.list.contains(point) && rows.indices.contains(row) ? .listRow(row) : .overlay
    }
}

extension ListOverlay {
    func draw(in area: Rectangle, _ buffer: inout CellBuffer, _ theme: Theme) {
        let layout = layout(in: area)
        let lifted = theme.lifted
        var panel = Panel(title, focus: .focused, theme: lifted)
        if layout.window.visible < rows.count {
            panel.footnote = StyledText(
                "\(layout.window.range.upperBound) of \(Words.grouped(rows.count))",
                style: lifted.style(.dim))
        }
        buffer.drawOverlay(panel, size: size, in: area, theme: theme)
        drawField(in: layout.field, &buffer, lifted)
        for (line, row) in layout.window.range.enumerated() {
            draw(rows[row], in: layout.list.line(line), &buffer, lifted)
            guard row == selected else { continue }
            buffer.highlight(layout.list.line(line), with: lifted.style(.selection))
        }
        buffer.draw(
            layout.window, alongRightOf: layout.list.inset(columns: -1, rows: 0), theme: lifted)
        drawCaption(in: layout.caption, &buffer, lifted)
    }

    private func drawField(in line: Rectangle, _ buffer: inout CellBuffer, _ theme: Theme) {
        guard let field else { return }
        let (mark, input) = line.splitLeft(prefix.displayColumns + 1)
        buffer.put(prefix, at: mark.origin, style: theme.style(.hintKey))
        buffer.draw(field, in: input, focus: .focused, theme: theme)
    }

    private var keyColumns: Int { rows.map(\.key.displayColumns).max() ?? 0 }
    private var nameColumns: Int {
        rows.map { $0.name.displayColumns + $0.detail.displayColumns + 1 }.max() ?? 0
    }

    private func draw(
        _ row: Row, in line: Rectangle, _ buffer: inout CellBuffer, _ theme: Theme
    ) {
        let isOff = row.availability == .disabled
        func style(_ role: Role) -> Style { theme.style(isOff ? .hintDisabled : role) }
        let parts = line.splitIntoColumns(
            [.cells(keyColumns), .cells(min(nameColumns, line.columns / 2)), .share(1)], gap: 2)
        buffer.put(row.key, at: parts[0].origin, style: style(.hintKey))
        var name = StyledText(row.name, style: style(.strong))
        name.append(" " + row.detail, style: style(.dim))
        buffer.put(name, at: parts[1].origin, maxColumns: parts[1].columns)
        buffer.put(
            row.text.truncated(toColumns: parts[2].columns), at: parts[2].origin,
            style: style(.dim))
    }

    private func drawCaption(in area: Rectangle, _ buffer: inout CellBuffer, _ theme: Theme) {
        let style = theme.style(caption.warning == nil ? .text : .warning)
        let lines = (caption.warning ?? caption.text).wrapped(toColumns: area.columns)
        buffer.draw(lines.map { StyledText($0, style: style) }, in: area)
    }
}
