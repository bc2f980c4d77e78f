import Epidemic

/// One update spreading by rumor mongering alone through a full mesh, in aligned rounds: the setting of
/// Tables 1 to 3 of Demers et al. (1987).
///
/// One node is infected at the beginning; cycles are counted from 1 and run until nobody is infected,
/// or, under `never`, until everybody is. Messages are passed as values and arrive at once, each contact carried through before the next.
public struct AlignedExperiment: Sendable {
    /// How many nodes there are; at least 2.
    public let nodes: Int
    public let rumors: RumorSettings

    private let shared: SharedSettings
    private let ids: [ReplicaID]

    /// - Throws: `SettingsError` when the rounds are not aligned or the settings cannot be.
    public init(nodes: Int, rumors: RumorSettings) throws(SettingsError) {
        guard nodes >= 2 else {
            throw .outOfRange(name: "nodes", value: "\(nodes)", right: "at least 2")
        }
        guard rumors.rounds == .aligned else {
            throw .meaningless("an experiment in cycles needs aligned rounds")
        }
        self.nodes = nodes
        self.rumors = rumors
        ids = (0..<nodes).map { ReplicaID(name: .node($0), epoch: 1) }
        shared = try SharedSettings(
            Settings(
                rumors: rumors, cache: CacheSettings(length: 0, interval: nil),
                antiEntropy: AntiEntropySettings(method: nil)))
    }

    /// Runs once. The result depends on the seed alone.
    public func run(seed: UInt64, cyclesMax: Int = 1_000) -> SpreadMeasurement {
        var spread = AlignedSpread(ids: ids, shared: shared, seed: seed)
        var cycle = 0
        while cycle < cyclesMax, !isOver(spread), spread.run(cycle: cycle + 1) { cycle += 1 }
        return spread.measurement(cycles: cycle)
    }

    /// A rumor that nobody removes has no end of its own: the run ends when everybody has it.
    private func isOver(_ spread: AlignedSpread) -> Bool {
        rumors.removal == .never && spread.isComplete
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

    /// Whether everybody received it.
    public var isComplete: Bool { residue == 0 }
}
