import ClusterObservation
import TerminalUI

/// Where the user is in the table of nodes, and how it is sorted and filtered.
struct NodesState: Hashable, Sendable {
    /// The place of the first row that the last view holds.
    var seenTop = 0
    /// The place that shall be selected as soon as a view tells which node stands there.
    var wanted: Int?
    var order = RowOrder.roster
    /// What the names of the nodes contain.
    var filter = TextField(limit: 64)

    var isByRoster: Bool { order == .roster && filter.isEmpty }

    /// Sorts by the next column: what there is most of stands first, and text and states as they come.
    mutating func sortByNextColumn() {
        let all = RowOrder.Column.allCases
        let position = all.firstIndex(of: order.column) ?? 0
        sort(by: all[(position + 1) % all.count])
    }

    /// Sorts by a column; by the one that it is sorted by already, the other way round.
    mutating func sort(by column: RowOrder.Column) {
        guard column != order.column else { return reverse() }
        order = RowOrder(column, column.countsSomething ? .descending : .ascending)
    }

    mutating func reverse() { order.direction = order.direction.reversed }
}

extension RowOrder.Column {
    var countsSomething: Bool {
        switch self {
        case .roster, .state: false
        case .clock, .keys, .cache, .hot, .root, .sent, .received, .exchange: true
        }
    }
}

extension DashboardModel {
    /// How many rows the table has.
    var rowCount: Int { view?.rowCount ?? 0 }

    /// The row at a place, when the last view holds it.
    func row(at place: Int) -> ReplicaStatus? {
        guard let rows = view?.rows, rows.indices.contains(place - nodes.seenTop) else {
            return nil
        }
        return rows[place - nodes.seenTop]
    }

    /// The place of the selected node; nil where it is not known, or filtered out.
    var selectedPlace: Int? {
        if nodes.isByRoster { return selected.index }
        let seen = view?.rows.firstIndex { $0.dot.node == selected }
        return seen.map { $0 + nodes.seenTop } ?? (detail == nil ? nil : view?.inspectedRow)
    }

    /// Selects what stands at a place, at once or as soon as that is known.
    mutating func selectRow(at place: Int) {
        let place = min(max(0, place), max(0, rowCount - 1))
        nodes.wanted = nil
        if nodes.isByRoster {
            select(place)
        } else if let node = row(at: place)?.dot.node {
            select(node.index)
        } else {
            nodes.wanted = place
        }
    }

    /// What a filter leaves out cannot be acted upon: the first of those that it leaves is selected.
    mutating func keepSelectionInFilter() {
        guard !nodes.filter.isEmpty, nodes.wanted == nil, rowCount > 0, selectedPlace == nil,
            view?.rows.allSatisfy({ $0.dot.name.contains(nodes.filter.text) }) == true
        else { return }
        nodes.wanted = nodes.seenTop
    }

    /// Selects what was asked for, now that the view tells what stands there.
    mutating func selectWantedRow() {
        guard let place = nodes.wanted, let node = row(at: place)?.dot.node else { return }
        nodes.wanted = nil
        select(node.index)
    }

    /// Lets the table of nodes follow the selection.
    mutating func revealSelection() {
        revealLink()
        revealInSpaceTime()
        guard let area = area(of: .nodes), nodeCount > 0 else { return }
        let window = ScrollWindow(
            count: rowCount, visible: NodesPanel.rowCount(in: area), first: nodesTop)
        nodesTop = window.revealing(nodes.wanted ?? selectedPlace).first
    }
}

extension DashboardModel {
    /// Lets the filter have a key; each letter counts at once.
    mutating func pressInFilter(_ key: Key) -> [DashboardAction] {
        switch key {
        case .enter: mode = .screen
        case .escape: clearFilter()
        case .up: selectRow(at: (selectedPlace ?? 0) - 1)
        case .down: selectRow(at: (selectedPlace ?? -1) + 1)
        case .control("c"): return [.quit]
        default: if nodes.filter.handle(key) { nodesTop = 0 }
        }
        revealSelection()
        return []
    }

    mutating func clearFilter() {
        nodes.filter.replace(with: "")
        mode = .screen
        revealSelection()
    }
}
