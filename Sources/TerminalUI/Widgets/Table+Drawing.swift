extension CellBuffer {
    /// Draws a table: its header in the first row, then as many rows as fit with the selected one
    /// among them, and beside them how far it is scrolled.
    ///
    /// - Returns: the rows in view, so that a click can be told which row it hit.
    @discardableResult
    public mutating func draw(_ table: Table, in area: Rectangle, theme: Theme) -> Range<Int> {
        guard !area.isEmpty else { return 0..<0 }
        let (header, body) = area.splitTop(1)
        let layout = table.layout(in: area.columns)
        for part in layout {
            let column = table.columns[part.index]
            let title = StyledText(column.title, style: theme.style(.tableHeader))
            put(title, in: header, part, alignment: column.alignment)
        }
        let window = ScrollWindow(
            count: table.rows.count, visible: body.rows, first: table.firstRow(fitting: body.rows))
        for (line, row) in window.range.enumerated() {
            draw(row, of: table, layout: layout, in: body.line(line), theme: theme)
        }
        draw(window, alongRightOf: body, theme: theme)
        return window.range
    }

    private mutating func draw(
        _ row: Int, of table: Table, layout: [(index: Int, start: Int, width: Int)],
        in line: Rectangle, theme: Theme
    ) {
        let cells = table.rows[row]
        for part in layout where part.index < cells.count {
            let alignment = table.columns[part.index].alignment
            put(cells[part.index], in: line, part, alignment: alignment)
        }
        guard row == table.selectedRow else { return }
        highlight(line, with: theme.style(table.focus == .focused ? .selection : .selectionIdle))
    }

    private mutating func put(
        _ text: StyledText, in line: Rectangle, _ part: (index: Int, start: Int, width: Int),
        alignment: Alignment
    ) {
        let columns = text.displayColumns
        let text = columns > part.width ? text.truncated(toColumns: part.width) : text
        let offset = alignment.offset(in: max(0, part.width - columns))
        let start = Point(column: line.column + part.start + offset, row: line.row)
        clipped(to: line) { $0.put(text, at: start) }
    }
}
