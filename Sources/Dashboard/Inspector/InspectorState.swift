import ClusterObservation
import TerminalUI

/// Where the user is in the inspector.
struct InspectorState: Hashable, Sendable {
    /// What of a node is shown.
    enum Tab: String, CaseIterable, Hashable, Sendable {
        case entries = "Entries"
        case journey = "Journey"
        case clock = "Clock"
        case cache = "Cache"
        case rumors = "Rumors"
        case members = "Members"
        case dormant = "Dormant"
        case counters = "Counters"
    }

    var tab = Tab.entries
    /// The row that is selected, counted over all rows of the tab.
    private(set) var row = 0
    /// The key of the selected entry; it stays selected when others come in before it.
    private(set) var key: ItemKey?
    /// The update whose way is shown: the entry that was selected last; nil follows the focused one.
    var followed: UpdateIdentity?
    /// Who got it from whom, while that is shown.
    private(set) var journey: JourneyTree?
    /// How many rows the tab has, as seen last.
    private(set) var count = 0
    /// The place of the first entry that was seen last.
    private(set) var entriesTop = 0

    /// The tab before or after, going round.
    mutating func changeTab(by step: Int, in detail: ReplicaDetail?) {
        let all = Tab.allCases
        guard let position = all.firstIndex(of: tab) else { return }
        show(all[(position + step + all.count) % all.count], in: detail)
    }

    /// Shows another tab, from its first row on.
    mutating func show(_ wanted: Tab, in detail: ReplicaDetail?) {
        guard wanted != tab else { return }
        if tab == .entries { followed = detail.flatMap(entry)?.update.id }
        tab = wanted
        journey = nil
        count = rowCount(of: detail)
        select(0, in: detail)
    }

    /// Selects a row, or the nearest that there is.
    mutating func select(_ wanted: Int, in detail: ReplicaDetail?) {
        row = min(max(0, wanted), max(0, count - 1))
        key = detail.flatMap(entry)?.update.key
    }

    /// Takes the way of the followed update in; at first the line of the node that is looked at is selected.
    mutating func take(_ way: [Infection], to node: NodeID) {
        guard tab == .journey, !way.isEmpty else {
            journey = nil
            return
        }
        if let journey, journey.shows(way, to: node) { return }
        let isNew = journey?.node != node
        let tree = JourneyTree(way, to: node)
        journey = tree
        count = tree.lines.count
        guard isNew else { return }
        row = tree.lines.firstIndex { $0.isOnPath && $0.infection.node == node } ?? 0
    }

    private func rowCount(of detail: ReplicaDetail?) -> Int {
        tab == .journey ? journey?.lines.count ?? 0 : detail?.rowCount(of: tab) ?? 0
    }

    /// Stays with the selected entry wherever it moved, and within the rows that are left.
    ///
    /// - Parameter top: the place of the first entry that was asked for.
    mutating func follow(_ detail: ReplicaDetail?, top: Int) {
        entriesTop = top
        count = rowCount(of: detail)
        let moved = key.flatMap { key in detail?.entries.firstIndex { $0.update.key == key } }
        select(tab == .entries ? moved.map { $0 + top } ?? row : row, in: detail)
    }

    /// The rows in view when so many fit.
    func window(height: Int) -> ScrollWindow {
        ScrollWindow(count: max(count, row + 1), visible: height, first: row - height / 2)
    }

    /// The selected entry, while entries are shown.
    func entry(of detail: ReplicaDetail) -> EntryDetail? {
        let place = row - entriesTop
        guard tab == .entries, detail.entries.indices.contains(place) else { return nil }
        return detail.entries[place]
    }
}

extension ReplicaDetail {
    /// How many rows a tab has for this node.
    func rowCount(of tab: InspectorState.Tab) -> Int {
        switch tab {
        case .entries: entryCount
        case .journey: 0
        case .clock: status.clock.runs.count
        case .cache: cache.count
        case .rumors: rumors.count
        case .members: membership?.members.count ?? 0
        case .dormant: dormant.count
        case .counters: otherCounters.count + 2
        }
    }

    /// All counters but those of the status, which stand above them with their rates.
    var otherCounters: [CounterDetail] {
        counters.filter { $0.name != "messages sent" && $0.name != "messages received" }
    }
}
