import ClusterObservation
import TerminalUI

/// Moves nodes a little, so that links pass no other nodes: behind one, a link looks as if it ended there.
///
/// In turn every node in the way, or with a link that something is in the way of, takes the free place
/// nearby in which the fewest cells of links are hidden, and of such places the one nearest to where it
/// was meant to be. It ends when that changes nothing; there is no chance in it.
struct Untangling {
    private let room: Size
    /// What a node takes, one column before its glyph where there are more than one.
    private let columns: Int
    /// Where the nodes were meant to be.
    private let meant: [Point]
    /// The other ends of every node's links.
    private var neighbours: [[Int]]
    private(set) var places: [Point]
    /// The node of every cell, row by row; negative where there is none.
    private var owners: [Int32]
    /// How many links lead through every cell.
    private var loads: [Int32]

    /// More links cannot be told apart, wherever the nodes are.
    static let linksMax = 200
    /// How often all nodes are looked at, at most.
    private static let passesMax = 8
    /// How far a node is moved at once: so many rows, and steps of two columns.
    private static let reach = (rows: 4, steps: 6)
    /// A hidden cell counts as much as a node that stands aside by the root of this many rows.
    private static let hiddenWeight = 64

    init(_ places: [Point], columns: Int, links: [DirectedLink], in room: Size) {
        self.room = room
        self.columns = columns
        self.places = places
        meant = places
        neighbours = Array(repeating: [], count: places.count)
        owners = Array(repeating: -1, count: room.columns * room.rows)
        loads = Array(repeating: 0, count: room.columns * room.rows)
        guard links.count <= Self.linksMax else { return }
        for link in links where places.indices.contains(link.to.index) {
            neighbours[link.from.index].append(link.to.index)
            neighbours[link.to.index].append(link.from.index)
        }
        for node in places.indices { own(placeOf: node, by: Int32(node)) }
        for node in places.indices { carry(linksOf: node, higherOnly: true, by: 1) }
        for _ in 0..<Self.passesMax where !pass() { return }
    }

    /// - Returns: whether a node was moved.
    private mutating func pass() -> Bool {
        var hasMoved = false
        for node in places.indices where move(node) { hasMoved = true }
        return hasMoved
    }

    /// - Returns: whether there was a better place.
    private mutating func move(_ node: Int) -> Bool {
        carry(linksOf: node, higherOnly: false, by: -1)
        own(placeOf: node, by: -1)
        let old = places[node]
        let hidden = hiddenCells(of: node, at: old)
        var best = (cost: cost(hidden, of: node, at: old), place: old)
        if hidden > 0 || old != meant[node] {
            let nearby = placesNearby(old) + (old == meant[node] ? [] : placesNearby(meant[node]))
            for place in nearby where isFree(place) {
                let cost = cost(hiddenCells(of: node, at: place), of: node, at: place)
                if cost < best.cost { best = (cost, place) }
            }
        }
        places[node] = best.place
        own(placeOf: node, by: Int32(node))
        carry(linksOf: node, higherOnly: false, by: 1)
        return best.place != old
    }

    private func cost(_ hidden: Int, of node: Int, at place: Point) -> Int {
        let (across, down) = (
            place.column - meant[node].column, 2 * (place.row - meant[node].row)
        )
        return 4 * Self.hiddenWeight * hidden + across * across + down * down
    }

    private func placesNearby(_ place: Point) -> [Point] {
        (-Self.reach.rows...Self.reach.rows).flatMap { down in
            (-Self.reach.steps...Self.reach.steps).map {
                Point(column: place.column + 2 * $0, row: place.row + down)
            }
        }
    }

    /// How many cells of links this node would hide, and others of its own links.
    private func hiddenCells(of node: Int, at place: Point) -> Int {
        var hidden = 0
        for cell in cells(of: place) { hidden += Int(loads[cell]) }
        for other in neighbours[node] {
            for point in line(from: place, to: places[other]) {
                let owner = owners[index(of: point)]
                if owner >= 0 && owner != other { hidden += 1 }
            }
        }
        return hidden
    }

    private func isFree(_ place: Point) -> Bool {
        let start = place.column - (columns > 1 ? 1 : 0)
        guard (0..<room.rows).contains(place.row), start >= 0, start + columns <= room.columns
        else { return false }
        return cells(of: place).allSatisfy { owners[$0] < 0 }
    }

    private mutating func own(placeOf node: Int, by owner: Int32) {
        for cell in cells(of: places[node]) { owners[cell] = owner }
    }

    private mutating func carry(linksOf node: Int, higherOnly: Bool, by change: Int32) {
        for other in neighbours[node] where !higherOnly || other > node {
            for point in line(from: places[node], to: places[other]) {
                loads[index(of: point)] += change
            }
        }
    }

    private func cells(of place: Point) -> Range<Int> {
        let start = index(of: place) - (columns > 1 ? 1 : 0)
        return start..<start + columns
    }

    private func index(of point: Point) -> Int { point.row * room.columns + point.column }

    private func line(from: Point, to: Point) -> [Point] {
        NodeCells.line(from: from, to: to, labelColumns: max(1, columns - 2))
    }
}
