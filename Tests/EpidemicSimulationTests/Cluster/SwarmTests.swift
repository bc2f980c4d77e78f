import ClusterObservation
import Epidemic
import EpidemicSimulation
import Testing

/// Clusters drawn from a seed: first anything goes, and no invariant may break; then all faults end, and
/// the cluster must converge. A failure names the seed.
@Suite struct SwarmTests {
    @Test(arguments: 0..<40)
    func `whatever was done to a cluster, it converges once it is whole again`(seed: Int) throws {
        var swarm = Swarm(seed: UInt64(seed))
        var cluster = try SimulatedCluster(swarm.configuration)
        for _ in 0..<80 {
            cluster.perform(swarm.command(for: cluster.observe(Interest(rows: 0..<100))))
            cluster.advance(.milliseconds(Int64(swarm.generator.below(3_000))))
        }
        for command in swarm.repair(cluster.observe(Interest(rows: 0..<100))) {
            cluster.perform(command)
        }
        expectConvergence(of: &cluster, within: 600, "seed \(seed): \(swarm.configuration)")
    }
}

/// Settings and commands drawn from a seed.
struct Swarm {
    var generator: SeededGenerator
    let configuration: SimulationConfiguration

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let topologies: [Topology] = [
            .full, .ring, .tree, .grid, .random(degree: 3), .clusters(count: 2), .continents,
        ]
        let topology = topologies[generator.below(topologies.count)]
        let settings = Self.settings(using: &generator)
        configuration = SimulationConfiguration(
            nodes: 3 + generator.below(8), topology: topology, seed: seed, settings: settings,
            network: Self.network(using: &generator), checks: .everyStep)
        self.generator = generator
    }

    /// Something to do, drawn with regard to nothing: some of it is refused.
    mutating func command(for view: ClusterView) -> ClusterCommand {
        let node = NodeID(generator.below(view.rows.count))
        let other = NodeID(generator.below(view.rows.count))
        let link = DirectedLink(from: node, to: other)
        switch generator.below(14) {
        case 0...3: return .write(at: node, key: key(), value: ItemValue("\(generator.below(99))"))
        case 4: return .delete(at: node, key: key())
        case 5: return .kill(node)
        case 6: return .restart(node, .kept)
        case 7: return .restart(node, .lost)
        case 8: return generator.below(2) == 0 ? .freeze(node) : .thaw(node)
        case 9: return view.rows.count < 14 ? .addNode : .heal
        case 10: return .cut([link])
        case 11: return .partition(groups: 2 + generator.below(2))
        case 12: return .setProtocol(Self.settings(using: &generator))
        default: return .setNetwork(Self.network(using: &generator))
        }
    }

    /// What makes the cluster whole again.
    func repair(_ view: ClusterView) -> [ClusterCommand] {
        let nodes = view.rows.compactMap { row -> ClusterCommand? in
            switch row.dot.condition {
            case .up, .arriving: nil
            case .frozen: .thaw(row.dot.node)
            case .down: .restart(row.dot.node, .kept)
            }
        }
        var settings = Settings()
        settings.antiEntropy.interval = .seconds(5)
        return nodes + [.heal, .setNetwork(NetworkConditions()), .setProtocol(settings)]
    }

    private mutating func key() -> ItemKey { ItemKey("k\(generator.below(4))") }

    private static func settings(using generator: inout SeededGenerator) -> Settings {
        func draw<Choice>(_ choices: [Choice]) -> Choice { choices[generator.below(choices.count)] }
        let direction = draw(Direction.allCases)
        let rounds = draw([Rounds.free, .free, .aligned])
        var triggers: [Trigger] = rounds == .aligned ? [.periodic] : Trigger.allCases
        if direction == .pull { triggers.removeAll { $0 == .message } }
        let reaction = draw(Reaction.allCases)
        let removal = draw([
            Removal.counter(limit: 1 + generator.below(4), reaction), .coin(sides: 3, reaction),
            .timeToLive(rounds: 4), .decay(persistence: 0.9),
        ])
        return Settings(
            rumors: generator.below(8) == 0
                ? nil
                : RumorSettings(
                    direction: direction, trigger: draw(triggers), removal: removal,
                    fanOut: 1 + generator.below(3), rounds: rounds),
            mail: draw(Layer.Switch.allCases), repair: draw(Repair.allCases),
            cache: CacheSettings(length: draw([0, 2, 32]), interval: draw([nil, .seconds(4)])),
            antiEntropy: AntiEntropySettings(
                method: draw(AntiEntropySettings.Method.allCases), interval: .seconds(7)))
    }

    private static func network(using generator: inout SeededGenerator) -> NetworkConditions {
        NetworkConditions(
            latency: .milliseconds(Int64(generator.below(1_000))),
            jitter: .milliseconds(Int64(generator.below(1_000))),
            loss: generator.below(2) == 0 ? 0 : 0.3, duplication: generator.below(2) == 0 ? 0 : 0.3,
            bandwidth: generator.below(3) == 0 ? 2_000 : nil)
    }
}
