import ClusterObservation
import Epidemic

/// Which nodes a table shows, and in which order; found anew only when it may have changed.
struct RowTable: Sendable {
    /// What it follows from.
    private struct Basis: Hashable {
        let order: RowOrder
        let filter: String
        let focus: UpdateID?
        /// Where the run is, as far as that matters, and which command was the last.
        let place: Place
        let ticket: Ticket
    }

    private enum Place: Hashable {
        case anywhere(nodes: Int)
        case at(events: Int, Instant)
    }

    /// The roster as it is, or some of its places in some order.
    enum Rows {
        case roster(count: Int)
        case places([Int32])
    }

    private var basis: Basis?
    private var places: [Int32] = []

    /// The rows that an observer wants.
    ///
    /// - Parameter ticket: of the last command; what was commanded may have changed everything.
    mutating func rows(
        _ interest: Interest, of simulation: Simulation, after ticket: Ticket
    ) -> Rows {
        let filter = RowFilter(interest.rowFilter)
        if interest.rowOrder == .roster, filter.isEmpty {
            return .roster(count: simulation.nodes.count)
        }
        let isFixed = interest.rowOrder.column == .roster && filter.isOfNames
        let basis = Basis(
            order: interest.rowOrder, filter: interest.rowFilter, focus: interest.focus,
            place: isFixed
                ? .anywhere(nodes: simulation.nodes.count)
                : .at(events: simulation.eventCount, simulation.now),
            ticket: ticket)
        if basis != self.basis {
            self.basis = basis
            places = simulation.places(
                by: interest.rowOrder, filter,
                focus: simulation.spreads.place(of: interest.focus))
        }
        return .places(places)
    }
}

extension RowTable.Rows {
    var count: Int {
        switch self {
        case .roster(let count): count
        case .places(let places): places.count
        }
    }

    /// The nodes at some of the places of the table, as far as there are any.
    func nodes(_ wanted: Range<Int>) -> [Int] {
        switch self {
        case .roster(let count): Array(wanted.clamped(to: 0..<count))
        case .places(let places):
            places[wanted.clamped(to: places.indices)].map { Int($0) }
        }
    }

    /// Where a node stands; nil when it is not in the table.
    func row(of node: Int) -> Int? {
        switch self {
        case .roster(let count): (0..<count).contains(node) ? node : nil
        case .places(let places): places.firstIndex(of: Int32(node))
        }
    }
}
