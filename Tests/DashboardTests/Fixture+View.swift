import ClusterObservation

@testable import Dashboard

extension Fixture {
    static let totals = ClusterTotals(
        nodes: 16, down: 1, roots: 3, agreeing: 9, hotRumors: 7, messagesInFlight: 6,
        updatesInFlight: 3, cuts: 2, messagesSent: 120, bytesSent: 9_000, downNames: ["n11"])

    /// The view of the cluster; `selected` is the node that is inspected.
    static func view(selected: Int = 0) -> ClusterView {
        var view = plainView(selected: selected)
        view.curve = curve
        view.spreads = [curve.measures]
        view.counters = counters(rumors: 64)
        view.journey = journey
        return view
    }

    private static func plainView(selected: Int) -> ClusterView {
        ClusterView(
            source: "simulation", time: TimeStatus(now: moment(7.24), round: 7), seed: 42,
            topology: .full, settings: ProtocolSettings(), network: NetworkConditions(),
            totals: totals,
            focus: FocusStatus(update: red, susceptible: 6, infected: 7, removed: 2),
            updates: [red, circle, gone], rows: (0..<16).map(status), dots: (0..<16).map(dot),
            messages: messages, cuts: [link(6, 9), link(9, 6)], inspected: detail(selected),
            trace: trace)
    }

    static let messages = [
        MessageInFlight(link: link(0, 4), kind: .rumor, progress: 0.6, concernsFocus: true),
        MessageInFlight(link: link(1, 10), kind: .rumor, progress: 0.5, concernsFocus: true),
        MessageInFlight(link: link(5, 15), kind: .feedback, progress: 0.3, concernsFocus: true),
        MessageInFlight(link: link(12, 3), kind: .cache, progress: 0.7),
        MessageInFlight(link: link(8, 2), kind: .antiEntropy, progress: 0.4),
        MessageInFlight(link: link(13, 7), kind: .rumor, progress: 0.2, concernsFocus: true),
    ]

    static let trace = [
        event(1, 0.5, 7, .wrote(blue)),
        event(2, 4.0, 0, .wrote(red)),
        event(3, 5.1, nil, .commanded(.kill(NodeID(11)))),
        event(
            4, 5.3, 7,
            .received(
                red, from: NodeID(3), by: .rumor, hops: 2,
                over: TraceEvent.Defeat(update: blue, reason: .norm))),
        event(5, 6.8, nil, .commanded(.cut([link(9, 6), link(6, 9)]))),
        event(6, 7.0, 4, .exchangeBegan(with: NodeID(5), .checksum)),
        event(7, 7.1, 7, .lostInterest(red, .counter(3))),
        event(8, 7.2, 9, .messageLost(to: NodeID(6), .rumor, .cut)),
        event(9, 7.2, 5, .received(red, from: NodeID(1), by: .antiEntropy, hops: 4, over: nil)),
    ]

    static func event(
        _ number: Int, _ seconds: Double, _ node: Int?, _ kind: TraceEvent.Kind
    ) -> TraceEvent {
        TraceEvent(
            moment: moment(seconds), round: Int(seconds), node: node.map { NodeID($0) },
            kind: kind, number: number)
    }
}

extension Fixture {
    /// The same cluster, split into two halves.
    static var split: ClusterView {
        var view = view()
        view.cuts = []
        view.totals.cuts = 128
        view.totals.groups = 2
        for node in 8..<16 { view.dots[node].group = 1 }
        return view
    }

    /// A cluster of so many nodes of which nothing is known but that they are there.
    static func crowd(_ nodes: Int, _ topology: TopologyShape = .full) -> ClusterView {
        ClusterView(
            source: "simulation", time: TimeStatus(now: .zero, round: 0), topology: topology,
            settings: ProtocolSettings(),
            totals: ClusterTotals(nodes: nodes, agreeing: nodes))
    }
}
