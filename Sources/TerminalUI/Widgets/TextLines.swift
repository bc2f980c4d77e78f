extension CellBuffer {
    /// Draws lines from top to bottom, one in each row, cut at the right edge.
    public mutating func draw(_ lines: some Collection<StyledText>, in area: Rectangle) {
        for (index, line) in lines.prefix(area.rows).enumerated() {
            put(
                line, at: Point(column: area.column, row: area.row + index),
                maxColumns: area.columns)
        }
    }

    /// Draws as many of the last lines as fit, as a log shows them, moved back by some lines.
    ///
    /// - Parameter back: how many lines before the end the view ends; 0 follows the newest.
    public mutating func drawTail(
        of lines: [StyledText], in area: Rectangle, back: Int = 0, theme: Theme
    ) {
        let last = lines.count - area.rows
        let window = ScrollWindow(count: lines.count, visible: area.rows, first: last - back)
        draw(lines[window.range], in: area)
        draw(window, alongRightOf: area, theme: theme)
    }
}
