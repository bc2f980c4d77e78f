import ClusterObservation
import TerminalUI

/// A way to place nodes.
enum Arrangement: Hashable, Sendable {
    /// On an ellipse, from the top and with the clock, at equal angles; the two halves of the
    /// roster are its two halves.
    case ellipse
    /// On an ellipse, at equal heights: more nodes keep room for their names.
    case barrel
    /// The first in the middle, the others around it.
    case star(around: Around)
    /// Row by row, so many to a row; the second row runs back when it is a line.
    case rows(columns: Int)
    case snake
    /// Row by row, as it comes out best.
    case table
    /// Levels from top to bottom, or from left to right.
    case treeDown, treeRight
    /// Levels from top to bottom, the broad ones in several rows.
    case treeBands
    /// So many groups, each on an ellipse of its own.
    case groups(Int, founders: Int)
    /// Two such groups whose first and last nodes face each other.
    case continents(founders: Int)
    /// Linked nodes near each other.
    case springs

    /// How the nodes around a hub lie.
    enum Around: Hashable, Sendable { case ellipse, barrel }

    /// What to try for a shape, from the most telling to the most frugal.
    ///
    /// Where the shape says nothing, names are worth more than places; else a shape of its own is worth
    /// more than names.
    static func attempts(
        for subject: MapLayout.Subject
    ) -> [(MapLayout.Detail, Arrangement)] {
        let plain: [(MapLayout.Detail, Arrangement)] = [(.labels, .table), (.glyphs, .table)]
        let own = own(for: subject.shape)
        guard subject.shape != .full else { return own.map { (.labels, $0) } + plain }
        return all(own) + all(round(for: subject.shape)) + plain
    }

    private static func all(_ arrangements: [Arrangement]) -> [(MapLayout.Detail, Arrangement)] {
        [MapLayout.Detail.labels, .glyphs, .points].flatMap { detail in
            arrangements.map { (detail, $0) }
        }
    }

    /// The arrangements that show what the shape is.
    private static func own(for shape: TopologyShape) -> [Arrangement] {
        switch shape {
        case .full, .ring, .smallWorld: [.ellipse, .barrel]
        case .random: [.springs]
        case .line: [.snake]
        case .star: [.star(around: .ellipse), .star(around: .barrel)]
        case .grid(let columns): [.rows(columns: columns)]
        case .tree: [.treeDown, .treeRight, .treeBands]
        case .clusters(let count, let founders): [.groups(count, founders: founders)]
        case .continents(let founders): [.continents(founders: founders)]
        }
    }

    /// What is left where a shape of its own has no room.
    private static func round(for shape: TopologyShape) -> [Arrangement] {
        switch shape {
        case .random, .clusters, .continents: [.ellipse, .barrel]
        case .full, .ring, .smallWorld, .line, .star, .grid, .tree: []
        }
    }

    /// The places of the glyphs of nodes that take so many columns each, one before the glyph; nil
    /// where the arrangement has none.
    func places(
        of subject: MapLayout.Subject, in room: Size, columns: Int
    ) -> [Point]? {
        let count = subject.nodes
        let field = Field(
            column: columns > 1 ? 1 : 0, row: 0, width: Double(room.columns - columns),
            height: Double(room.rows - 1))
        switch self {
        case .ellipse where columns == 1: return Self.track(count, in: field)
        case .ellipse: return Self.ellipse(count, in: field)
        case .barrel: return Self.barrel(count, in: field)
        case .star where columns == 1: return Self.trackedStar(count, in: field)
        case .star(let around): return Self.star(count, around: around, in: field)
        case .rows(let columns): return Self.rows(count, columns: columns, in: field)
        case .table: return Self.table(count, perRow: max(1, room.columns / columns), in: field)
        case .snake: return Self.snake(count, perRow: max(1, room.columns / columns), in: field)
        case .treeDown: return Self.tree(count) { field.point($1, $0) }
        case .treeRight: return Self.tree(count) { field.point($0, $1) }
        case .treeBands: return columns == 1 ? Self.bands(count, in: room) : nil
        case .groups(let groups, let founders):
            let sizes = Self.groupSizes(count, in: groups, founders: founders)
            return Self.groups(sizes, of: room, columns: columns) { group, across in
                .ring(group: group, of: groups, across: across)
            }
        case .continents(let founders):
            let sizes = Self.groupSizes(count, in: 2, founders: founders)
            return Self.groups(sizes, of: room, columns: columns, going: Course.facing)
        case .springs:
            return SpringLayout(subject)?.places(in: room, columns: columns)
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
