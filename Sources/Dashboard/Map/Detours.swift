import ClusterObservation
import TerminalUI

/// How links lead around the nodes that they would run through and that are not their ends.
struct Detours: Hashable, Sendable {
    /// By links from the lower to the higher place.
    private var ways: [DirectedLink: [Point]] = [:]

    /// - Parameter links: those that are drawn, and must not mislead.
    init(for links: [DirectedLink], among cells: NodeCells) {
        guard links.count <= Untangling.linksMax else { return }
        for link in links.map(\.ascending) where !cells.isFree(cells.line(link), of: link) {
            var search = WaySearch(among: cells)
            ways[link] = search.way(
                from: cells.surroundings(of: link.from), to: cells.surroundings(of: link.to))
        }
    }

    /// The cells from one end to the other; nil where a straight line does.
    func way(of link: DirectedLink) -> [Point]? {
        let way = ways[link.ascending]
        return link.from < link.to ? way : way?.reversed()
    }
}

extension DirectedLink {
    /// The same two ends, the lower one first.
    fileprivate var ascending: DirectedLink { from < to ? self : reversed }
}

/// The shortest way over free cells; a row counts as two columns.
private struct WaySearch {
    private let cells: NodeCells
    private var room: Size { cells.room }
    /// How far each cell is from the beginning.
    private var lengths: [Int]

    private struct Step: Hashable { var across: Int, down: Int, length: Int }

    private static let steps = [
        Step(across: 1, down: 0, length: 1), Step(across: -1, down: 0, length: 1),
        Step(across: 0, down: 1, length: 2), Step(across: 0, down: -1, length: 2),
        Step(across: 1, down: 1, length: 2), Step(across: -1, down: 1, length: 2),
        Step(across: 1, down: -1, length: 2), Step(across: -1, down: -1, length: 2),
    ]

    init(among cells: NodeCells) {
        self.cells = cells
        lengths = Array(repeating: .max, count: cells.room.columns * cells.room.rows)
    }

    /// - Returns: nil when there is no way.
    mutating func way(from starts: [Point], to ends: [Point]) -> [Point]? {
        measure(from: starts)
        guard let end = ends.min(by: { length(to: $0) < length(to: $1) }), length(to: end) < .max
        else { return nil }
        return Array(wayBack(from: end).reversed())
    }

    private func length(to point: Point) -> Int { lengths[place(of: point)] }
    private func place(of point: Point) -> Int { point.row * room.columns + point.column }

    private func neighbour(of point: Point, by step: Step) -> Point? {
        let next = Point(column: point.column + step.across, row: point.row + step.down)
        return Rectangle(room).contains(next) && cells.node(at: next) == nil ? next : nil
    }

    /// Dijkstra's search, its queue being a list of cells for every length.
    private mutating func measure(from starts: [Point]) {
        var open = [starts]
        for start in starts { lengths[place(of: start)] = 0 }
        var length = 0
        while length < open.count {
            for point in open[length] where self.length(to: point) == length {
                for step in Self.steps {
                    guard let next = neighbour(of: point, by: step) else { continue }
                    let reached = length + step.length
                    guard reached < self.length(to: next) else { continue }
                    lengths[place(of: next)] = reached
                    while open.count <= reached { open.append([]) }
                    open[reached].append(next)
                }
            }
            length += 1
        }
    }

    /// From the end to the beginning, straight on as long as that is no longer.
    private func wayBack(from end: Point) -> [Point] {
        var way = [end]
        var last: Step?
        while let point = way.last, length(to: point) > 0 {
            let ahead = (last.map { [$0] } ?? []) + Self.steps
            guard
                let step = ahead.first(where: { step in
                    neighbour(of: point, by: step).map {
                        length(to: $0) == length(to: point) - step.length
                    } ?? false
                }), let next = neighbour(of: point, by: step)
            else { return way }
            way.append(next)
            last = step
        }
        return way
    }
}
