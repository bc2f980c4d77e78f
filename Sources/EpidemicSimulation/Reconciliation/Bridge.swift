import ClusterObservation
import Epidemic

/// Two clusters that are joined by one link of limited bandwidth, with large tables that differ: what does
/// the comparison of the tables do to a rumor that has to cross the bridge?
public struct Bridge: Sendable {
    /// Nodes of each cluster; every one tells all its peers of news.
    public static let clusterSize = 4

    private var simulation: Simulation
    private let links: [DirectedLink]

    /// - Parameters:
    ///   - method: how tables are compared.
    ///   - entries: entries that all nodes have in common.
    ///   - differences: further ones, of which each cluster has half.
    ///   - bandwidth: of the bridge, in bytes a second.
    /// - Throws: `SimulationError` when that cannot be.
    public init(
        _ method: AntiEntropyMethod?, entries: Int, differences: Int, bandwidth: Int, seed: UInt64
    ) throws(SimulationError) {
        let antiEntropy = AntiEntropySettings(
            method: method, treeDepth: .deep, interval: .seconds(20), patience: .seconds(10))
        let settings = Settings(
            rumors: RumorSettings(fanOut: Self.clusterSize),
            cache: CacheSettings(length: 32, interval: nil), antiEntropy: antiEntropy)
        simulation = try Simulation(
            SimulationConfiguration(
                nodes: 2 * Self.clusterSize, topology: .clusters(count: 2), seed: seed,
                settings: settings))
        let (near, far) = (NodeID(Self.clusterSize - 1), NodeID(Self.clusterSize))
        links = [DirectedLink(from: near, to: far), DirectedLink(from: far, to: near)]
        var narrow = simulation.network.conditions
        narrow.bandwidth = bandwidth
        simulation.network.faults.set(links, narrow)
        do throws(SettingsError) {
            try fill(entries: entries, differences: differences, seed: seed)
        } catch {
            throw .settings(error)
        }
    }

    private mutating func fill(
        entries: Int, differences: Int, seed: UInt64
    ) throws(SettingsError) {
        var pairs = try TablePairs(seed: seed)
        let pair = try pairs.pair(
            entries: entries + (differences + 1) / 2, differences: differences, method: .hashTree)
        for index in simulation.nodes.indices {
            simulation.give(
                tableOf: index < Self.clusterSize ? pair.initiator : pair.peer, to: index)
        }
    }

    /// How long a rumor takes from a node of one cluster to the other end of the bridge.
    ///
    /// - Parameter number: of the rumor, which names its key.
    /// - Returns: nil when it has not come after a minute.
    public mutating func latency(ofRumor number: Int) -> Interval? {
        let key = Key("rumor \(number)")
        let began = simulation.now
        simulation.act(at: 0) { replica, now, effects in
            replica.write(key, "news", request: 0, now: now, into: &effects)
        }
        while simulation.now - began < .seconds(60) {
            if simulation.nodes[Self.clusterSize].replica.entry(of: key) != nil {
                return simulation.now - began
            }
            _ = simulation.step()
        }
        return nil
    }

    /// Lets time pass.
    public mutating func pass(_ interval: Interval) {
        let end = simulation.now + interval
        while let next = simulation.nextMoment, next <= end { _ = simulation.step() }
        simulation.advanceClock(to: end)
    }

    /// Whether tables are compared across the bridge now, beyond their roots.
    public var isComparing: Bool {
        simulation.exchanges.underWay.contains { record in
            let ends = DirectedLink(from: record.detail.initiator, to: record.detail.peer)
            return links.contains(ends)
                && simulation.nodes[ends.from.index].replica.exchangeRoundTrips > 0
        }
    }

    /// Whether all tables are equal.
    public var hasConverged: Bool { simulation.totals().isConverged }

    /// Bytes that were sent over the bridge, both ways.
    public var bytesAcross: Int {
        links.reduce(0) { $0 + Int(simulation.network.traffic[$1].bytes) }
    }
}

extension Simulation {
    /// A node begins with the table of another replica.
    fileprivate mutating func give(tableOf source: Replica, to index: Int) {
        let old = nodes[index].replica
        nodes[index].replica = Replica(
            id: old.id, peers: old.peers, settings: shared, seed: UInt64(index) + 1,
            tableOf: source)
        nodes[index].replica.peerNames = .simulated
        start(index)
    }
}
