import ClusterObservation
import TerminalUI

/// Places for a network that was drawn at random: linked nodes pull each other, all push each other
/// apart, until hardly anything moves.
///
/// It begins on a circle and draws no lots, so the same links always look the same. Fruchterman and
/// Reingold, "Graph drawing by force-directed placement" (1991).
struct SpringLayout {
    /// In a square of side one.
    private var x: [Double]
    private var y: [Double]
    private let links: [(Int, Int)]

    /// More nodes take too long to place, and could not be told apart.
    private static let nodesMax = 300
    private static let steps = 80

    /// - Returns: nil when the links are not known or too many.
    init?(_ subject: MapLayout.Subject) {
        guard subject.nodes <= Self.nodesMax, !subject.edges.isEmpty else { return nil }
        let circle = (0..<subject.nodes).map {
            UnitCircle.point(turn: (Double($0) + 0.5) / Double(subject.nodes))
        }
        x = circle.map { 0.5 + $0.x / 2 }
        y = circle.map { 0.5 + $0.y / 2 }
        links = subject.edges.map { ($0.from.index, $0.to.index) }
            .filter { $0.0 < subject.nodes && $0.1 < subject.nodes }
        for step in 0..<Self.steps { relax(reach: 0.1 * (1 - Double(step) / Double(Self.steps))) }
        stretch()
    }

    /// One step, in which nobody moves further than `reach`.
    private mutating func relax(reach: Double) {
        let count = x.count
        let ideal = (1 / Double(max(1, count))).squareRoot()
        var right = [Double](repeating: 0, count: count)
        var down = right
        for first in 0..<count {
            for second in first + 1..<max(first + 1, count) {
                let (across, along) = (x[first] - x[second], y[first] - y[second])
                let square = max(1e-6, across * across + along * along)
                let push = ideal * ideal / square
                right[first] += across * push
                down[first] += along * push
                right[second] -= across * push
                down[second] -= along * push
            }
        }
        for (first, second) in links {
            let (across, along) = (x[first] - x[second], y[first] - y[second])
            let pull = (across * across + along * along).squareRoot() / ideal
            right[first] -= across * pull
            down[first] -= along * pull
            right[second] += across * pull
            down[second] += along * pull
        }
        for node in 0..<count {
            let length = (right[node] * right[node] + down[node] * down[node]).squareRoot()
            let scale = length > 0 ? min(length, reach) / length : 0
            x[node] += right[node] * scale
            y[node] += down[node] * scale
        }
    }

    /// Fills the square, and draws crowds apart: a place is half where the springs left it, half its rank
    /// among all.
    private mutating func stretch() {
        x = Self.stretched(x)
        y = Self.stretched(y)
    }

    private static func stretched(_ values: [Double]) -> [Double] {
        guard let low = values.min(), let high = values.max(), high > low else { return values }
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        var stretched = values
        for (rank, index) in order.enumerated() {
            let even = Double(rank) / Double(values.count - 1)
            stretched[index] = ((values[index] - low) / (high - low) + even) / 2
        }
        return stretched
    }

    /// The free cells nearest to where the nodes stand; nil when they do not all find one.
    ///
    /// - Parameter columns: what a node takes, one column before its glyph.
    func places(in room: Size, columns: Int) -> [Point]? {
        var slots = CellSlots(room: room, columns: columns)
        var places: [Point] = []
        for node in x.indices {
            let wanted = Point(
                column: 1 + Int((x[node] * Double(max(0, room.columns - columns))).rounded()),
                row: Int((y[node] * Double(max(0, room.rows - 1))).rounded()))
            guard let place = slots.take(near: wanted) else { return nil }
            places.append(place)
        }
        return places
    }
}

/// Which cells of a room are taken by nodes of one width.
private struct CellSlots {
    let room: Size
    let columns: Int
    private var taken: [Bool]

    init(room: Size, columns: Int) {
        self.room = room
        self.columns = columns
        taken = Array(repeating: false, count: room.columns * room.rows)
    }

    /// Takes the free place nearest to the wanted one; a row counts as two columns.
    mutating func take(near wanted: Point) -> Point? {
        for distance in 0...(room.columns + 2 * room.rows) {
            for rows in -(distance / 2)...(distance / 2) {
                let aside = distance - 2 * abs(rows)
                for column in aside == 0 ? [0] : [-aside, aside] {
                    let place = Point(column: wanted.column + column, row: wanted.row + rows)
                    if take(place) { return place }
                }
            }
        }
        return nil
    }

    private mutating func take(_ place: Point) -> Bool {
        let start = place.column - 1
        guard (0..<room.rows).contains(place.row), start >= 0, start + columns <= room.columns
        else { return false }
        let cells = place.row * room.columns + start..<place.row * room.columns + start + columns
        guard !cells.contains(where: { taken[$0] }) else { return false }
        for cell in cells { taken[cell] = true }
        return true
    }
}
