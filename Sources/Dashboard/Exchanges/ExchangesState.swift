import ClusterObservation

/// One comparison of two tables.
struct ObservedExchange: Hashable, Sendable {
    /// The number of the event by which it is known.
    var number: Int
    /// When it began or, once it is over, ended.
    var moment: Moment
    var initiator: NodeID
    var peer: NodeID
    var method: AntiEntropyMethod
    /// What it came to; nil while it is under way.
    var report: ExchangeReport?
    var bytes = 0
}

/// The latest exchanges of anti-entropy, as the events of the views tell them.
struct ExchangesState: Hashable, Sendable {
    /// Oldest first; those under way are among them.
    private(set) var exchanges: [ObservedExchange] = []
    /// How many lines the panel is scrolled down from the newest.
    var top = 0

    private static let exchangesMax = 500

    /// Takes a view's events in; when time was turned back, what had come after is forgotten.
    mutating func take(_ view: ClusterView) {
        let first = view.trace.first?.number ?? .max
        exchanges.removeAll { $0.number >= first || $0.moment > view.time.now }
        for event in view.trace { take(event) }
        exchanges.removeFirst(max(0, exchanges.count - Self.exchangesMax))
    }

    private mutating func take(_ event: TraceEvent) {
        guard let node = event.node else { return }
        switch event.kind {
        case .exchangeBegan(let peer, let method):
            note(event, node, peer, method)
        case .exchangeEnded(let peer, let report, let bytes):
            exchanges.removeAll {
                $0.report == nil && $0.initiator == node && $0.peer == peer
            }
            note(event, node, peer, report.method, report, bytes)
        default: break
        }
    }

    private mutating func note(
        _ event: TraceEvent, _ node: NodeID, _ peer: NodeID, _ method: AntiEntropyMethod,
        _ report: ExchangeReport? = nil, _ bytes: Int = 0
    ) {
        exchanges.append(
            ObservedExchange(
                number: event.number, moment: event.moment, initiator: node, peer: peer,
                method: method, report: report, bytes: bytes))
    }
}

extension ExchangesState {
    /// What the exchanges of a method cost that came to an end.
    struct Cost: Hashable {
        var method: AntiEntropyMethod
        var exchanges = 0
        var repaired = 0
        var roundTrips = 0
        var bytes = 0
    }

    /// The costs of the methods that were used, in the order of all methods.
    var costs: [Cost] {
        AntiEntropyMethod.allCases.compactMap { method in
            var cost = Cost(method: method)
            for exchange in exchanges where exchange.method == method {
                guard let report = exchange.report else { continue }
                cost.exchanges += 1
                cost.repaired += report.repairedHere + report.repairedThere
                cost.roundTrips += report.roundTrips
                cost.bytes += exchange.bytes
            }
            return cost.exchanges > 0 ? cost : nil
        }
    }
}
