import TerminalUI

/// Where everything stands on a screen of a size.
struct ScreenLayout: Hashable, Sendable {
    /// One panel, or several that share a place as tabs.
    struct Place: Hashable, Sendable {
        var area: Rectangle
        var panels: [PanelID]
    }

    /// The smallest screen that everything can be read on.
    static let least = Size(columns: 60, rows: 16)

    var status: Rectangle
    var places: [Place]
    var hints: Rectangle

    /// - Parameter zoomed: the panel that has all places for itself, if one has.
    init(size: Size, zoomed: PanelID?) {
        let (top, rest) = Rectangle(size).splitTop(1)
        let (body, bottom) = rest.splitBottom(1)
        status = top
        hints = bottom
        places = zoomed.map { [Place(area: body, panels: [$0])] } ?? Self.places(in: body)
    }

    /// Panels side by side want so many columns.
    private static let wideColumns = 112
    /// Panels under each other on a wide screen, and on a narrow one.
    private static let wideRows = 30
    private static let tallRows = 36
    /// Below so many rows inspector and log share a place too.
    private static let smallRows = 20

    private static func places(in body: Rectangle) -> [Place] {
        if body.columns >= wideColumns {
            return body.rows >= wideRows ? wide(body) : flat(body)
        }
        if body.rows >= tallRows { return tall(body) }
        return body.rows >= smallRows ? small(body) : tiny(body)
    }

    /// Map over inspector, nodes beside both, the log below across all.
    private static func wide(_ body: Rectangle) -> [Place] {
        let (upper, log) = body.splitBottom(max(8, body.rows * 22 / 100))
        let (left, nodes) = upper.splitRight(nodesColumns(in: body))
        let (map, inspector) = left.splitBottom(max(8, upper.rows * 30 / 100))
        return [
            Place(area: map, panels: [.map]), Place(area: nodes, panels: [.nodes]),
            Place(area: inspector, panels: [.inspector]), Place(area: log, panels: [.log]),
        ]
    }

    /// Wide and low: two beside two.
    private static func flat(_ body: Rectangle) -> [Place] {
        let rows = body.splitIntoRows([.share(3), .share(2)])
        let (map, nodes) = rows[0].splitRight(nodesColumns(in: body))
        let (inspector, log) = rows[1].splitRight(body.columns / 2)
        return [
            Place(area: map, panels: [.map]), Place(area: nodes, panels: [.nodes]),
            Place(area: inspector, panels: [.inspector]), Place(area: log, panels: [.log]),
        ]
    }

    /// Narrow and high: four under each other.
    private static func tall(_ body: Rectangle) -> [Place] {
        let rows = body.splitIntoRows([.share(9), .share(7), .share(5), .share(5)])
        return zip(rows, PanelID.allCases).map { Place(area: $0, panels: [$1]) }
    }

    /// Map and nodes share a place.
    private static func small(_ body: Rectangle) -> [Place] {
        let rows = body.splitIntoRows([.share(11), .share(6), .share(5)])
        return [
            Place(area: rows[0], panels: [.map, .nodes]),
            Place(area: rows[1], panels: [.inspector]), Place(area: rows[2], panels: [.log]),
        ]
    }

    /// So do inspector and log.
    private static func tiny(_ body: Rectangle) -> [Place] {
        let rows = body.splitIntoRows([.share(5), .share(3)])
        return [
            Place(area: rows[0], panels: [.map, .nodes]),
            Place(area: rows[1], panels: [.inspector, .log]),
        ]
    }

    private static func nodesColumns(in body: Rectangle) -> Int {
        max(58, body.columns * 47 / 100)
    }
}
