import ClusterObservation
import TerminalUI

/// Where the nodes stand on the map, within a room of a size.
///
/// The arrangements that suit the topology are tried from the most telling to the most frugal; the
/// first in which no two nodes touch is taken. Where none does, the nodes stand cell by cell, and
/// several share a cell when there are more nodes than cells.
struct MapLayout: Hashable, Sendable {
    /// How much there is to see of a node.
    enum Detail: Hashable, Sendable {
        /// Glyph, letter and name.
        case labels
        /// One glyph, free places around it.
        case glyphs
        /// One glyph, others close by: the shape is worth more than the room.
        case points
        /// One glyph in each cell, for this many nodes at most.
        case cells(nodes: Int)

        /// Whether nodes have room around them.
        var isOpen: Bool {
            switch self {
            case .labels, .glyphs, .points: true
            case .cells: false
            }
        }

        /// How many columns a node takes; where there are more than one, the first is before its glyph.
        func columns(name: Int) -> Int {
            switch self {
            case .labels: name + 6
            case .glyphs: 3
            case .points, .cells: 1
            }
        }
    }

    /// What a layout follows from.
    struct Subject: Hashable, Sendable {
        var nodes: Int
        var shape: TopologyShape
        /// The links of a shape that does not tell them.
        var edges: [DirectedLink] = []
        /// The columns of the longest name.
        var nameColumns: Int
    }

    let room: Size
    let detail: Detail
    /// The places of the glyphs, from the upper left corner of the room, by the roster.
    let places: [Point]

    init(_ subject: Subject, in room: Size) {
        self.room = room
        for (detail, arrangement) in Arrangement.attempts(for: subject) {
            let columns = detail.columns(name: subject.nameColumns)
            guard subject.nodes * columns <= room.columns * room.rows,
                let places = arrangement.places(of: subject, in: room, columns: columns),
                Self.areApart(places, columns: columns, in: room)
            else { continue }
            self.detail = detail
            self.places = places
            return
        }
        let dense = DenseArrangement(subject, in: room)
        detail = .cells(nodes: dense.nodesPerCell)
        places = dense.places
    }

    /// Where a node's glyph stands; nil for one that is not on the roster.
    func place(of node: NodeID) -> Point? {
        places.indices.contains(node.index) ? places[node.index] : nil
    }

    /// Whether nodes that take so many columns each lie in the room without touching.
    private static func areApart(_ places: [Point], columns: Int, in room: Size) -> Bool {
        var taken = [Bool](repeating: false, count: room.columns * room.rows)
        for place in places {
            let start = columns > 1 ? place.column - 1 : place.column
            guard start >= 0, start + columns <= room.columns, (0..<room.rows).contains(place.row)
            else { return false }
            for column in start..<start + columns {
                let cell = place.row * room.columns + column
                if taken[cell] { return false }
                taken[cell] = true
            }
        }
        return true
    }
}
