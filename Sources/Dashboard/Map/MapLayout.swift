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
    /// What the nodes take of the room where they stand apart.
    let cells: NodeCells
    /// The cells of the links that are drawn.
    private(set) var links: [Point] = []
    private let detours: Detours

    init(_ subject: Subject, in room: Size) {
        self.room = room
        let (detail, places) = Self.open(subject, in: room) ?? Self.dense(subject, in: room)
        self.detail = detail
        self.places = places
        let labelColumns = detail == .labels ? subject.nameColumns + 4 : 1
        cells = NodeCells(detail.isOpen ? places : [], labelColumns: labelColumns, in: room)
        detours = Detours(
            for: detail.isOpen ? subject.links(across: room.columns) : [], among: cells)
        guard detail.isOpen else { return }
        links =
            subject.links(across: room.columns).flatMap { cells.open(line($0), of: $0) }
            + subject.foggyParents(across: room.columns).compactMap(cellBelow)
    }

    /// A free cell right below a node.
    private func cellBelow(_ node: NodeID) -> Point? {
        place(of: node).map { Point(column: $0.column, row: $0.row + 1) }
            .flatMap { cells.node(at: $0) == nil ? $0 : nil }
    }

    /// The first arrangement in which no two nodes touch.
    private static func open(_ subject: Subject, in room: Size) -> (Detail, [Point])? {
        for (detail, arrangement) in Arrangement.attempts(for: subject) {
            let columns = detail.columns(name: subject.nameColumns)
            guard subject.nodes * columns <= room.columns * room.rows,
                let places = arrangement.places(of: subject, in: room, columns: columns),
                areApart(places, columns: columns, in: room),
                detail != .labels || leaveRoomForLinks(subject, columns: columns, in: room)
            else { continue }
            let untangled = Untangling(
                places, columns: columns, links: subject.edges, in: room)
            return (detail, untangled.places)
        }
        return nil
    }

    private static func dense(_ subject: Subject, in room: Size) -> (Detail, [Point]) {
        let dense = DenseArrangement(subject, in: room)
        return (.cells(nodes: dense.nodesPerCell), dense.places)
    }

    /// The cells of the line between two nodes, around others where it bends.
    func line(_ link: DirectedLink) -> [Point] {
        guard detail.isOpen else {
            guard let start = place(of: link.from), let end = place(of: link.to) else { return [] }
            return CellLine.points(from: start, to: end)
        }
        return detours.way(of: link) ?? cells.line(link)
    }

    /// Where a node's glyph stands; nil for one that is not on the roster.
    func place(of node: NodeID) -> Point? {
        places.indices.contains(node.index) ? places[node.index] : nil
    }

    /// Whether labels leave free what a network drawn at random needs: there the links are the shape.
    private static func leaveRoomForLinks(
        _ subject: Subject, columns: Int, in room: Size
    ) -> Bool {
        subject.edges.isEmpty || 4 * subject.nodes * columns <= room.columns * room.rows
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
