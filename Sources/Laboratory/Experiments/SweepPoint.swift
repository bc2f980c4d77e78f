import ClusterObservation
import Epidemic
import EpidemicSimulation

/// One point of a sweep: a value for every option that takes a list.
struct SweepPoint: Hashable, Sendable {
    /// nil when the rule of removal says it.
    var direction: Direction?
    /// nil for anti-entropy, which has none.
    var removal: RemovalRule?
    var fanout = Defaults.fanout
    var rounds = Rounds.aligned
    var trigger = Trigger.periodic
    var connections = Bound.none
    var hunt = ContactLimits.Hunt.tries(0)
    var topology = Topology.full
    /// nil when partners are not chosen by distance.
    var spatial: Double?
    var conditions = NetworkConditions.perfect
    var bandwidth: Bandwidth {
        get { conditions.bandwidth.map { .perSecond($0) } ?? .unlimited }
        set { conditions.bandwidth = newValue.bytesPerSecond }
    }
    var nodes = 0

    var limits: ContactLimits { ContactLimits(connections: connections.number, hunt: hunt) }

    /// The network that says who may contact whom; nil for the full mesh.
    ///
    /// - Throws: `SimulationError` when it cannot be.
    func network(seed: UInt64) throws(SimulationError) -> SpatialNetwork? {
        guard spatial != nil || topology != .full else { return nil }
        return try SpatialNetwork(topology, nodes: nodes, exponent: spatial, seed: seed)
    }
}

extension ExperimentCommand {
    /// What is swept, in the order in which it is measured and told: the values of the option named last
    /// here follow each other, those of the first are farthest apart.
    var points: [SweepPoint] {
        let directions = protocols.direction?.values.map(Optional.some) ?? [nil]
        return [SweepPoint()]
            .crossed(with: directions, at: \.direction)
            .crossed(with: protocols.removals, at: \.removal)
            .crossed(with: protocols.fanout.values, at: \.fanout)
            .crossed(with: protocols.rounds.values, at: \.rounds)
            .crossed(with: protocols.trigger.values, at: \.trigger)
            .crossed(with: contacts.connectionLimit.values, at: \.connections)
            .crossed(with: contacts.huntLimit.values, at: \.hunt)
            .crossed(with: network.topology.values, at: \.topology)
            .crossed(with: network.spatial.values, at: \.spatial)
            .crossed(with: network.latency.values, at: \.conditions.latency)
            .crossed(with: network.jitter.values, at: \.conditions.jitter)
            .crossed(with: network.loss.values, at: \.conditions.loss)
            .crossed(with: network.duplicate.values, at: \.conditions.duplication)
            .crossed(with: network.bandwidth.values, at: \.bandwidth)
            .crossed(with: network.nodes.values, at: \.nodes)
    }
}

extension [SweepPoint] {
    /// Every point with every one of these values.
    fileprivate func crossed<Value>(
        with values: [Value], at path: WritableKeyPath<SweepPoint, Value>
    ) -> [SweepPoint] {
        flatMap { point in
            values.map { value in
                var point = point
                point[keyPath: path] = value
                return point
            }
        }
    }
}
