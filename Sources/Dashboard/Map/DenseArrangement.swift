import ClusterObservation
import TerminalUI

/// Nodes cell by cell, several in one where there are more nodes than cells.
struct DenseArrangement {
    /// How many nodes share a cell at most.
    private(set) var nodesPerCell = 1
    /// The cell of every node, by the roster.
    private(set) var places: [Point] = []

    init(_ subject: MapLayout.Subject, in room: Size) {
        places.reserveCapacity(subject.nodes)
        switch subject.shape {
        case .grid(let columns): shrink(subject.nodes, columns: max(1, columns), into: room)
        case .clusters(let count, let founders):
            fill(Arrangement.groupSizes(subject.nodes, in: count, founders: founders), into: room)
        case .continents(let founders):
            fill(Arrangement.groupSizes(subject.nodes, in: 2, founders: founders), into: room)
        case .line, .ring, .smallWorld:
            fill(subject.nodes, into: Rectangle(room), turning: .atRowEnds)
        case .full, .random, .star, .tree:
            fill(subject.nodes, into: Rectangle(room), turning: .never)
        }
    }

    /// Whether every other row runs back, so that neighbours of the roster stay neighbours.
    private enum Turning { case never, atRowEnds }

    /// All rows are used: where there are more nodes than cells, each cell has as many as any other,
    /// give or take one; where there are fewer, they stand as far apart as there is room.
    private mutating func fill(_ nodes: Int, into area: Rectangle, turning: Turning) {
        let (columns, rows) = (max(1, area.columns), max(1, area.rows))
        let cells = min(nodes, columns * rows)
        guard cells > 0 else { return }
        nodesPerCell = max(nodesPerCell, (nodes + cells - 1) / cells)
        let perRow = (cells + rows - 1) / rows
        let pitch = columns / perRow
        let left = area.column + (columns - (perRow - 1) * pitch - 1) / 2
        for node in 0..<nodes {
            let (row, step) = (node * cells / nodes).quotientAndRemainder(dividingBy: perRow)
            let isBack = turning == .atRowEnds && row % 2 == 1
            let column = left + (isBack ? perRow - 1 - step : step) * pitch
            places.append(Point(column: column, row: area.row + row))
        }
    }

    /// Groups side by side, a column free between them where they are not too many.
    private mutating func fill(_ groups: [Int], into room: Size) {
        guard groups.count * 4 <= room.columns else {
            return fill(groups.reduce(0, +), into: Rectangle(room), turning: .never)
        }
        let areas = Rectangle(room).splitIntoColumns(groups.map { _ in .share(1) }, gap: 1)
        for (area, nodes) in zip(areas, groups) { fill(nodes, into: area, turning: .never) }
    }

    /// A grid that keeps its shape, blocks of it sharing a cell.
    private mutating func shrink(_ nodes: Int, columns: Int, into room: Size) {
        let rows = (nodes + columns - 1) / columns
        let across = min(columns, max(1, room.columns))
        let down = min(rows, max(1, room.rows))
        nodesPerCell = ((columns + across - 1) / across) * ((rows + down - 1) / down)
        let left = (room.columns - across) / 2
        for node in 0..<nodes {
            places.append(
                Point(
                    column: left + node % columns * across / columns,
                    row: node / columns * down / rows))
        }
    }
}
