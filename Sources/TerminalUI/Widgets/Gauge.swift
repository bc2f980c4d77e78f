/// A horizontal bar that is filled to a part, in eighths of a cell.
public struct Gauge: Hashable, Sendable {
    /// How much of it is filled.
    public var value: Int
    /// What fills it wholly.
    public var total: Int

    /// Makes a bar; values outside 0 … total are moved to the nearer end.
    public init(value: Int, total: Int) {
        self.total = max(0, total)
        self.value = min(max(0, value), self.total)
    }

    private static let eighths: [Glyph] = [
        .left1, .left2, .left3, .left4, .left5, .left6, .left7,
    ]

    /// The bar as text of so many columns; an empty total draws an empty bar.
    public func text(columns: Int) -> String {
        guard columns > 0 else { return "" }
        let filled = total == 0 ? 0 : columns * 8 * value / total
        var text = String(repeating: Glyph.full.unicode, count: filled / 8)
        if filled % 8 > 0 { text.append(Self.eighths[filled % 8 - 1].unicode) }
        return text + String(repeating: " ", count: columns - (filled + 7) / 8)
    }
}

/// Numbers over time as small columns beside each other.
public struct Sparkline: Hashable, Sendable {
    /// The numbers, oldest first.
    public var values: [Int]

    /// Makes a line of columns.
    public init(_ values: [Int]) {
        self.values = values
    }

    private static let levels: [Glyph] = [
        .bar1, .bar2, .bar3, .lowerHalf, .bar5, .bar6, .bar7, .full,
    ]

    /// The newest numbers that fit, at the right end; the greatest of them is a full column.
    public func text(columns: Int) -> String {
        let shown = values.suffix(max(0, columns))
        let top = max(1, shown.max() ?? 1)
        let bars = shown.map { value -> Character in
            guard value > 0 else { return " " }
            return Self.levels[(value * (Self.levels.count - 1) + top / 2) / top].unicode
        }
        return String(bars).fitted(toColumns: columns, alignment: .right)
    }
}
