import ClusterObservation

// Two clusters, one narrow link, large tables that differ (Demers et al. 1987, §1.3).

extension Scenario {
    static let narrowBridge = showing(
        "narrow-bridge", letter: "n", summary: "large tables compared over one slow link",
        sentence:
            "A full comparison ties the bridge up for long, and news waits behind it. Cache lists, "
            + "hash trees and sketches find the same differences in a moment.",
        viewpoint: { stage in
            let near = stage.crossing?.from ?? stage.selected
            return Viewpoint(selected: near, marked: stage.crossing?.to, panel: .links)
        },
        comparisons)

    private static func comparisons(_ stage: Stage) -> Script {
        guard stage.view.totals.nodes > 1 else { return .impossible("one node has no halves") }
        guard let bridge = stage.crossing else { return .impossible(Stage.noCrossing) }
        return .steps(
            [beginning(stage, bridge), idle(stage, bridge)]
                + methods.flatMap { steps(of: $0, stage, bridge) } + [end(stage)])
    }

    /// One way of comparing, and what is said of it.
    private struct Comparing {
        var method: AntiEntropyMethod
        var words: String
        /// How long what came before takes.
        var pause: TimeSpan
    }

    private static let methods = [
        Comparing(
            method: .full, words: "Full comparison: the clocks of all entries cross the bridge.",
            pause: .seconds(6)),
        Comparing(
            method: .recent,
            words: "Cache lists: the latest keys cross, and then the roots agree.",
            pause: .seconds(50)),
        Comparing(
            method: .hashTree,
            words: "Hash trees: only children that differ are asked for, step by step.",
            pause: .seconds(12)),
        Comparing(
            method: .sketch,
            words: "Sketches: as many symbols cross as it takes to tell the differences.",
            pause: .seconds(12)),
    ]

    private static func beginning(
        _ stage: Stage, _ bridge: DirectedLink
    ) -> Demonstration.Step {
        var narrow = stage.network
        narrow.bandwidth = bandwidth
        let common = min(10_000, 300_000 / stage.view.totals.nodes)
        return stage.beginning(
            "Two halves, joined by \(stage.words(for: bridge)) alone: \(Words.grouped(bandwidth)) "
                + "bytes a second. All hold \(Words.grouped(common)) entries, and each half "
                + "\(differing / 2) more.",
            stage.comparing(nil), .partition(groups: 2), .restore([bridge, bridge.reversed]),
            .setLinks([bridge, bridge.reversed], narrow),
            .fill(TableFilling(common: common, differing: differing)))
    }

    private static func idle(_ stage: Stage, _ bridge: DirectedLink) -> Demonstration.Step {
        news("idle", "Nobody compares anything", stage, bridge)
    }

    private static func steps(
        of comparing: Comparing, _ stage: Stage, _ bridge: DirectedLink
    ) -> [Demonstration.Step] {
        let refill: [ClusterCommand] =
            comparing.method == .full
            ? [] : [.fill(TableFilling(common: 0, differing: differing))]
        return [
            Demonstration.Step(
                after: comparing.pause, comparing.words,
                refill + [
                    .setProtocol(stage.comparing(comparing.method)),
                    .compare(bridge.from, with: bridge.to),
                ]),
            news(comparing.method.rawValue, "Meanwhile", stage, bridge),
        ]
    }

    /// Something new has to cross the bridge.
    private static func news(
        _ name: String, _ when: String, _ stage: Stage, _ bridge: DirectedLink
    ) -> Demonstration.Step {
        let key = stage.key("news-\(name)")
        return Demonstration.Step(
            after: .milliseconds(300),
            "\(when): \(stage.name(bridge.from)) writes \(key) and sends it over the bridge.",
            [
                .write(at: bridge.from, key: key, value: "now"),
                .hand(key, from: bridge.from, to: bridge.to),
            ])
    }

    private static func end(_ stage: Stage) -> Demonstration.Step {
        Demonstration.Step(
            after: .seconds(12),
            "The panel Exchanges counts bytes and round trips of each; the log has when the news came."
        )
    }

    private static let bandwidth = 10_000
    private static let differing = 64
}

extension Scenario.Stage {
    /// Nothing but comparisons that are asked for, with trees deep enough for large tables.
    fileprivate func comparing(_ method: AntiEntropyMethod?) -> ProtocolSettings {
        var settings = quiet
        settings.cache.length = 64
        settings.antiEntropy.method = method
        settings.antiEntropy.interval = .seconds(86_400)
        settings.antiEntropy.treeDepth = .deep
        return settings
    }
}
