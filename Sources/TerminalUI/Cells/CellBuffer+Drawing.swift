extension CellBuffer {
    /// Writes text from left to right in one row; returns the columns that it took.
    ///
    /// The text is made safe to show on the way (see `String.sanitised`). It ends at `maxColumns`,
    /// without a wide glyph that would only fit by half. What lies outside the screen or the clip
    /// is not drawn but takes its columns all the same.
    @discardableResult
    public mutating func put(
        _ text: String, at start: Point, style: Style, maxColumns: Int = .max
    ) -> Int {
        if let used = putNarrow(text, at: start, style: style, maxColumns: maxColumns) {
            return used
        }
        var used = 0
        for glyph in text.displayGlyphs {
            guard glyph.columns <= maxColumns - used else { break }
            write(Cell(glyph, style: style), column: start.column + used, row: start.row)
            used += glyph.columns
        }
        return used
    }

    /// Writes one glyph; returns the columns that it took.
    @discardableResult
    public mutating func put(_ glyph: Character, at point: Point, style: Style) -> Int {
        let cell = Cell(glyph, style: style)
        write(cell, column: point.column, row: point.row)
        return cell.part == .lead ? 2 : 1
    }

    /// Fills a rectangle with one glyph of one column; a wide one counts as a space.
    public mutating func fill(_ area: Rectangle, with glyph: Character = " ", style: Style) {
        let cell = Cell(glyph, style: style)
        let filler =
            cell.part == .narrow ? Cell(glyphs.form(of: cell.shown), style: style) : .blank(style)
        overwrite(area.intersection(clip), with: filler)
    }

    /// Lays the background and the attributes of a style under what is drawn already.
    public mutating func highlight(_ area: Rectangle, with style: Style) {
        restyle(area) { $0.over(style) }
    }

    /// Gives everything in a rectangle one style and leaves the glyphs as they are.
    public mutating func repaint(_ area: Rectangle, style: Style) {
        restyle(area) { _ in style }
    }

    /// Copies another screen into this one with its upper left corner at a point.
    public mutating func put(_ other: CellBuffer, at start: Point) {
        for row in 0..<other.size.rows {
            for column in 0..<other.size.columns {
                let cell = other[column, row]
                guard cell.part != .trail else { continue }
                write(cell, column: start.column + column, row: start.row + row)
            }
        }
    }
}
