import ClusterObservation
import TerminalUI

/// The walls between the sides of a partition: where the nearest node is on another side than it is
/// in the cell to the right or below.
struct PartitionWalls {
    /// One cell of a wall.
    struct Brick {
        var point: Point
        /// Whether the wall runs up and down here.
        var isUpright: Bool
    }

    private(set) var bricks: [Brick] = []

    /// In larger clusters the search for the nearest node takes too long for a frame.
    private static let nodesMax = 128

    /// - Returns: nil when there is no partition, or no room to show it.
    init?(in scene: MapScene) {
        let dots = scene.view.dots
        guard scene.view.totals.groups > 1, scene.layout.detail.isOpen,
            dots.count == scene.layout.places.count, dots.count <= Self.nodesMax
        else { return nil }
        let room = scene.room
        let sides = Self.sides(in: scene)
        for row in 0..<room.rows {
            for column in 0..<room.columns {
                let cell = row * room.columns + column
                let isUpright = column + 1 < room.columns && sides[cell + 1] != sides[cell]
                let isLevel = row + 1 < room.rows && sides[cell + room.columns] != sides[cell]
                guard isUpright || isLevel else { continue }
                let point = Point(column: room.column + column, row: room.row + row)
                bricks.append(Brick(point: point, isUpright: isUpright))
            }
        }
    }

    /// The side of the nearest node for each cell; a row counts as two columns, and a node is as
    /// wide as its label.
    private static func sides(in scene: MapScene) -> [Int] {
        let room = scene.room.size
        let width = scene.labelColumns
        return (0..<room.columns * room.rows).map { cell in
            let (row, column) = cell.quotientAndRemainder(dividingBy: room.columns)
            var nearest = 0
            var least = Int.max
            for (node, place) in scene.layout.places.enumerated() {
                let beside = min(max(column, place.column), place.column + width) - column
                let above = 2 * (place.row - row)
                let distance = beside * beside + above * above
                if distance < least { (nearest, least) = (node, distance) }
            }
            return scene.view.dots[nearest].group
        }
    }
}
