extension CellBuffer {
    /// The screen as text: one line for each row, without the blanks at its end.
    public func text() -> String {
        (0..<size.rows).map(rowText).joined(separator: "\n")
    }

    /// One row as text, without the blanks at its end.
    public func rowText(_ row: Int) -> String {
        guard (0..<size.rows).contains(row) else { return "" }
        var line = ""
        var blanks = 0
        for column in 0..<size.columns {
            let cell = self[column, row]
            guard cell.part != .trail else { continue }
            guard cell.glyph != " " else {
                blanks += 1
                continue
            }
            line += String(repeating: " ", count: blanks)
            line.append(cell.glyph)
            blanks = 0
        }
        return line
    }
}
