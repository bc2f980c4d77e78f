import ClusterObservation
import TerminalUI

/// Where the nodes stand on the map, within a room of a size.
///
/// The arrangements that suit the topology are tried from the most telling to the most frugal; the
/// first in which no two nodes touch is taken.
struct MapLayout: Hashable, Sendable {
    /// How much there is to see of a node.
    enum Detail: Hashable, Sendable {
        /// Glyph, letter and name.
        case labels
        /// One glyph, free places around it.
        case glyphs
        /// One glyph in each cell, row by row.
        case cells
    }

    let detail: Detail
    /// The places of the glyphs, from the upper left corner of the room, for the nodes of `page`.
    let places: [Point]
    /// The nodes that fit.
    let page: Range<Int>

    /// - Parameter nameColumns: the columns of the longest name.
    init(
        nodes: Int, shape: TopologyShape, room: Size, nameColumns: Int, selected: NodeID
    ) {
        for (detail, arrangement) in Arrangement.attempts(for: shape) {
            let columns = detail == .labels ? nameColumns + 6 : 3
            guard nodes * columns <= room.columns * room.rows else { continue }
            let places = arrangement.places(of: nodes, in: room, columns: columns)
            guard Self.areApart(places, columns: columns, in: room) else { continue }
            self.detail = detail
            self.places = places
            page = 0..<nodes
            return
        }
        detail = .cells
        page = Self.page(showing: selected, of: nodes, in: room)
        places = page.indices.map {
            Point(column: $0 % room.columns, row: $0 / room.columns)
        }
    }

    /// The nodes that are drawn when only so many cells are there: those around the selected one.
    static func page(showing selected: NodeID, of nodes: Int, in room: Size) -> Range<Int> {
        let capacity = max(1, room.columns * room.rows)
        let start = min(selected.index, max(0, nodes - 1)) / capacity * capacity
        return start..<max(start, min(nodes, start + capacity))
    }

    /// Where a node's glyph stands, if it is on the page.
    func place(of node: NodeID) -> Point? {
        page.contains(node.index) ? places[node.index - page.lowerBound] : nil
    }

    /// Whether nodes that take so many columns each lie in the room without touching.
    private static func areApart(_ places: [Point], columns: Int, in room: Size) -> Bool {
        var taken = [Bool](repeating: false, count: room.columns * room.rows)
        for place in places {
            let start = place.column - 1
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
