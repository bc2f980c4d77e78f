import ClusterObservation
import TerminalUI

/// What is drawn on a map, and where on the screen.
struct MapScene {
    let view: ClusterView
    let layout: MapLayout
    let room: Rectangle
    /// The columns from a node's glyph to the end of its label.
    let labelColumns: Int

    init(view: ClusterView, layout: MapLayout, room: Rectangle, names: Int) {
        self.view = view
        self.layout = layout
        self.room = room
        labelColumns = layout.detail == .labels ? names + 4 : 1
    }

    /// Where a node's glyph stands on the screen.
    func place(of node: NodeID) -> Point? {
        layout.place(of: node).map(onScreen)
    }

    /// The node with a point: by its glyph or label, or, in a field, the first of its cell.
    func node(at point: Point) -> NodeID? {
        let isLabelled = layout.detail == .labels
        let index = layout.places.indices.first { index in
            guard let place = place(of: NodeID(index)), place.row == point.row else { return false }
            let start = place.column - (isLabelled ? 1 : 0)
            return (start..<place.column + labelColumns).contains(point.column)
        }
        return index.map { NodeID($0) }
    }

    /// The cells of the line between two nodes, from beside the one's label to beside the other's.
    func line(from: NodeID, to: NodeID) -> [Point] {
        layout.line(DirectedLink(from: from, to: to)).map(onScreen)
    }

    /// The free cells around a node and its label.
    func surroundings(of node: NodeID) -> [Point] {
        layout.cells.surroundings(of: node).map(onScreen)
    }

    /// The cells of all links that are drawn.
    var links: [Point] { layout.links.map(onScreen) }

    /// Whether a cell of the screen belongs to a node.
    func isTaken(_ point: Point) -> Bool {
        let within = Point(column: point.column - room.column, row: point.row - room.row)
        return layout.cells.node(at: within) != nil
    }

    private func onScreen(_ point: Point) -> Point {
        Point(column: room.column + point.column, row: room.row + point.row)
    }
}

/// Straight lines of cells.
enum CellLine {
    /// The cells from one to the other, both included, each touching the next.
    static func points(from start: Point, to end: Point) -> [Point] {
        let columns = end.column - start.column
        let rows = end.row - start.row
        let steps = max(abs(columns), abs(rows))
        guard steps > 0 else { return [start] }
        return (0...steps).map { step in
            Point(
                column: start.column + rounded(columns * step, over: steps),
                row: start.row + rounded(rows * step, over: steps))
        }
    }

    private static func rounded(_ product: Int, over steps: Int) -> Int {
        let doubled = 2 * abs(product) + steps
        return (product < 0 ? -1 : 1) * (doubled / (2 * steps))
    }

    /// Whether a line runs rather across than up or down, by the shape of a cell.
    static func isFlat(from start: Point, to end: Point) -> Bool {
        abs(end.column - start.column) >= 2 * abs(end.row - start.row)
    }
}
