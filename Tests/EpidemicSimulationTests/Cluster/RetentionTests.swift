import ClusterObservation
import Epidemic
import EpidemicSimulation
import Foundation
import Testing

/// PROTOCOL.md §4: a cut longer than τ1 and shorter than τ2 brings nothing back, whoever lies beyond it.
@Suite struct RetentionTests {
    /// How many schedules are tried: a few here, as many as `OUTBREAK_SCHEDULES` says by hand.
    private static let schedules =
        ProcessInfo.processInfo.environment["OUTBREAK_SCHEDULES"].flatMap { UInt64($0) } ?? 20

    @Test(arguments: [1, 4])
    func `what was deleted before a cut that parts all retention nodes but the deleter stays so`(
        retention: Int
    ) throws {
        var undone: [UInt64] = []
        for seed in 1...Self.schedules where try comesBack(seed: seed, retention: retention) {
            undone.append(seed)
        }
        #expect(undone.isEmpty, "of \(Self.schedules) schedules these bring the item back")
    }

    /// Everybody holds an item; a cut parts some nodes from the others; one of either side deletes it. The
    /// cut outlasts τ1, and is healed.
    private func comesBack(seed: UInt64, retention: Int) throws -> Bool {
        var generator = SeededGenerator(seed: seed)
        var cluster = try SimulatedCluster(configuration(seed: seed, retention: retention))
        _ = cluster.perform(.write(at: NodeID(generator.below(10)), key: "k", value: "v"))
        cluster.advance(.seconds(30))
        let side = Set((0..<10).filter { _ in generator.below(2) == 0 })
        let others = Set(0..<10).subtracting(side)
        let links = side.flatMap { one in
            others.flatMap { other in
                [
                    DirectedLink(from: NodeID(one), to: NodeID(other)),
                    DirectedLink(from: NodeID(other), to: NodeID(one)),
                ]
            }
        }
        _ = cluster.perform(.cut(links.sorted()))
        _ = cluster.perform(.delete(at: NodeID(generator.below(10)), key: "k"))
        cluster.advance(.seconds(60))
        _ = cluster.perform(.heal)
        cluster.advance(.seconds(40))
        return (0..<10).contains { node in
            let view = cluster.observe(Interest(inspected: NodeID(node), entries: 0..<1))
            return view.inspected?.entries.first?.update.content.value != nil
        }
    }

    private func configuration(seed: UInt64, retention: Int) -> SimulationConfiguration {
        var settings = Settings()
        settings.rumors?.interval = .seconds(2)
        settings.antiEntropy.interval = .seconds(5)
        settings.deletion = DeletionSettings(
            age: .seconds(20), dormantAge: .seconds(1_000), retention: retention)
        // Nobody refuses what he has seen, so that the certificates alone keep it away.
        settings.deletion.rules.remove(.refusal)
        return SimulationConfiguration(
            nodes: 10, topology: .full, seed: seed, settings: settings,
            network: NetworkConditions())
    }
}
