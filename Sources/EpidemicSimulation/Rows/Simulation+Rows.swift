import ClusterObservation
import Epidemic

// The nodes as a table sorts them.

extension Simulation {
    /// The nodes that a filter lets through, sorted; those that the order does not tell apart stand as
    /// in the roster, and those that are down after all others.
    ///
    /// - Parameter focus: the place of the focused update.
    func places(by order: RowOrder, _ filter: RowFilter, focus: Int?) -> [Int32] {
        let found = nodes.indices.filter { filter.isEmpty || contains($0, filter, focus: focus) }
        let sign = order.direction == .ascending ? 1 : -1
        let keyed = found.map { index in
            Keyed(
                isLast: order.column != .roster && nodes[index].condition.isDown,
                key: sign * key(of: index, order.column, focus: focus), place: Int32(index))
        }
        return keyed.sorted { $0.precedes($1) }.map(\.place)
    }

    private func contains(_ index: Int, _ filter: RowFilter, focus: Int?) -> Bool {
        filter.contains(
            name: ReplicaName.node(index).text, condition: nodes[index].shownCondition,
            state: state(of: index, focus: focus))
    }

    /// A node's state for the focused update; nil of one that is down.
    func state(of index: Int, focus: Int?) -> NodeState? {
        nodes[index].condition.isDown ? nil : focus.map { spreads.state(of: index, $0) }
    }

    /// What a column sorts by.
    private func key(of index: Int, _ column: RowOrder.Column, focus: Int?) -> Int {
        switch column {
        case .roster: index
        case .state: state(of: index, focus: focus)?.rank ?? 0
        case .clock: nodes[index].replica.seen.count
        case .keys: nodes[index].replica.valueCount
        case .cache: nodes[index].replica.cacheCount
        case .hot: nodes[index].account?.hotRumors ?? 0
        case .root: nodes[index].account.map { tally.rank(of: $0.root) } ?? 0
        case .sent: nodes[index].sentRate.lastSecond(at: now)
        case .received: nodes[index].receivedRate.lastSecond(at: now)
        case .exchange: nodes[index].lastExchange.map { Int($0.moment.nanoseconds) } ?? -1
        }
    }
}

/// A node and what it is sorted by.
private struct Keyed {
    let isLast: Bool
    let key: Int
    let place: Int32

    func precedes(_ other: Keyed) -> Bool {
        if isLast != other.isLast { return other.isLast }
        return key == other.key ? place < other.place : key < other.key
    }
}

extension NodeState {
    /// Its place in a table sorted by state.
    fileprivate var rank: Int {
        switch self {
        case .infected: 0
        case .susceptible: 1
        case .removed: 2
        case .superseded: 3
        case .undone: 4
        case .forgotten: 5
        }
    }
}

extension ReplicaClock {
    /// How many writes have been seen.
    fileprivate var count: Int {
        runs.reduce(0) { sum, run in
            sum + Int(run.highest) - run.gaps.reduce(0) { $0 + $1.count }
        }
    }
}

extension Tally {
    /// The larger the group of a root, the less; all of one group have the same.
    fileprivate func rank(of root: TableRoot) -> Int {
        mark(of: root) - holders(ofRoot: root) << 20
    }
}
