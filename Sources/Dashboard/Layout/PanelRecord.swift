import TerminalUI

/// What there is to say of a panel: one record for each, in one table.
struct PanelRecord: Sendable {
    let id: PanelID
    /// How it is called in tabs and titles.
    let name: String
    /// Makes the view that draws it.
    let view: @Sendable (Shared<DashboardModel>, Theme) -> any PanelView

    static let all: [PanelRecord] = [
        PanelRecord(id: .map, name: "Map") { MapPanel(model: $0, theme: $1) },
        PanelRecord(id: .nodes, name: "Nodes") { NodesPanel(model: $0, theme: $1) },
        PanelRecord(id: .links, name: "Links") { LinksPanel(model: $0, theme: $1) },
        PanelRecord(id: .divergence, name: "Divergence") { DivergencePanel(model: $0, theme: $1) },
        PanelRecord(id: .spaceTime, name: "Space–time") { SpaceTimePanel(model: $0, theme: $1) },
        PanelRecord(id: .inspector, name: "Node") { InspectorPanel(model: $0, theme: $1) },
        PanelRecord(id: .curve, name: "Curve") { CurvePanel(model: $0, theme: $1) },
        PanelRecord(id: .counters, name: "Counters") { CountersPanel(model: $0, theme: $1) },
        PanelRecord(id: .exchanges, name: "Exchanges") { ExchangesPanel(model: $0, theme: $1) },
        PanelRecord(id: .trees, name: "Trees") { TreesPanel(model: $0, theme: $1) },
        PanelRecord(id: .log, name: "Log") { LogPanel(model: $0, theme: $1) },
    ]

    static func of(_ id: PanelID) -> PanelRecord {
        guard let record = all.first(where: { $0.id == id }) else {
            preconditionFailure("panel \(id.rawValue) is missing in the table of panels")
        }
        return record
    }
}

/// What draws one panel: the notes for its frame, and what stands within.
protocol PanelView {
    /// What follows the panel's name in the upper edge; the first that fits is taken.
    var titles: [StyledText] { get }
    /// What stands at the right of the upper edge; the first that fits is taken.
    var notes: [StyledText] { get }
    /// What stands in the lower edge; the first that fits is taken.
    var footnotes: [StyledText] { get }
    /// Draws what stands within the frame.
    func draw(in room: Rectangle, into buffer: inout CellBuffer)
    /// What stands at a point of the room within the frame, for clicks.
    func target(at point: Point, in room: Rectangle) -> Target?
    /// What stands at a column of the title that was taken.
    func target(atColumn column: Int, of title: String) -> Target?
}

extension PanelView {
    var notes: [StyledText] { [] }
    var footnotes: [StyledText] { [] }
    func target(at point: Point, in room: Rectangle) -> Target? { nil }
    func target(atColumn column: Int, of title: String) -> Target? { nil }
}
