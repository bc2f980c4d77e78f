import ClusterObservation
import TerminalUI

/// A way to place nodes.
enum Arrangement: Hashable, Sendable {
    /// On an ellipse, from the top and with the clock, at equal angles.
    case ellipse
    /// On an ellipse, at equal heights: more nodes keep room for their names.
    case barrel
    /// The first in the middle, the others around it.
    case star(around: Around)
    /// Row by row, so many to a row; the second row runs back when it is a line.
    case rows(columns: Int)
    case snake
    /// Levels from top to bottom, or from left to right.
    case treeDown, treeRight
    /// So many groups, each on an ellipse of its own.
    case groups(Int)

    /// How the nodes around a hub lie.
    enum Around: Hashable, Sendable { case ellipse, barrel }

    static func candidates(for shape: TopologyShape) -> [Arrangement] {
        switch shape {
        case .full, .ring, .random, .smallWorld: [.ellipse, .barrel]
        case .line: [.snake]
        case .star: [.star(around: .ellipse), .star(around: .barrel)]
        case .grid(let columns): [.rows(columns: columns)]
        case .tree: [.treeDown, .treeRight]
        case .clusters(let count): [.groups(count), .ellipse, .barrel]
        case .continents: [.groups(2), .ellipse, .barrel]
        }
    }

    /// The places of the glyphs of nodes that take so many columns each, one before the glyph.
    func places(of count: Int, in room: Size, columns: Int) -> [Point] {
        let field = Field(
            column: 1, row: 0, width: Double(room.columns - columns), height: Double(room.rows - 1))
        switch self {
        case .ellipse: return Self.ellipse(count, in: field)
        case .barrel: return Self.barrel(count, in: field)
        case .star(let around): return Self.star(count, around: around, in: field)
        case .rows(let columns): return Self.rows(count, columns: columns, in: field)
        case .snake: return Self.snake(count, perRow: max(1, room.columns / columns), in: field)
        case .treeDown: return Self.tree(count) { field.point($1, $0) }
        case .treeRight: return Self.tree(count) { field.point($0, $1) }
        case .groups(let groups):
            return Self.groups(count, in: groups, of: room, columns: columns)
        }
    }
}

/// The part of the room in which glyphs may stand.
struct Field {
    var column: Double
    var row: Double
    var width: Double
    var height: Double

    /// The cell at a part of the width and of the height, each from 0 to 1.
    func point(_ x: Double, _ y: Double) -> Point {
        Point(
            column: Int((column + x * width).rounded()), row: Int((row + y * height).rounded()))
    }
}
