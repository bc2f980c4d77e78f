import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

extension SimulatedCluster {
    /// A cluster whose replicas are checked after every step.
    static func checked(
        nodes: Int = 16, topology: Topology = .full, seed: UInt64 = 42,
        settings: Settings = Settings(), network: NetworkConditions = NetworkConditions()
    ) throws -> SimulatedCluster {
        try SimulatedCluster(
            SimulationConfiguration(
                nodes: nodes, topology: topology, seed: seed, settings: settings,
                network: network, checks: .everyStep))
    }

    /// Everything that a screen could show, of a cluster of at most 100 nodes.
    mutating func everything(focus: UpdateIdentity? = nil) -> ClusterView {
        var interest = Interest(
            focus: focus, rows: 0..<100, dots: 0..<100, messagesMax: 1_000, cutsMax: 1_000,
            inspected: NodeID(0), entries: 0..<100, traceMax: 100)
        interest.curveMax = 100
        interest.spreadsMax = 100
        interest.journey = focus
        interest.counters = .all
        interest.fieldCells = 5
        interest.spaceTimeMax = 1_000
        interest.spaceTime = SpaceTimeWindow(
            from: .zero, to: timeline.simulation.now, nodes: 0..<100)
        return observe(interest)
    }

    /// Does a command and says what became of it.
    mutating func result(of command: ClusterCommand) -> CommandOutcome.Result? {
        let ticket = perform(command)
        return observe(Interest()).outcomes.last { $0.ticket == ticket }?.result
    }

    /// Writes, and returns the identity of the update.
    mutating func write(_ node: Int, _ key: ItemKey, _ value: ItemValue) -> UpdateIdentity? {
        guard case .wrote(let id) = result(of: .write(at: NodeID(node), key: key, value: value))
        else { return nil }
        return id
    }

    /// The value that a node holds for a key.
    mutating func value(_ node: Int, _ key: ItemKey) -> ItemValue? {
        let view = observe(Interest(inspected: NodeID(node), entries: 0..<1_000))
        return view.inspected?.entries.first { $0.update.key == key }?.update.content.value
    }

    /// The directions between nodes of two stretches of the roster.
    mutating func matrix(_ from: Range<Int>, _ to: Range<Int>) throws -> LinkMatrix {
        let view = observe(Interest().wanting { $0.links = LinkWindow(from: from, to: to) })
        return try #require(view.links)
    }

    /// What differs between the tables of two nodes.
    mutating func comparison(
        _ left: Int, _ right: Int, listing wanted: Int = 100
    ) throws -> Comparison {
        let interest = Interest().wanting {
            $0.compared = NodePair(NodeID(left), NodeID(right))
            $0.differencesMax = wanted
        }
        let view = observe(interest)
        return try #require(view.comparison)
    }

    /// The whole trace that is kept, as text.
    mutating func traceText() -> String {
        observe(Interest(traceMax: TraceLog.lengthMin)).trace.map { "\($0)" }
            .joined(separator: "\n")
    }
}

extension Interest {
    /// The same with something more.
    func wanting(_ change: (inout Interest) -> Void) -> Interest {
        var interest = self
        change(&interest)
        return interest
    }
}

/// Runs until the cluster has converged, and fails when it has not after so many virtual seconds.
func expectConvergence(
    of cluster: inout SimulatedCluster, within seconds: Int, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    for _ in 0..<seconds where !cluster.observe(Interest()).totals.isConverged {
        cluster.advance(.seconds(1))
    }
    let totals = cluster.observe(Interest()).totals
    #expect(totals.isConverged, comment, sourceLocation: sourceLocation)
}
