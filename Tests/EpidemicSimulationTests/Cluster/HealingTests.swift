import ClusterObservation
import Epidemic
import Foundation
import Testing

@testable import EpidemicSimulation

/// PROTOCOL.md §5: after a heal all tables agree within ⌈log₂ n⌉ + 4 intervals plus what the transfer takes,
/// no later after hours of cut than after a minute. `HEALING_SEEDS=100` tries so many seeds.
@Suite struct HealingTests {
    private static let seeds = Int(ProcessInfo.processInfo.environment["HEALING_SEEDS"] ?? "") ?? 1
    private static let interval = 20

    /// Seconds from the heal of two halves of 16 nodes until all tables are equal.
    private func healing(afterSeconds cut: Int64, seed: UInt64) throws -> Int {
        var settings = Settings()
        settings.rumors = nil
        settings.cache.interval = nil
        settings.antiEntropy = AntiEntropySettings(interval: .seconds(Int64(Self.interval)))
        var cluster = try SimulatedCluster(
            SimulationConfiguration(nodes: 16, seed: seed, settings: settings))
        cluster.perform(.partition(groups: 2))
        for node in [1, 14] {
            cluster.perform(.write(at: NodeID(node), key: Key("k\(node)"), value: "v"))
        }
        cluster.advance(.seconds(cut))
        #expect(cluster.observe(Interest()).totals.roots > 1)
        cluster.perform(.heal)
        var seconds = 0
        while cluster.observe(Interest()).totals.roots > 1, seconds < 7_200 {
            cluster.advance(.seconds(1))
            seconds += 1
        }
        return seconds
    }

    @Test(arguments: [60, 3_600]) func `tables agree soon after a cut, however long it was`(
        cut: Int64
    ) throws {
        let transfer = 10
        for seed in 1...Self.seeds {
            let seconds = try healing(afterSeconds: cut, seed: UInt64(seed))
            #expect(seconds <= (4 + 4) * Self.interval + transfer, "seed \(seed)")
        }
    }

    /// With 300 nodes 16 cycles, and 295 where patience doubled with every unanswered step.
    @Test func `lost answers make later exchanges no rarer`() throws {
        var comparison = AntiEntropySettings(direction: .pushPull, rounds: .free)
        comparison.interval = .seconds(1)
        let experiment = try SimulatedExperiment(
            nodes: 60, .antiEntropy(comparison), on: nil,
            under: NetworkConditions(latency: .zero, jitter: .zero, loss: 0.3), seed: 1)
        let run = experiment.run(seed: 1, cyclesMax: 400)
        #expect(run.tLast <= 30)
    }

    /// A round trip of half a minute, and an exchange due every two seconds.
    @Test func `exchanges succeed where an answer takes longer than the interval`() throws {
        var comparison = AntiEntropySettings(direction: .pushPull, rounds: .free)
        comparison.interval = .seconds(2)
        let experiment = try SimulatedExperiment(
            nodes: 12, .antiEntropy(comparison), on: nil,
            under: NetworkConditions(latency: .seconds(15), jitter: .zero), seed: 1)
        #expect(experiment.run(seed: 1, cyclesMax: 1_000).residue == 0)
    }
}
