import ClusterObservation

/// The latest trace events, bounded.
struct TraceLog: Sendable {
    private var ring: [TraceEvent] = []
    /// Events since the beginning.
    private(set) var count = 0

    static let lengthMax = 2_000

    mutating func append(
        at moment: Moment, round: Int, node: NodeID?, _ kind: TraceEvent.Kind
    ) {
        let event = TraceEvent(moment: moment, round: round, node: node, kind: kind, number: count)
        if ring.count < Self.lengthMax {
            ring.append(event)
        } else {
            ring[count % Self.lengthMax] = event
        }
        count += 1
    }

    /// The latest events, oldest first.
    func latest(_ wanted: Int) -> [TraceEvent] {
        let length = min(wanted, ring.count)
        return (0..<max(0, length)).map { ring[(count - length + $0) % Self.lengthMax] }
    }
}
