import ClusterObservation
import Epidemic

/// One update spreading over the simulated network, where rounds are free or messages are lost: the
/// simulation that the dashboard shows, with one write at its beginning and nobody to watch.
///
/// Time is counted in cycles, each as long as a round. A run ends as in an aligned experiment: when
/// nobody is infected and nothing is under way or, where nobody loses interest, when everybody has it.
struct SimulatedExperiment: Sendable {
    let spreading: Spreading

    /// But for the seed of the run.
    private let configuration: SimulationConfiguration
    /// Drawn once, for all runs.
    private let links: Links

    /// - Throws: `SimulationError` naming the first value or combination that cannot be.
    init(
        nodes: Int, _ spreading: Spreading, on network: SpatialNetwork?,
        under conditions: NetworkConditions, seed: UInt64
    ) throws(SimulationError) {
        let topology = network?.topology ?? .full
        let configuration = SimulationConfiguration(
            nodes: nodes, topology: topology, spatial: network?.exponent, seed: seed,
            settings: spreading.settings, network: conditions)
        try configuration.validate()
        try spreading.requireMeaning(of: conditions)
        self.spreading = spreading
        self.configuration = configuration
        var generator = SeededGenerator(seed: seed)
        links = Links(
            topology, nodes: nodes, spatial: network?.exponent, using: &generator)
    }

    var nodes: Int { configuration.nodes }

    /// Runs once. The result depends on the seed alone.
    func run(seed: UInt64, cyclesMax: Int) -> SpreadMeasurement {
        var simulation = simulation(seed: seed)
        _ = simulation.perform(.write(at: NodeID(0), key: "rumor", value: "news"))
        while simulation.round < cyclesMax, !isOver(simulation.spreads[0]) {
            _ = simulation.step()
        }
        var measurement = SpreadMeasurement(simulation.spreads[0], cycles: simulation.round)
        measurement.wasStopped = !isOver(simulation.spreads[0])
        return measurement
    }

    private func simulation(seed: UInt64) -> Simulation {
        var configuration = configuration
        configuration.seed = seed
        do {
            return try Simulation(configuration, over: links)
        } catch {
            preconditionFailure("it was found to be right before: \(error)")
        }
    }

    private func isOver(_ spread: Spread) -> Bool {
        spread.isOver || spreading.isEndless && spread.count(of: .susceptible) == 0
    }
}

extension Spreading {
    /// - Throws: `SimulationError` where messages would take a time that aligned rounds do not have.
    fileprivate func requireMeaning(of conditions: NetworkConditions) throws(SimulationError) {
        guard rounds == .aligned else { return }
        if case .antiEntropy = self {
            throw .settings(
                .meaningless(
                    "anti-entropy in aligned rounds is not hindered by the network: leave its conditions "
                        + "out, or use free rounds"))
        }
        let timed: [(name: String, isGiven: Bool)] = [
            ("latency", conditions.latency != .zero), ("jitter", conditions.jitter != .zero),
            ("bandwidth", conditions.bandwidth != nil),
        ]
        guard let first = timed.first(where: \.isGiven) else { return }
        throw .settings(
            .meaningless(
                "\(first.name) has no meaning in aligned rounds, where each contact is carried through "
                    + "before the next: leave it out, or use free rounds"))
    }
}

extension SpreadMeasurement {
    /// What a spread has come to, after so many cycles.
    init(_ spread: Spread, cycles: Int) {
        let measures = spread.measures
        self.init(
            nodes: measures.nodes,
            residue: measures.residue,
            traffic: Double(spread.transfers + spread.repairs) / Double(measures.nodes),
            tAve: spread.receipts.tAve ?? 0, tAvePrinted: spread.receipts.tAvePrinted ?? 0,
            tLast: spread.receipts.last ?? 0, cycles: cycles, links: nil)
    }
}

extension NetworkConditions {
    /// Every message arrives once, and at once.
    public static let perfect = NetworkConditions(latency: .zero, jitter: .zero)
}
