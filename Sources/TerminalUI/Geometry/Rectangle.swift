/// A block of cells; the right and lower edges are the first column and row outside it.
public struct Rectangle: Hashable, Sendable {
    /// The leftmost column inside.
    public let column: Int
    /// The topmost row inside.
    public let row: Int
    /// Cells from left to right; never negative.
    public let columns: Int
    /// Cells from top to bottom; never negative.
    public let rows: Int

    /// Makes a rectangle; an extent below zero counts as zero.
    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = column
        self.row = row
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    /// Makes the rectangle of a whole screen of a size.
    public init(_ size: Size) {
        self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
    }

    /// A rectangle without a cell.
    public static let empty = Rectangle(column: 0, row: 0, columns: 0, rows: 0)

    /// Whether there is no cell inside.
    public var isEmpty: Bool { columns == 0 || rows == 0 }
    /// The upper left cell.
    public var origin: Point { Point(column: column, row: row) }
    /// The extent.
    public var size: Size { Size(columns: columns, rows: rows) }
    /// The first column to the right of the rectangle.
    public var endColumn: Int { column + columns }
    /// The first row below the rectangle.
    public var endRow: Int { row + rows }

    /// Whether a point lies inside.
    public func contains(_ point: Point) -> Bool {
        point.column >= column && point.column < endColumn
            && point.row >= row && point.row < endRow
    }

    /// The cells that both rectangles share.
    public func intersection(_ other: Rectangle) -> Rectangle {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return Rectangle(
            column: left, row: top,
            columns: min(endColumn, other.endColumn) - left,
            rows: min(endRow, other.endRow) - top)
    }
}

extension Rectangle {
    /// The rectangle without a margin on all four sides.
    public func inset(by cells: Int = 1) -> Rectangle {
        inset(columns: cells, rows: cells)
    }

    /// The rectangle without a margin left and right, and another one above and below.
    public func inset(columns margin: Int, rows verticalMargin: Int) -> Rectangle {
        Rectangle(
            column: column + min(margin, columns), row: row + min(verticalMargin, rows),
            columns: columns - 2 * margin, rows: rows - 2 * verticalMargin)
    }

    /// A rectangle of a size in the middle of this one, cut down to what fits.
    public func centred(_ size: Size) -> Rectangle {
        let width = min(size.columns, columns)
        let height = min(size.rows, rows)
        return Rectangle(
            column: column + (columns - width) / 2, row: row + (rows - height) / 2,
            columns: width, rows: height)
    }

    /// One row of the rectangle, counted from its top; empty when there is no such row.
    public func line(_ index: Int) -> Rectangle {
        guard index >= 0, index < rows else { return .empty }
        return Rectangle(column: column, row: row + index, columns: columns, rows: 1)
    }
}
