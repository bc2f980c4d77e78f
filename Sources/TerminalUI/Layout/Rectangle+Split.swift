extension Rectangle {
    /// Splits from left to right; there is one part for each length, empty where nothing is left.
    ///
    /// - Parameter gap: the empty columns between two neighbours.
    public func splitIntoColumns(_ lengths: [Length], gap: Int = 0) -> [Rectangle] {
        let room = columns - gap * max(0, lengths.count - 1)
        var start = column
        return Length.divide(max(0, room), among: lengths).map { part in
            defer { start += part + gap }
            return Rectangle(column: start, row: row, columns: part, rows: rows)
                .intersection(self)
        }
    }

    /// Splits from top to bottom; there is one part for each length, empty where nothing is left.
    ///
    /// - Parameter gap: the empty rows between two neighbours.
    public func splitIntoRows(_ lengths: [Length], gap: Int = 0) -> [Rectangle] {
        let room = rows - gap * max(0, lengths.count - 1)
        var start = row
        return Length.divide(max(0, room), among: lengths).map { part in
            defer { start += part + gap }
            return Rectangle(column: column, row: start, columns: columns, rows: part)
                .intersection(self)
        }
    }

    /// Takes rows off the top: those, and what remains below.
    public func splitTop(_ count: Int) -> (top: Rectangle, rest: Rectangle) {
        let parts = splitIntoRows([.cells(count), .share(1)])
        return (parts[0], parts[1])
    }

    /// Takes rows off the bottom: what remains above, and those.
    public func splitBottom(_ count: Int) -> (rest: Rectangle, bottom: Rectangle) {
        let parts = splitIntoRows([.share(1), .cells(min(count, rows))])
        return (parts[0], parts[1])
    }

    /// Takes columns off the left: those, and what remains beside them.
    public func splitLeft(_ count: Int) -> (left: Rectangle, rest: Rectangle) {
        let parts = splitIntoColumns([.cells(count), .share(1)])
        return (parts[0], parts[1])
    }

    /// Takes columns off the right: what remains, and those.
    public func splitRight(_ count: Int) -> (rest: Rectangle, right: Rectangle) {
        let parts = splitIntoColumns([.share(1), .cells(min(count, columns))])
        return (parts[0], parts[1])
    }
}
