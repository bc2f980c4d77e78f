import ClusterObservation

@testable import Dashboard

extension Fixture {
    static func counters(rumors: Int) -> ClusterCounters {
        ClusterCounters(
            traffic: MessageKind.allCases.map { kind in
                let sent = kind == .rumor ? rumors : kind == .mail ? 0 : 12
                return .init(kind: kind, sent: sent, arrived: sent * 3 / 4, bytes: 64 * sent)
            },
            losses: [
                CounterDetail(name: "cut", count: 9),
                CounterDetail(name: "receiver down", count: 0),
            ],
            irregularities: [
                CounterDetail(name: "duplicate", count: 31),
                CounterDetail(name: "late feedback", count: 0),
            ])
    }

    /// n0 told n1 and n8; n1 told n2 and n5; n5 told n9, the last by anti-entropy.
    static let journey = [
        infection(0, from: nil, nil, 0, 4), infection(1, from: 0, .rumor, 1, 4.6),
        infection(8, from: 0, .rumor, 1, 5.1), infection(2, from: 1, .rumor, 2, 5.3),
        infection(5, from: 1, .rumor, 2, 5.9), infection(9, from: 5, .antiEntropy, 3, 6.3),
    ]

    static func infection(
        _ node: Int, from: Int?, _ layer: SpreadingLayer?, _ hops: Int, _ seconds: Double
    ) -> Infection {
        Infection(
            node: NodeID(node), from: from.map { NodeID($0) }, layer: layer, hops: hops,
            moment: moment(seconds), round: seconds - 4)
    }
}
