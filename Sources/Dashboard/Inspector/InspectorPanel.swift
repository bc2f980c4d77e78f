import ClusterObservation
import TerminalUI

/// Everything about the selected node, in tabs.
struct InspectorPanel: PanelView {
    @Shared var model: DashboardModel
    let theme: Theme

    /// How many rows of a tab fit into the panel's frame.
    static func rowCount(in area: Rectangle) -> Int { max(0, area.rows - 3) }

    private var state: InspectorState { model.inspector }

    /// The node and all tabs, or only the chosen one where it is narrow.
    var titles: [StyledText] {
        [tabs.line(theme: theme), tabs.line(theme: theme, columns: Self.shortTabs)].map {
            var line = head
            line.append(Self.divider, style: theme.style(.border))
            line.append($0)
            return line
        }
    }

    /// The name, and that the node is down or frozen when it is.
    private var head: StyledText {
        var line = StyledText(model.name(of: model.selected), style: theme.style(.strong))
        guard let dot = model.detail?.status.dot, dot.condition != .up else { return line }
        let look = NodeLook(dot)
        line.append(
            " \(look.glyph(in: theme)) \(Words.node(dot))", style: theme.style(look.role))
        return line
    }

    private static let divider = " ─ "
    /// The columns of the tabs where only the chosen one is shown.
    private static let shortTabs = 16

    private var tabs: Tabs {
        Tabs(
            InspectorState.Tab.allCases.map(\.rawValue),
            chosen: InspectorState.Tab.allCases.firstIndex(of: state.tab) ?? 0)
    }

    func target(atColumn column: Int, of title: String) -> Target? {
        let lead = head.displayColumns + Self.divider.displayColumns
        let columns = title == titles[0].text ? .max : Self.shortTabs
        return tabs.index(atColumn: column - lead, columns: columns).map {
            .inspectorTab(InspectorState.Tab.allCases[$0])
        }
    }

    func target(at point: Point, in room: Rectangle) -> Target? {
        let window = state.window(height: room.rows - 1)
        let row = window.first + point.row - room.row - 1
        guard model.detail != nil, point.row > room.row, row < state.count else { return nil }
        return .inspectorRow(row)
    }

    /// A count, unless the tabs need the room.
    var notes: [StyledText] {
        guard let detail = model.detail else { return [] }
        let summary = summary(of: detail, tab: state.tab)
        guard !summary.isEmpty else { return [] }
        return [StyledText(summary, style: theme.style(.dim)), StyledText()]
    }

    private func summary(of detail: ReplicaDetail, tab: InspectorState.Tab) -> String {
        let status = detail.status
        switch tab {
        case .entries:
            return isSilent(status) ? "" : Words.count(detail.entryCount, "entry", "entries")
        case .journey: return Words.count(state.journey?.lines.count ?? 0, "receipt")
        case .clock: return Words.count(status.clock.gapCount, "gap")
        case .cache:
            return Words.grouped(status.cacheFill) + "/" + Words.grouped(status.cacheLength)
                + " keys"
        case .rumors: return "\(detail.rumors.count) hot"
        case .members: return standings(of: detail)
        case .dormant: return deletions(of: detail)
        case .counters:
            return Words.count(detail.otherCounters.reduce(0) { $0 + $1.count }, "event")
        }
    }

    /// Which update's way is drawn, and how long it is to here; or what is special about the selected
    /// entry.
    var footnotes: [StyledText] {
        switch state.tab {
        case .journey: return [text(journeySummary, .dim)]
        case .entries:
            let entry = model.detail.flatMap { state.entry(of: $0) }
            return entry.map { [$0.certificate.map(words), $0.conflict.map(words)] }?
                .compactMap { $0 }.map { text($0, .text) } ?? []
        case .members: return model.detail.map(standingNotes) ?? []
        case .clock, .cache, .rumors, .dormant, .counters: return []
        }
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        guard let detail = model.detail else { return }
        let window = state.window(height: room.rows - 1)
        let content = content(of: detail, in: window.range)
        guard !content.rows.isEmpty else {
            buffer.put(content.absence, at: room.origin, style: theme.style(.dim))
            return
        }
        var table = Table(columns: content.columns, rows: content.rows)
        table.selectedRow = state.row - window.range.lowerBound
        table.focus = model.panel == .inspector ? .focused : .idle
        if model.panel != .inspector { table.selectedRow = nil }
        buffer.draw(table, in: room, theme: theme)
        buffer.draw(window, alongRightOf: room.splitTop(1).rest, theme: theme)
    }
}

/// The table of a tab.
struct InspectorContent {
    var columns: [TableColumn]
    var rows: [[StyledText]]
    /// What is said instead when there are no rows.
    var absence: String
}
