import TerminalUI

// Binary trees by levels, the children of i being 2i+1 and 2i+2.

extension Arrangement {
    /// A row, or a column, for each level.
    ///
    /// - Parameter point: the cell of a node, from its level's part of the depth and its part of
    ///   the breadth.
    static func tree(_ count: Int, point: (Double, Double) -> Point) -> [Point] {
        let levels = level(of: max(0, count - 1)) + 1
        return (0..<count).map { node in
            let level = level(of: node)
            let part = levels > 1 ? Double(level) / Double(levels - 1) : 0.5
            return point(part, across(node, at: level))
        }
    }

    /// As many rows for a level as its nodes need, one cell each: neighbours stand in rows below each
    /// other, and every node stands above the middle of its subtree. Rows that are left over lie
    /// between the levels.
    ///
    /// - Returns: nil when there are too few rows.
    static func bands(_ count: Int, in room: Size) -> [Point]? {
        guard count > 0, room.columns > 0 else { return nil }
        let levels = level(of: count - 1) + 1
        let rows = (0..<levels).map { ((1 << $0) + room.columns - 1) / room.columns }
        let spare = room.rows - rows.reduce(0, +)
        guard spare >= 0 else { return nil }
        let tops = (0..<levels).map { level in
            rows[..<level].reduce(0, +) + spare * level / max(1, levels - 1)
        }
        return (0..<count).map { node in
            let level = level(of: node)
            let place = node + 1 - (1 << level)
            return Point(
                column: Int(across(node, at: level) * Double(room.columns)),
                row: tops[level] + place % rows[level])
        }
    }

    /// The middle of a node's part of the breadth.
    private static func across(_ node: Int, at level: Int) -> Double {
        let breadth = 1 << level
        return (Double(node + 1 - breadth) + 0.5) / Double(breadth)
    }

    static func level(of node: Int) -> Int { Int.bitWidth - 1 - (node + 1).leadingZeroBitCount }
}
