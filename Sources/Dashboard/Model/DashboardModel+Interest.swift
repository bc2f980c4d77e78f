import ClusterObservation
import TerminalUI

extension DashboardModel {
    /// What the screen shows now, and so what the source shall be asked for.
    ///
    /// Ranges end with the roster as it was seen last; before the first view they are as large as
    /// the screen. The selected node is always among it, for what keys do depends on its state.
    public var interest: Interest {
        var interest = Interest(
            focus: focus, rows: rowsOfInterest, dots: 0..<min(Self.namesMax, rosterEnd),
            messagesMax: isShown(.map) ? Self.messagesMax : 0, cutsMax: Self.cutsMax,
            inspected: selected,
            entries: entriesOfInterest, traceMax: Self.traceMax)
        interest.named = [selected] + (marked.map { [$0] } ?? []) + found
        interest.traceAfter = log.told
        addMap(to: &interest)
        interest.curveMax = area(of: .curve).map(CurvePanel.pointsMax) ?? 0
        interest.spreadsMax = Self.spreadsMax
        interest.awaited = repetition.awaited
        interest.counters = isShown(.counters) ? .all : .none
        interest.rowOrder = nodes.order
        interest.rowFilter = nodes.filter.text
        if isShown(.inspector), inspector.tab == .journey {
            interest.journey = inspector.followed ?? focus
        }
        addLinks(to: &interest)
        addDivergence(to: &interest)
        addSpaceTime(to: &interest)
        addExchanges(to: &interest)
        return interest
    }

    /// Dots where every node has a place of its own, and else only their states.
    private func addMap(to interest: inout Interest) {
        guard isShown(.map) else { return }
        interest.edgesMax = Self.edgesMax
        switch mapLayout?.detail {
        case .labels, .glyphs, .points: interest.dots = 0..<rosterEnd
        case .cells: interest.fieldCells = rosterEnd
        case nil: break
        }
    }

    /// Wants the names of nodes that lie beyond the dots.
    static func add(names nodes: Range<Int>, to interest: inout Interest) {
        guard nodes.upperBound > interest.dots.upperBound else { return }
        interest.named += nodes.map { NodeID($0) }
    }

    /// The nodes that are listed while one is searched for.
    private var found: [NodeID] {
        switch mode {
        case .finder(let finder): nodes(matching: finder.field.text)
        case .screen, .form, .filter, .help, .menu, .palette, .themes: []
        }
    }

    /// More glyphs under way than this are a fog.
    static let messagesMax = 200
    /// More than can be told apart; the key for a link wants them in any layout.
    static let cutsMax = 512
    /// More links than this are a fog, too.
    static let edgesMax = 600
    /// More than any source keeps: all that has happened since the last view.
    private static let traceMax = 1 << 20
    /// Finished spreads are counted whether the curve is to be seen or not.
    private static let spreadsMax = 16
    /// How many names may be wanted by the log while there is no map.
    private static let namesMax = 256

    /// Whether a panel has a place on the screen.
    func isShown(_ panel: PanelID) -> Bool { area(of: panel) != nil }

    private var rosterEnd: Int { view.map(\.totals.nodes) ?? .max }

    private var rowsOfInterest: Range<Int> {
        guard let area = area(of: .nodes) else { return 0..<0 }
        let height = NodesPanel.rowCount(in: area)
        let end = view.map(\.rowCount) ?? .max
        return nodesTop..<max(nodesTop, min(nodesTop + height, end))
    }

    private var entriesOfInterest: Range<Int> {
        guard let area = area(of: .inspector), inspector.tab == .entries else { return 0..<0 }
        let height = InspectorPanel.rowCount(in: area)
        let top = inspector.window(height: height).first
        return top..<top + height
    }
}
