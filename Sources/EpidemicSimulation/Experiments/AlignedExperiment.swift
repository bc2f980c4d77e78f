import Epidemic

/// One update spreading in aligned rounds, by rumor mongering or by anti-entropy alone: the setting of the
/// tables of Demers et al. (1987).
///
/// One node has it at the beginning; cycles are counted from 1 and run until nobody is infected, or,
/// where nobody loses interest, until everybody has it. Messages are passed as values and arrive at
/// once, each contact carried through before the next.
public struct AlignedExperiment: Sendable {
    /// How many nodes there are; at least 2.
    public let nodes: Int
    public let spreading: Spreading
    /// Where partners are chosen by distance; nil is a full mesh.
    public let network: SpatialNetwork?

    private let shared: SharedSettings
    private let ids: [ReplicaID]

    /// What spreads the update.
    public enum Spreading: Hashable, Sendable {
        case rumors(RumorSettings)
        case antiEntropy(AntiEntropySettings)
    }

    /// - Throws: `SettingsError` when the rounds are not aligned or the settings cannot be.
    public init(
        nodes: Int, _ spreading: Spreading, on network: SpatialNetwork? = nil
    ) throws(SettingsError) {
        guard nodes >= 2 else {
            throw .outOfRange(name: "nodes", value: "\(nodes)", right: "at least 2")
        }
        guard spreading.rounds == .aligned else {
            throw .meaningless("an experiment in cycles needs aligned rounds")
        }
        self.nodes = nodes
        self.spreading = spreading
        self.network = network
        ids = (0..<nodes).map { ReplicaID(name: .node($0), epoch: 1) }
        shared = try SharedSettings(spreading.settings)
    }

    /// Runs once. The result depends on the seed alone.
    public func run(seed: UInt64, cyclesMax: Int = 1_000) -> SpreadMeasurement {
        var spread = AlignedSpread(
            ids: ids, shared: shared, spreading: spreading, network: network, seed: seed)
        var cycle = 0
        while cycle < cyclesMax, !isOver(spread), spread.run(cycle: cycle + 1) { cycle += 1 }
        return spread.measurement(cycles: cycle)
    }

    /// What nobody removes has no end of its own: the run ends when everybody has it.
    private func isOver(_ spread: AlignedSpread) -> Bool {
        spreading.isEndless && spread.isComplete
    }
}

extension AlignedExperiment.Spreading {
    var rounds: Rounds {
        switch self {
        case .rumors(let rumors): rumors.rounds
        case .antiEntropy(let comparison): comparison.rounds
        }
    }

    /// Whether nobody ever loses interest.
    var isEndless: Bool {
        switch self {
        case .rumors(let rumors): rumors.removal == .never
        case .antiEntropy: true
        }
    }

    /// This layer alone.
    var settings: Settings {
        let cache = CacheSettings(length: 0, interval: nil)
        return switch self {
        case .rumors(let rumors):
            Settings(rumors: rumors, cache: cache, antiEntropy: AntiEntropySettings(method: nil))
        case .antiEntropy(let comparison):
            Settings(rumors: nil, cache: cache, antiEntropy: comparison)
        }
    }
}

/// What one run came to, in the paper's terms (§1.4).
public struct SpreadMeasurement: Hashable, Sendable {
    public let nodes: Int
    /// The fraction of nodes that are still susceptible.
    public let residue: Double
    /// Rumor transfers per node.
    public let traffic: Double
    /// The mean cycle of first receipt, over the nodes that received it; the origin counts as 0.
    public let tAve: Double
    /// What Tables 1 and 2 print as t_ave: the cycle numbers of all useful transfers, those repeated
    /// within a cycle included, over the infected nodes.
    public let tAvePrinted: Double
    /// The cycle of the last first receipt.
    public let tLast: Int
    /// Cycles until nobody was infected, or everybody under `never`, or until the limit.
    public let cycles: Int
    /// What the links carried; nil on a full mesh.
    public let links: RouteMeasurement?

    /// Whether everybody received it.
    public var isComplete: Bool { residue == 0 }
}
