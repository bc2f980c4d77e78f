import ClusterObservation
import Epidemic

/// A run: everything that happens in it follows from this and the commands given.
public struct SimulationConfiguration: Hashable, Sendable {
    /// How many nodes it begins with, 1 … `nodesMax`.
    public var nodes: Int
    public var topology: Topology
    /// The exponent of the choice of partners by distance; nil when neighbours are chosen.
    public var spatial: Double?
    public var seed: UInt64
    public var settings: Settings
    public var network: NetworkConditions
    /// How nodes learn of each other.
    public var discovery: Discovery
    /// Whether every replica's invariants are checked after every step; for tests.
    public var checks: Checks

    /// What is checked while it runs.
    public enum Checks: Hashable, Sendable {
        case none
        /// A broken invariant ends the program.
        case everyStep
        /// The first broken invariant is kept, and the run goes on.
        case recorded
    }

    /// The most nodes of a simulation that is watched.
    public static let nodesMax = 100_000

    public init(
        nodes: Int = 16, topology: Topology = .full, spatial: Double? = nil, seed: UInt64,
        settings: Settings = Settings(),
        network: NetworkConditions = NetworkConditions(), discovery: Discovery = .list,
        checks: Checks = .none
    ) {
        self.nodes = nodes
        self.topology = topology
        self.spatial = spatial
        self.seed = seed
        self.settings = settings
        self.network = network
        self.discovery = discovery
        self.checks = checks
    }
}

/// Why a simulation was refused.
public enum SimulationError: Error, Hashable, Sendable {
    case outOfRange(name: String, value: String, right: String)
    case settings(SettingsError)
    case topology(TopologyError)
}

extension SimulationError: CustomStringConvertible {
    /// One sentence that names the value and what would be right.
    public var description: String {
        switch self {
        case .outOfRange(let name, let value, let right): "\(name) \(value) must be \(right)"
        case .settings(let error): error.description
        case .topology(let error): error.description
        }
    }
}

extension Settings {
    /// - Throws: `SettingsError` when an aligned round is too short for every node to have a stretch of its
    ///   own, in which each message of its contact takes at least a nanosecond.
    func requireRoom(forContactsOf nodes: Int) throws(SettingsError) {
        guard let rumors, rumors.rounds == .aligned else { return }
        let least = Interval(nanoseconds: 16 * Int64(nodes * rumors.fanOut + 1))
        guard rumors.interval >= least else {
            throw .outOfRange(
                name: "round-interval", value: "\(rumors.interval)",
                right: "at least \(least) for aligned rounds of \(nodes) nodes")
        }
    }
}

extension NetworkConditions {
    /// - Throws: `SimulationError` naming the first value that cannot be.
    public func validate() throws(SimulationError) {
        for (name, span) in [("latency", latency), ("jitter", jitter)] {
            guard span >= .zero, span <= .seconds(86_400) else {
                throw .outOfRange(name: name, value: "\(span)", right: "from 0s to 24h")
            }
        }
        for (name, chance) in [("loss", loss), ("duplicate", duplication)] {
            guard chance >= 0, chance <= 1 else {
                throw .outOfRange(name: name, value: "\(chance)", right: "from 0 to 1")
            }
        }
        if let bandwidth, bandwidth < 1 {
            throw .outOfRange(
                name: "bandwidth", value: "\(bandwidth)", right: "at least 1 byte per second")
        }
    }
}
