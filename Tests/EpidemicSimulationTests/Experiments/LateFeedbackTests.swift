import ClusterObservation
import Foundation
import Testing

@testable import Epidemic
@testable import EpidemicSimulation

/// PROTOCOL.md §2: where a round trip takes longer than a round, feedback counts in the round in which it
/// comes. Fixed seeds. `LATE_SCHEDULES=160` tries so many networks.
@Suite struct LateFeedbackTests {
    private static let cyclesMax = 400
    private static let schedules =
        Int(ProcessInfo.processInfo.environment["LATE_SCHEDULES"] ?? "") ?? 50

    private func measure(
        _ rumors: RumorSettings, nodes: Int, under conditions: NetworkConditions, runs: Int
    ) throws -> SpreadStatistics {
        let experiment = try SimulatedExperiment(
            nodes: nodes, .rumors(rumors), on: nil, under: conditions, seed: 1)
        return SpreadStatistics(
            (0..<runs).map { experiment.run(seed: UInt64($0), cyclesMax: Self.cyclesMax) })
    }

    private func pull(latency: TimeSpan, nodes: Int, runs: Int) throws -> SpreadStatistics {
        try measure(
            RumorSettings(
                direction: .pull, trigger: .periodic, removal: .counter(limit: 2, .feedback)),
            nodes: nodes, under: NetworkConditions(latency: latency, jitter: .zero), runs: runs)
    }

    /// Reference: 5.83 ± .01 with 1,000 nodes, and nearly the same with 300; 12.9 if late feedback were not heeded.
    @Test func `pull makes the transfers of the reference where want lists are late`() throws {
        let measured = try pull(latency: .milliseconds(400), nodes: 300, runs: 1)
        #expect(abs(measured.traffic.mean - 5.83) < 0.3)
    }

    @Test func `pull ends where a message takes a whole round`() throws {
        let measured = try pull(latency: .seconds(1), nodes: 60, runs: 2)
        #expect(measured.cyclesLongest < Self.cyclesMax)
        #expect(measured.residue.mean < 0.01)
    }

    /// Every rule that needs feedback, on whatever network.
    @Test func `nothing stays hot for ever, whatever the schedule`() throws {
        var chance = SeededGenerator(seed: 15)
        var neverEnded: [String] = []
        for schedule in 0..<Self.schedules {
            var rumors = RumorSettings()
            rumors.direction = Direction.allCases[chance.below(3)]
            rumors.trigger = Trigger.allCases[chance.below(3)]
            if rumors.direction == .pull, rumors.trigger == .message { rumors.trigger = .both }
            let limit = 1 + chance.below(4)
            rumors.removal =
                chance.below(2) == 0
                ? .counter(limit: limit, .feedback) : .coin(sides: limit + 1, .feedback)
            rumors.fanOut = 1 + chance.below(3)
            rumors.echo = Echo.allCases[chance.below(2)]
            rumors.interval = .milliseconds(100 << Int64(chance.below(6)))
            let conditions = NetworkConditions(
                latency: .milliseconds(Int64(chance.below(3_000))),
                jitter: .milliseconds(Int64(chance.below(500))),
                loss: Double(chance.below(4)) / 10, duplication: Double(chance.below(3)) / 10)
            let nodes = 2 + chance.below(5)
            let experiment = try SimulatedExperiment(
                nodes: nodes, .rumors(rumors), on: nil, under: conditions,
                seed: UInt64(schedule))
            let run = experiment.run(seed: UInt64(schedule), cyclesMax: Self.cyclesMax)
            if run.cycles >= Self.cyclesMax {
                neverEnded.append("\(schedule): \(nodes) nodes, \(rumors), \(conditions)")
            }
        }
        #expect(neverEnded.isEmpty, "\(neverEnded.joined(separator: "\n"))")
    }
}
