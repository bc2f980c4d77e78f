import ClusterObservation
import Epidemic

/// Many runs of one protocol, each with a seed of its own.
///
/// A run depends on the plan and on its place alone, so the runs can be made in any order, by anybody
/// and at the same time; whoever takes them together does it in the order of their places.
public struct ExperimentPlan: Sendable {
    /// How many nodes there are; at least 2.
    public let nodes: Int
    public let spreading: Spreading
    /// Whom nodes may contact; nil is a full mesh.
    public let network: SpatialNetwork?
    /// How messages fare.
    public let conditions: NetworkConditions
    /// How many runs there are; at least 1.
    public let runs: Int
    /// What the seeds of all runs follow from.
    public let seed: UInt64
    /// The cycle after which a run is stopped, whoever is still infected; at least 1.
    public let cyclesMax: Int

    private let experiment: Experiment

    /// How a run is made.
    private enum Experiment: Sendable {
        /// Messages are values that arrive at once.
        case aligned(AlignedExperiment)
        /// Messages are bytes on a simulated network.
        case simulated(SimulatedExperiment)
    }

    /// - Throws: `SimulationError` naming the first value or combination that cannot be.
    public init(
        nodes: Int, _ spreading: Spreading, on network: SpatialNetwork? = nil,
        under conditions: NetworkConditions = .perfect, runs: Int, seed: UInt64,
        cyclesMax: Int = 1_000
    ) throws(SimulationError) {
        for (name, value, least) in [
            ("nodes", nodes, 2), ("runs", runs, 1), ("max-cycles", cyclesMax, 1),
        ] where value < least {
            throw .outOfRange(name: name, value: "\(value)", right: "at least \(least)")
        }
        self.nodes = nodes
        self.spreading = spreading
        self.network = network
        self.conditions = conditions
        self.runs = runs
        self.seed = seed
        self.cyclesMax = cyclesMax
        guard spreading.rounds == .aligned, conditions == .perfect else {
            experiment = .simulated(
                try SimulatedExperiment(
                    nodes: nodes, spreading, on: network, under: conditions, seed: seed))
            return
        }
        do {
            experiment = .aligned(try AlignedExperiment(nodes: nodes, spreading, on: network))
        } catch {
            throw .settings(error)
        }
    }

    /// Makes the run at a place in `0 ..< runs`.
    public func measurement(ofRun place: Int) -> SpreadMeasurement {
        measurements(ofRuns: place..<(place + 1))[0]
    }

    /// Makes the runs at these places in `0 ..< runs`, one after another.
    public func measurements(ofRuns places: Range<Int>) -> [SpreadMeasurement] {
        precondition(
            places.lowerBound >= 0 && places.upperBound <= runs,
            "there are no runs \(places) among \(runs)")
        let seeds = places.map { SeededGenerator.seed(seed, stream: UInt64($0)) }
        return switch experiment {
        case .aligned(let experiment): experiment.runs(seeds: seeds, cyclesMax: cyclesMax)
        case .simulated(let experiment):
            seeds.map { experiment.run(seed: $0, cyclesMax: cyclesMax) }
        }
    }
}
