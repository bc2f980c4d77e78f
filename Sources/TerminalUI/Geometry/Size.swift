/// An extent in cells; never negative.
public struct Size: Hashable, Sendable {
    /// Cells from left to right.
    public let columns: Int
    /// Cells from top to bottom.
    public let rows: Int

    /// Makes a size; what is below zero counts as zero.
    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    /// Reads a size as people write it, `120x40`: columns first, each from 1 to 1000, else `nil`.
    public init?(_ text: String) {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false)
        let limits = 1...Self.limit
        guard parts.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let columns = Int(parts[0]), limits.contains(columns),
            let rows = Int(parts[1]), limits.contains(rows)
        else { return nil }
        self.init(columns: columns, rows: rows)
    }

    /// The most columns or rows a size may have when it is read from text.
    public static let limit = 1000

    /// Whether both extents are at least those of another size.
    public func fits(_ other: Size) -> Bool {
        columns >= other.columns && rows >= other.rows
    }
}

extension Size: CustomStringConvertible {
    /// The form that `init(_:)` reads, `120x40`.
    public var description: String { "\(columns)x\(rows)" }
}
