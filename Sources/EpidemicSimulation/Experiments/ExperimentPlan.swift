import Epidemic

/// Many runs of one protocol, each with a seed of its own.
///
/// A run depends on the plan and on its place alone, so the runs can be made in any order, by anybody
/// and at the same time; whoever takes them together does it in the order of their places.
public struct ExperimentPlan: Sendable {
    /// How many runs there are; at least 1.
    public let runs: Int
    /// What the seeds of all runs follow from.
    public let seed: UInt64
    /// The cycle after which a run is stopped, whoever is still infected; at least 1.
    public let cyclesMax: Int

    private let experiment: AlignedExperiment

    /// - Throws: `SettingsError` naming the first value or combination that cannot be.
    public init(
        nodes: Int, _ spreading: AlignedExperiment.Spreading, on network: SpatialNetwork? = nil,
        runs: Int, seed: UInt64, cyclesMax: Int = 1_000
    ) throws(SettingsError) {
        try Self.positive("runs", runs)
        try Self.positive("max-cycles", cyclesMax)
        self.runs = runs
        self.seed = seed
        self.cyclesMax = cyclesMax
        experiment = try AlignedExperiment(nodes: nodes, spreading, on: network)
    }

    public var nodes: Int { experiment.nodes }
    public var spreading: AlignedExperiment.Spreading { experiment.spreading }
    /// Where partners are chosen by distance; nil is a full mesh.
    public var network: SpatialNetwork? { experiment.network }

    /// Makes the run at a place in `0 ..< runs`.
    public func measurement(ofRun place: Int) -> SpreadMeasurement {
        precondition((0..<runs).contains(place), "there is no run \(place) among \(runs)")
        let seed = SeededGenerator.seed(seed, stream: UInt64(place))
        return experiment.run(seed: seed, cyclesMax: cyclesMax)
    }

    private static func positive(_ name: String, _ value: Int) throws(SettingsError) {
        guard value >= 1 else {
            throw .outOfRange(name: name, value: "\(value)", right: "at least 1")
        }
    }
}
