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
        let (start, end) = (places[link.from.index], places[link.to.index])
        return CellLine.points(from: edge(of: start, facing: end), to: edge(of: end, facing: start))
    }

    /// Whether a line touches no node but its ends.
    func isFree(_ line: [Point], of link: DirectedLink) -> Bool {
        line.allSatisfy { point in
            node(at: point).map { $0 == link.from || $0 == link.to } ?? true
        }
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

    /// The cell beside a label that is nearest to another.
    private func edge(of place: Point, facing other: Point) -> Point {
        let nearest = min(max(other.column, place.column - 1), place.column + labelColumns)
        return Point(column: nearest, row: place.row)
    }
}
