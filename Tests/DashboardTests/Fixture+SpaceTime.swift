import ClusterObservation

@testable import Dashboard

extension Fixture {
    static func record(
        _ number: Int, _ link: DirectedLink, _ kind: MessageKind, sent: Double,
        _ fate: MessageRecord.Fate, concernsFocus: Bool = true
    ) -> MessageRecord {
        MessageRecord(
            number: number, link: link, kind: kind, sent: moment(sent), fate: fate,
            concernsFocus: concernsFocus)
    }

    /// One of every fate, and one of another update.
    static let records = [
        record(
            1, link(12, 3), .cache, sent: 5.4, .arrived(moment(5.8)), concernsFocus: false),
        record(2, link(0, 4), .rumor, sent: 6.1, .arrived(moment(6.5))),
        record(3, link(4, 0), .feedback, sent: 6.5, .arrived(moment(6.8))),
        record(4, link(9, 6), .rumor, sent: 6.6, .lost(moment(6.6), .cut)),
        record(5, link(1, 11), .rumor, sent: 6.6, .lost(moment(7), .receiverDown)),
        record(6, link(5, 15), .rumor, sent: 6.9, .underWay(until: moment(7.4))),
        record(7, link(7, 8), .antiEntropy, sent: 7.24, .underWay(until: moment(7.5))),
    ]

    /// The view with its past; `extra` happened besides what the log tells.
    static func remembered(_ extra: [TraceEvent] = []) -> ClusterView {
        var view = view()
        let events =
            trace + [
                event(10, 6.5, 4, .received(red, from: NodeID(0), by: .rumor, hops: 1, over: nil))
            ]
        view.spaceTime = SpaceTime(
            window: SpaceTimeWindow(from: .zero, to: moment(10), nodes: 0..<16),
            messages: records, events: (events + extra).sorted { $0.moment < $1.moment })
        return view
    }
}
