import ClusterObservation

/// The latest trace events, bounded.
struct TraceLog: Sendable {
    private var events = Chronicle<TraceEvent>(keptMin: lengthMin)

    /// So many of the latest events are kept at least.
    static let lengthMin = 16_384

    /// Events since the beginning.
    var count: Int { events.count }

    mutating func append(
        at moment: Moment, round: Int, node: NodeID?, _ kind: TraceEvent.Kind
    ) {
        events.append(
            TraceEvent(moment: moment, round: round, node: node, kind: kind, number: count))
    }

    /// The latest events, oldest first.
    ///
    /// - Parameter seen: the number of the last one that is known already; one that lies in the future,
    ///   because time was turned back, means nothing.
    func latest(_ wanted: Int, after seen: Int? = nil) -> [TraceEvent] {
        let unseen = seen.map { $0 < count ? max($0 + 1, events.first) : events.first }
        return events.kept[(unseen ?? events.first)...].suffix(max(0, wanted)).map { events[$0] }
    }

    /// Since when every event is remembered.
    var remembersFrom: Moment { events.first == 0 ? .zero : events[events.first].moment }

    /// What happened in a stretch of time at some nodes, or to the whole cluster; when there is too
    /// much, the latest.
    func events(in window: SpaceTimeWindow, max wanted: Int) -> [TraceEvent] {
        let first = events.firstNumber { $0.moment >= window.from }
        let end = events.firstNumber { $0.moment > window.to }
        guard first < end else { return [] }
        var found: [TraceEvent] = []
        for number in (first..<end).reversed() where found.count < wanted {
            let event = events[number]
            if event.node.map({ window.nodes.contains($0.index) }) ?? true { found.append(event) }
        }
        return found.reversed()
    }
}
