import ClusterObservation
import TerminalUI

/// Which cells of a map belong to which node, and the lines between the nodes.
struct NodeCells: Hashable, Sendable {
    let room: Size
    /// The places of the glyphs, by the roster.
    let places: [Point]
    /// The columns from a node's glyph to the end of its label.
    let labelColumns: Int
    /// The node of every cell, row by row; negative where there is none.
    private var owners: [Int32]

    init(_ places: [Point], labelColumns: Int, in room: Size) {
        self.room = room
        self.places = places
        self.labelColumns = labelColumns
        owners = Array(repeating: -1, count: room.columns * room.rows)
        for (node, place) in places.enumerated() {
            for column in place.column..<min(place.column + labelColumns, room.columns) {
                owners[place.row * room.columns + column] = Int32(node)
            }
        }
    }

    /// The node whose glyph or label is in a cell.
    func node(at point: Point) -> NodeID? {
        guard (0..<room.columns).contains(point.column), (0..<room.rows).contains(point.row)
        else { return nil }
        let owner = owners[point.row * room.columns + point.column]
        return owner < 0 ? nil : NodeID(Int(owner))
    }

    /// The cells of the straight line between two nodes, from beside the one's label to beside the
    /// other's.
    func line(_ link: DirectedLink) -> [Point] {
        guard places.indices.contains(link.from.index), places.indices.contains(link.to.index)
        else { return [] }
        return Self.line(
            from: places[link.from.index], to: places[link.to.index], labelColumns: labelColumns)
    }

    /// The same between two places.
    static func line(from: Point, to: Point, labelColumns: Int) -> [Point] {
        /// The cell beside a label that is nearest to another.
        func edge(of place: Point, facing other: Point) -> Point {
            let nearest = min(max(other.column, place.column - 1), place.column + labelColumns)
            return Point(column: nearest, row: place.row)
        }
        return CellLine.points(from: edge(of: from, facing: to), to: edge(of: to, facing: from))
    }

    /// Whether a line touches no node but its ends, nor the place before or behind its label.
    func isFree(_ line: [Point], of link: DirectedLink) -> Bool {
        line.allSatisfy { other(at: $0, than: link) == nil }
    }

    /// A line without what is so near to a node that it passes behind that it would seem to end there.
    func open(_ line: [Point], of link: DirectedLink) -> [Point] {
        let hidden = line.compactMap { other(at: $0, than: link) }
        guard !hidden.isEmpty else { return line }
        return line.filter { point in
            !hidden.contains { isNear(point, to: $0) }
        }
    }

    /// The node with a cell, or beside it, that is no end of a link.
    private func other(at point: Point, than link: DirectedLink) -> NodeID? {
        for aside in labelColumns > 1 ? [0, -1, 1] : [0] {
            let beside = Point(column: point.column + aside, row: point.row)
            if let node = node(at: beside), node != link.from, node != link.to { return node }
        }
        return nil
    }

    private func isNear(_ point: Point, to node: NodeID) -> Bool {
        let place = places[node.index]
        return abs(point.row - place.row) <= 1
            && (place.column - 3..<place.column + labelColumns + 3).contains(point.column)
    }

    /// The cells around a node.
    func surroundings(of node: NodeID) -> [Point] {
        let place = places[node.index]
        return (-1...1).flatMap { down in
            (-1...labelColumns).map {
                Point(column: place.column + $0, row: place.row + down)
            }
        }
        .filter { Rectangle(room).contains($0) && self.node(at: $0) == nil }
    }
}
