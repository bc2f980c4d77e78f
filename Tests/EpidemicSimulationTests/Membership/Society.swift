import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// A cluster whose nodes find each other by themselves, and what they believe.
struct Society {
    var cluster: SimulatedCluster

    /// - Parameter loss: of every message.
    init(
        _ discovery: Discovery = .peer, nodes: Int = 12, seed: Int, loss: Double = 0,
        settings: Settings = .rumorsAlone
    ) throws {
        let network = NetworkConditions(
            latency: .milliseconds(50), jitter: .milliseconds(20), loss: loss)
        cluster = try SimulatedCluster(
            SimulationConfiguration(
                nodes: nodes, seed: UInt64(seed), settings: settings, network: network,
                discovery: discovery, checks: .everyStep))
    }

    var simulation: Simulation { cluster.timeline.simulation }
    var indices: Range<Int> { 0..<simulation.nodes.count }

    mutating func run(_ seconds: Int64) { cluster.advance(.seconds(seconds)) }

    mutating func perform(_ command: ClusterCommand) { cluster.perform(command) }

    /// What one node believes of another; nil when it does not know it.
    func belief(of node: Int, about other: Int) -> MemberState? {
        membership(of: node)?.members.first { $0.record.id.name == .node(other) }?.state
    }

    func membership(of node: Int) -> Membership? { simulation.nodes[node].replica.membership }

    /// The pairs of these nodes of which the first does not believe the second alive.
    func misjudged(_ nodes: some Collection<Int>) -> [String] {
        let simulation = simulation
        return nodes.flatMap { node in
            let members = simulation.nodes[node].replica.membership?.members ?? []
            let states = Dictionary(
                uniqueKeysWithValues: members.map { ($0.record.id.name, $0.state) })
            return nodes.filter { $0 != node && states[.node($0)] != .alive }.map {
                "n\(node) on n\($0): \(states[.node($0)].map { "\($0)" } ?? "unknown")"
            }
        }
    }

    /// How often something happened at all nodes together.
    func count(_ event: MembershipEvent, at nodes: some Collection<Int>) -> UInt64 {
        nodes.reduce(0) { $0 + (membership(of: $1)?.counters[event] ?? 0) }
    }

    /// Runs until something holds; fails when it does not in so many virtual seconds.
    mutating func expect(
        within seconds: Int64, _ comment: Comment, _ holds: (Society) -> Bool,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for _ in 0..<seconds {
            if holds(self) { return }
            run(1)
        }
        Issue.record(
            "\(comment) not within \(seconds)s: \(misjudged(indices).prefix(12))",
            sourceLocation: sourceLocation)
    }
}

extension Settings {
    /// Without the layers that work whether there is news or not.
    static let rumorsAlone = Settings(
        cache: CacheSettings(interval: nil), antiEntropy: AntiEntropySettings(method: nil))
}
