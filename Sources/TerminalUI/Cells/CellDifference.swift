/// A stretch of one row that changed.
public struct CellSpan: Hashable, Sendable {
    /// The row.
    public let row: Int
    /// The first column that changed.
    public let column: Int
    /// How many columns there are from the first change to the last.
    public let columns: Int

    /// Makes a stretch of a row.
    public init(row: Int, column: Int, columns: Int) {
        self.row = row
        self.column = column
        self.columns = columns
    }
}

extension CellBuffer {
    /// What must be drawn again to turn an older screen into this one: a stretch for each row that
    /// changed, from the first changed cell to the last, and never half a wide glyph.
    ///
    /// A screen of another size, or none, changes everything.
    public func changes(since older: CellBuffer?) -> [CellSpan] {
        guard let older, older.size == size else {
            return (0..<size.rows).map { CellSpan(row: $0, column: 0, columns: size.columns) }
        }
        return (0..<size.rows).compactMap { changedSpan(row: $0, since: older) }
    }

    private func changedSpan(row: Int, since older: CellBuffer) -> CellSpan? {
        let range = row * size.columns..<(row + 1) * size.columns
        guard var first = range.first(where: { cells[$0] != older.cells[$0] }),
            var last = range.last(where: { cells[$0] != older.cells[$0] })
        else { return nil }
        if cells[first].part == .trail || older.cells[first].part == .trail { first -= 1 }
        if cells[last].part == .lead || older.cells[last].part == .lead { last += 1 }
        return CellSpan(
            row: row, column: first - range.lowerBound, columns: last - first + 1)
    }
}
