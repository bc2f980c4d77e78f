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
        var room = AlignedSpread.Room()
        return run(seed: seed, cyclesMax: cyclesMax, in: &room)
    }

    /// Runs once with each seed, one after another: sooner done than as many single runs, because each
    /// finds the room of the one before.
    public func runs(
        seeds: some Sequence<UInt64>, cyclesMax: Int = 1_000
    ) -> [SpreadMeasurement] {
        var room = AlignedSpread.Room()
        return seeds.map { run(seed: $0, cyclesMax: cyclesMax, in: &room) }
    }

    private func run(
        seed: UInt64, cyclesMax: Int, in room: inout AlignedSpread.Room
    ) -> SpreadMeasurement {
        var spread = AlignedSpread(
            ids: ids, shared: shared, spreading: spreading, network: network, seed: seed,
            in: &room)
        var cycle = 0
        while cycle < cyclesMax, !isOver(spread), spread.run(cycle: cycle + 1) { cycle += 1 }
        var measurement = spread.measurement(cycles: cycle)
        // Whether somebody is infected still, only another cycle tells; it is not measured.
        measurement.wasStopped =
            cycle == cyclesMax && !isOver(spread) && spread.run(cycle: cycle + 1)
        spread.leave(&room)
        return measurement
    }

    /// What nobody removes has no end of its own: the run ends when everybody has it.
    private func isOver(_ spread: AlignedSpread) -> Bool {
        spreading.isEndless && spread.isComplete
    }
}
