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
    /// When what is random of it is drawn.
    public let draw: NetworkDraw
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

        init(
            nodes: Int, _ spreading: Spreading, on network: SpatialNetwork?,
            under conditions: NetworkConditions, seed: UInt64
        ) throws(SimulationError) {
            guard spreading.rounds == .aligned, conditions == .perfect else {
                self = .simulated(
                    try SimulatedExperiment(
                        nodes: nodes, spreading, on: network, under: conditions, seed: seed))
                return
            }
            do throws(SettingsError) {
                self = .aligned(try AlignedExperiment(nodes: nodes, spreading, on: network))
            } catch {
                throw .settings(error)
            }
        }

        func runs(seeds: [UInt64], cyclesMax: Int) -> [SpreadMeasurement] {
            switch self {
            case .aligned(let experiment): experiment.runs(seeds: seeds, cyclesMax: cyclesMax)
            case .simulated(let experiment):
                seeds.map { experiment.run(seed: $0, cyclesMax: cyclesMax) }
            }
        }
    }

    /// - Throws: `SimulationError` naming the first value or combination that cannot be.
    public init(
        nodes: Int, _ spreading: Spreading, on network: SpatialNetwork? = nil,
        drawn draw: NetworkDraw = .row,
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
        self.draw = draw
        self.conditions = conditions
        self.runs = runs
        self.seed = seed
        self.cyclesMax = cyclesMax
        experiment = try Experiment(
            nodes: nodes, spreading, on: network, under: conditions, seed: seed)
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
        return switch draw {
        case .row: experiment.runs(seeds: seeds, cyclesMax: cyclesMax)
        case .run: seeds.flatMap { anew(seed: $0).runs(seeds: [$0], cyclesMax: cyclesMax) }
        }
    }

    /// The stream of a run's seed that its network is drawn from.
    private static let networkStream: UInt64 = 1 << 63 | 2

    /// The same over a network that is drawn for one run.
    private func anew(seed: UInt64) -> Experiment {
        do throws(SimulationError) {
            var fresh: SpatialNetwork?
            if let network {
                fresh = try SpatialNetwork(
                    network.topology, nodes: nodes, exponent: network.exponent,
                    seed: SeededGenerator.seed(seed, stream: Self.networkStream))
            }
            return try Experiment(
                nodes: nodes, spreading, on: fresh, under: conditions,
                seed: SeededGenerator.seed(seed, stream: Self.networkStream))
        } catch {
            preconditionFailure("it was found to be right before: \(error)")
        }
    }
}

/// When what is random of an experiment's network is drawn.
public enum NetworkDraw: String, Hashable, Sendable, CaseIterable {
    /// Once, for all runs of a protocol. What one draw differs from another by is in no deviation then.
    case row
    /// Anew for every run.
    case run
}
