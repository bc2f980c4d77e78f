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
    /// What a scenario says, between the panels and the hints; empty while none does.
    var caption: Rectangle
    var hints: Rectangle

    /// - Parameters:
    ///   - zoomed: the panel that has all places for itself, if one has.
    ///   - captionRows: rows that a scenario needs for its words.
    init(
        size: Size, perspective: Perspective = .overview, zoomed: PanelID?, captionRows: Int = 0
    ) {
        let (top, rest) = Rectangle(size).splitTop(1)
        let (whole, bottom) = rest.splitBottom(1)
        let (body, words) = whole.splitBottom(captionRows)
        status = top
        caption = words
        hints = bottom
        places =
            zoomed.map { [Place(area: body, panels: [$0])] }
            ?? Self.places(in: body, arrangedAs: whole, for: perspective)
    }

    /// Panels side by side want so many columns and rows.
    private static let wideColumns = 112
    private static let wideRows = 26
    /// Panels under each other on a narrow screen, all of them or three.
    private static let tallRows = 36
    private static let smallRows = 20

    /// - Parameter whole: the room that there is without a caption, which does not rearrange the panels.
    private static func places(
        in body: Rectangle, arrangedAs whole: Rectangle, for perspective: Perspective
    ) -> [Place] {
        let tables = perspective.tables
        if body.columns >= wideColumns {
            let isLow = whole.rows < wideRows
            let areas = wideAreas(in: body, for: perspective, hasBottom: !isLow)
            return places(areas, isLow ? tables.flat : tables.wide)
        }
        if whole.rows >= tallRows { return stack(tables.tall, in: body) }
        return stack(whole.rows >= smallRows ? tables.small : tables.tiny, in: body)
    }

    private static func places(_ areas: [Rectangle], _ panels: [[PanelID]]) -> [Place] {
        zip(areas, panels).filter { !$1.isEmpty }.map { Place(area: $0, panels: $1) }
    }

    /// Two columns of two over a bottom, in the proportions that a perspective wants.
    private static func wideAreas(
        in body: Rectangle, for perspective: Perspective, hasBottom: Bool
    ) -> [Rectangle] {
        let isDivided = hasBottom && perspective.tables.wide.last != []
        let (upper, bottom) = body.splitBottom(isDivided ? max(7, body.rows * 20 / 100) : 0)
        let (left, right) = upper.splitRight(rightColumns(in: body, for: perspective))
        let (leftTop, leftBottom) = left.splitBottom(
            max(lowerRows(upper), upper.rows * perspective.lowerLeftPercent / 100))
        let (rightTop, rightBottom) = right.splitBottom(
            max(lowerRows(upper), upper.rows * perspective.lowerRightPercent / 100))
        return [leftTop, rightTop, leftBottom, rightBottom, bottom]
    }

    private static func lowerRows(_ upper: Rectangle) -> Int { min(8, upper.rows / 2) }

    private static func rightColumns(in body: Rectangle, for perspective: Perspective) -> Int {
        max(perspective == .teaching ? 42 : 58, body.columns * perspective.rightPercent / 100)
    }

    /// Under each other, the upper ones higher.
    private static func stack(_ panels: [[PanelID]], in body: Rectangle) -> [Place] {
        let shares =
            switch panels.count {
            case 2: [5, 3]
            case 3: [11, 6, 5]
            case 4: [9, 6, 5, 5]
            default: [9, 7, 5, 6, 5]
            }
        return places(body.splitIntoRows(shares.map { .share($0) }), panels)
    }
}

extension Perspective {
    /// What the right column and the lower panels take, in percent.
    fileprivate var rightPercent: Int {
        switch self {
        case .overview, .faults: 48
        case .teaching: 36
        case .measuring: 44
        }
    }

    fileprivate var lowerLeftPercent: Int {
        switch self {
        case .overview, .faults: 34
        case .teaching: 22
        case .measuring: 42
        }
    }

    fileprivate var lowerRightPercent: Int {
        switch self {
        case .overview: 40
        case .teaching: 44
        case .faults: 36
        case .measuring: 42
        }
    }
}
