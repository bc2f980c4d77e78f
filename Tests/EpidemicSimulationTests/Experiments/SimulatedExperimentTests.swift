import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// Experiments on the simulated network. Fixed seeds.
@Suite struct SimulatedExperimentTests {
    private static let nodes = 50

    private func simulate(
        _ rumors: RumorSettings, under conditions: NetworkConditions = .perfect, runs: Int = 6
    ) throws -> SpreadStatistics {
        let experiment = try SimulatedExperiment(
            nodes: Self.nodes, .rumors(rumors), on: nil, under: conditions, seed: 1)
        return SpreadStatistics(
            (0..<runs).map { experiment.run(seed: UInt64($0), cyclesMax: 1_000) })
    }

    private static func aligned(
        _ direction: Direction, _ removal: Removal, minimization: Minimization = .off,
        limits: ContactLimits = .none
    ) -> RumorSettings {
        RumorSettings(
            direction: direction, trigger: .periodic, removal: removal,
            minimization: minimization, limits: limits, rounds: .aligned)
    }

    /// Two means of R and of S runs lie within 4·√(sd²/R + sd²/S) of each other.
    @Test(arguments: [
        aligned(.push, .counter(limit: 2, .feedback)),
        aligned(.pull, .coin(sides: 2, .feedback)),
        aligned(.pushPull, .counter(limit: 2, .feedback), minimization: .on),
        aligned(
            .push, .counter(limit: 2, .feedback),
            limits: ContactLimits(connections: 1, hunt: .tries(1))),
        aligned(.pushPull, .coin(sides: 2, .blind), limits: ContactLimits(connections: 1)),
        aligned(.pushPull, .pushThenPull(rounds: 5)),
        aligned(.pushPull, .medianCounter(limit: 2, silent: 2)),
    ])
    func `aligned rounds on the network measure what contacts carried through at once do`(
        rumors: RumorSettings
    ) throws {
        let plan = try ExperimentPlan(nodes: Self.nodes, .rumors(rumors), runs: 40, seed: 1)
        let direct = SpreadStatistics((0..<plan.runs).map(plan.measurement))
        let simulated = try simulate(rumors)
        let paths: [KeyPath<SpreadStatistics, Statistics>] = [
            \.residue, \.traffic, \.tAve, \.tAvePrinted, \.tLast,
        ]
        for path in paths {
            let (one, other) = (direct[keyPath: path], simulated[keyPath: path])
            let error = one.sd * (1 / Double(one.count) + 1 / Double(other.count)).squareRoot()
            #expect(abs(one.mean - other.mean) <= 4 * error + 1e-12, "\(path)")
        }
    }

    /// Demers et al. 1987, §1.4: s = e^{−m} holds of every kind of push; no cycles are needed for it. The
    /// residue of a run scatters by less than a node in √(n·s) about it.
    @Test(arguments: [Trigger.periodic, .message, .both])
    func `with push the residue is e to the minus m in free rounds, whatever begins them`(
        trigger: Trigger
    ) throws {
        let measured = try simulate(
            RumorSettings(trigger: trigger, removal: .coin(sides: 2, .feedback)),
            under: NetworkConditions(latency: .milliseconds(100), jitter: .milliseconds(50)),
            runs: 24)
        let law = SpreadLaws.pushResidue(traffic: measured.traffic.mean)
        let error = (law / Double(Self.nodes * 24)).squareRoot()
        #expect(abs(measured.residue.mean - law) < 4 * error)
    }

    /// A push that is lost is a transfer that reaches nobody: s = e^{−m(1−loss)}.
    @Test func `what is lost is paid for and reaches nobody`() throws {
        let conditions = NetworkConditions(latency: .zero, jitter: .zero, loss: 0.3)
        let measured = try simulate(
            Self.aligned(.push, .timeToLive(rounds: 6)), under: conditions, runs: 24)
        let law = SpreadLaws.pushResidue(traffic: measured.traffic.mean * 0.7)
        let error = (law / Double(Self.nodes * 24)).squareRoot()
        #expect(abs(measured.residue.mean - law) < 4 * error)
    }

    @Test func `under never, and with anti-entropy, a run ends when everybody has it`() throws {
        let never = try simulate(
            RumorSettings(direction: .pushPull, removal: .never), runs: 4)
        #expect(never.completeRuns == 4 && never.cyclesLongest < 30)
        let comparison = try ExperimentPlan(
            nodes: 60, .antiEntropy(AntiEntropySettings(interval: .seconds(1))), runs: 4, seed: 1)
        let repaired = SpreadStatistics((0..<4).map(comparison.measurement))
        #expect(repaired.completeRuns == 4 && repaired.cyclesLongest < 30)
        // Every node but the origin is sent the update once.
        #expect(repaired.traffic.mean >= 59.0 / 60 && repaired.traffic.mean < 1.5)
    }
}
