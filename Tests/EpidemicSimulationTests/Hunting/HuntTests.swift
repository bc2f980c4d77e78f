import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// Clusters drawn from a seed, disturbed in every way, healed and judged. A failure names the seed, and
/// `outbreak hunt --seed N --seeds 1` shows it.
@Suite struct HuntTests {
    @Test(arguments: 0..<8)
    func `whatever is done to a cluster, no promise is broken`(batch: UInt64) throws {
        for seed in batch * 6..<(batch + 1) * 6 {
            let outcome = try HuntRun.outcome(of: HuntPlan(seed: seed, nodes: 3...7))
            #expect(outcome.violation == nil, "seed \(seed)")
        }
    }

    @Test func `the same seed gives the same run`() throws {
        for seed in UInt64(100)..<104 {
            let outcomes = try (0..<2).map { _ in
                try HuntRun.outcome(of: HuntPlan(seed: seed, nodes: 3...9))
            }
            #expect(outcomes[0].tally == outcomes[1].tally)
            #expect(outcomes[0].taken == outcomes[1].taken)
        }
    }

    @Test func `every kind of fault is drawn`() {
        var names: Set<String> = []
        for seed in UInt64(0)..<200 {
            names.formUnion(HuntPlan(seed: seed, nodes: 3...9).steps.map(\.action.name))
        }
        let wanted: Set = [
            "write", "delete", "read", "kill", "restart", "restart-empty", "freeze", "thaw", "join",
            "cut", "restore", "partition", "heal", "network", "links", "isolate-deaf",
            "isolate-mute", "isolate-both", "protocol", "cut-power", "back-up", "put-back",
            "leave", "clog", "unclog", "set-clock", "compare", "hand",
        ]
        #expect(names == wanted)
    }

    @Test func `every settings choice is drawn, and can be`() throws {
        var methods: Set<AntiEntropySettings.Method?> = []
        var discoveries: Set<Discovery> = []
        for seed in UInt64(0)..<200 {
            let configuration = HuntPlan(seed: seed, nodes: 2...9).configuration
            try configuration.validate()
            methods.insert(configuration.settings.antiEntropy.method)
            discoveries.insert(configuration.discovery)
        }
        #expect(methods.count == AntiEntropySettings.Method.allCases.count + 1)
        #expect(discoveries == Set(Discovery.allCases))
    }

    @Test func `what the schedule destroyed everywhere is counted apart, and is no violation`()
        throws
    {
        let node = NodeID(0)
        let outcome = try HuntRun.outcome(
            of: plan([
                .disturb(.clog([DirectedLink(from: node, to: NodeID(1))])),
                .cut([DirectedLink(from: node, to: NodeID(2))]),
                .write(at: node, key: "k", value: "v"), .kill(node), .restart(node, .lost),
                .cut([DirectedLink(from: node, to: NodeID(1))]),
            ]))
        #expect(outcome.violation == nil)
        #expect(outcome.tally.destroyed == 1)
        #expect(outcome.tally.acknowledged == 1)
    }

    @Test func `what is left on a disk that comes back is not destroyed`() throws {
        let node = NodeID(0)
        let outcome = try HuntRun.outcome(
            of: plan([.write(at: node, key: "k", value: "v"), .kill(node), .restart(node, .kept)]))
        #expect(outcome.violation == nil)
        #expect(outcome.tally.destroyed == 0)
    }

    @Test func `who writes alone with a disk that was set back gives no identity twice`() throws {
        let node = NodeID(1)
        let commands: [(wait: Int64, command: ClusterCommand)] = [
            (0, .disturb(.backUp(node))), (1, .write(at: node, key: "colour", value: "red")),
            (9, .kill(NodeID(0))), (0, .freeze(NodeID(2))), (0, .kill(node)),
            (0, .disturb(.putBack(node))), (0, .restart(node, .kept)),
            (9, .write(at: node, key: "shape", value: "round")), (1, .thaw(NodeID(2))),
            (9, .restart(NodeID(0), .kept)),
        ]
        let outcome = try HuntRun.outcome(
            of: HuntPlan(
                configuration: SimulationConfiguration(nodes: 3, seed: 1),
                steps: commands.map {
                    HuntStep(after: .seconds($0.wait), .perform($0.command, client: .resident))
                }, core: []))
        #expect(outcome.violation == nil)
        // What was written alone is written again when it turns out that something was forgotten.
        #expect(outcome.tally.acknowledged == 3 && outcome.tally.identitiesReused == 0)
    }

    /// Three nodes and commands one after the other.
    private func plan(_ commands: [ClusterCommand]) -> HuntPlan {
        HuntPlan(
            configuration: SimulationConfiguration(nodes: 3, seed: 1),
            steps: commands.map {
                HuntStep(after: .milliseconds(10), .perform($0, client: .resident))
            }, core: [])
    }
}
