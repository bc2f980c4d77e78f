import ClusterObservation
import TerminalUI

/// The walls between groups that cannot hear each other: where the nearest node is of another group
/// than it is in the cell to the right or below.
struct CutWalls {
    /// One cell of a wall.
    struct Brick {
        var point: Point
        /// Whether the wall runs up and down here.
        var isUpright: Bool
    }

    private(set) var bricks: [Brick] = []

    /// - Returns: nil when the cluster is whole.
    init?(_ cuts: CutMap, in scene: MapScene) {
        guard cuts.isSplit, scene.layout.page.count == cuts.groups.count else { return nil }
        let room = scene.room
        let groups = Self.groups(cuts, in: scene)
        for row in 0..<room.rows {
            for column in 0..<room.columns {
                let own = groups[row * room.columns + column]
                let isUpright =
                    column + 1 < room.columns && groups[row * room.columns + column + 1] != own
                let isLevel =
                    row + 1 < room.rows && groups[(row + 1) * room.columns + column] != own
                guard isUpright || isLevel else { continue }
                let point = Point(column: room.column + column, row: room.row + row)
                bricks.append(Brick(point: point, isUpright: isUpright))
            }
        }
    }

    /// The group of the nearest node for each cell; a row counts as two columns, and a node is as
    /// wide as its label.
    private static func groups(_ cuts: CutMap, in scene: MapScene) -> [Int] {
        let room = scene.room.size
        let places = scene.layout.places
        let width = scene.labelColumns
        return (0..<room.columns * room.rows).map { cell in
            let (row, column) = cell.quotientAndRemainder(dividingBy: room.columns)
            var nearest = 0
            var least = Int.max
            for (node, place) in places.enumerated() {
                let beside = min(max(column, place.column), place.column + width) - column
                let above = 2 * (place.row - row)
                let distance = beside * beside + above * above
                if distance < least { (nearest, least) = (node, distance) }
            }
            return cuts.groups[nearest]
        }
    }
}
