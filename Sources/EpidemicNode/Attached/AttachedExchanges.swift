import ClusterObservation
import Epidemic

/// The latest comparisons of tables among real nodes, as their initiators tell of them.
struct AttachedExchanges: Sendable {
    /// In the order in which they were heard of. A node has one under way at most.
    private var details: [ExchangeDetail] = []

    private static let detailsMax = 200

    mutating func begin(_ detail: ExchangeDetail) {
        drop(detail.initiator)
        append(detail)
    }

    /// The exchange of an initiator is over; its beginning may not have been heard of.
    mutating func end(
        _ initiator: NodeID, with peer: NodeID, _ report: ExchangeReport, bytes: Int,
        at moment: Moment
    ) {
        var detail =
            take(initiator)
            ?? ExchangeDetail(
                initiator: initiator, peer: peer, method: report.method, began: moment)
        (detail.peer, detail.report, detail.ended) = (peer, report, moment)
        (detail.bytes, detail.roundTrips) = (bytes, report.roundTrips)
        append(detail)
    }

    /// A node is gone, and its exchange with it.
    mutating func drop(_ initiator: NodeID) { _ = take(initiator) }

    /// Those under way first, then the newest.
    func latest(_ wanted: Int) -> [ExchangeDetail] {
        let newest = details.reversed()
        let ordered = newest.filter { $0.ended == nil } + newest.filter { $0.ended != nil }
        return Array(ordered.prefix(wanted))
    }

    /// The latest that one of two nodes began with the other.
    func latest(of pair: NodePair) -> ExchangeDetail? {
        details.last { Set([$0.initiator, $0.peer]) == Set([pair.left, pair.right]) }
    }

    private mutating func append(_ detail: ExchangeDetail) {
        details.append(detail)
        if details.count > Self.detailsMax { details.removeFirst() }
    }

    /// Takes out what a node has under way.
    private mutating func take(_ initiator: NodeID) -> ExchangeDetail? {
        details.lastIndex { $0.initiator == initiator && $0.ended == nil }
            .map { details.remove(at: $0) }
    }
}
