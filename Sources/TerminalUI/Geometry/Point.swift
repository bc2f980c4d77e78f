/// A place on the screen, counted in cells from the upper left corner, which is (0, 0).
public struct Point: Hashable, Sendable {
    /// Cells to the right of the left edge.
    public var column: Int
    /// Cells below the upper edge.
    public var row: Int

    /// Makes the point at a column and a row; negative values lie off the screen and are fine.
    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}
