import ClusterObservation
import Epidemic
import EpidemicSimulation
import Testing

/// What a class watches: sixteen nodes and one update.
@Suite struct SpreadTests {
    @Test func `an update makes nodes infected, then removed, and the cluster converges`() throws {
        var cluster = try SimulatedCluster.checked()
        let written = cluster.write(0, "colour", "red")
        let update = try #require(written)
        var states: [NodeState: Int] = [:]
        for _ in 0..<60 {
            let view = cluster.everything(focus: update)
            let focus = try #require(view.focus)
            #expect(focus.susceptible + focus.informed == 16)
            states[.infected] = max(states[.infected] ?? 0, focus.infected)
            states[.removed] = focus.removed
            cluster.advance(.seconds(1))
        }
        #expect(states[.infected]! > 4)
        #expect(states[.removed] == 16)
        #expect(cluster.everything().totals.isConverged)
    }

    @Test func `the residue that rumors leave is repaired by anti-entropy`() throws {
        var residues = 0
        for seed in 0..<12 {
            var settings = Settings()
            settings.cache.interval = nil
            settings.rumors?.removal = .counter(limit: 1, .feedback)
            settings.antiEntropy.method = nil
            var cluster = try SimulatedCluster.checked(seed: UInt64(seed), settings: settings)
            let written = cluster.write(0, "colour", "red")
            let update = try #require(written)
            cluster.advance(.seconds(60))
            let view = cluster.everything(focus: update)
            let residue = try #require(view.focus).susceptible
            residues += residue
            #expect(cluster.everything().totals.isConverged == (residue == 0))
            settings.antiEntropy.method = .checksum
            #expect(cluster.result(of: .setProtocol(settings)) == .done)
            expectConvergence(of: &cluster, within: 240, "seed \(seed)")
        }
        #expect(residues > 0)
    }

    @Test(arguments: [2, 3, 5])
    func `sides that write the same key agree after healing on what the norm rule names`(
        groups: Int
    ) throws {
        var cluster = try SimulatedCluster.checked()
        _ = cluster.write(3, "colour", "white")
        expectConvergence(of: &cluster, within: 120)
        #expect(cluster.result(of: .partition(groups: groups)) == .done)
        // One side writes twice: its clock is longer, and must win.
        _ = cluster.write(0, "colour", "red")
        _ = cluster.write(15, "colour", "green")
        cluster.advance(.seconds(30))
        _ = cluster.write(15, "colour", "blue")
        cluster.advance(.seconds(90))
        let apart = cluster.everything()
        #expect(apart.totals.roots >= 2)
        #expect(!apart.totals.isConverged)
        #expect(Set(apart.dots.map(\.group)).count == groups)
        cluster.perform(.heal)
        expectConvergence(of: &cluster, within: 240)
        for node in 0..<16 { #expect(cluster.value(node, "colour") == "blue") }
        #expect(cluster.everything().totals.roots == 1)
    }

    @Test(arguments: [
        Topology.full, .line, .ring, .grid, .tree, .star, .random(degree: 3),
        .smallWorld(degree: 4), .clusters(count: 4), .continents,
    ])
    func `an update crosses every topology`(topology: Topology) throws {
        var settings = Settings()
        settings.antiEntropy.interval = .seconds(3)
        var cluster = try SimulatedCluster.checked(topology: topology, settings: settings)
        _ = cluster.write(5, "k", "v")
        expectConvergence(of: &cluster, within: 400)
        for node in 0..<16 { #expect(cluster.value(node, "k") == "v") }
    }

    @Test func `aligned rounds carry every contact through before the next`() throws {
        var settings = Settings()
        settings.rumors?.rounds = .aligned
        settings.rumors?.trigger = .periodic
        settings.rumors?.direction = .pushPull
        settings.cache.interval = nil
        settings.antiEntropy.method = nil
        var cluster = try SimulatedCluster.checked(settings: settings)
        _ = cluster.write(0, "k", "v")
        for _ in 0..<2_000 {
            cluster.perform(.stepEvent)
            let links = cluster.everything().messages.map {
                Set([$0.link.from, $0.link.to])
            }
            #expect(Set(links).count <= 1)
        }
        cluster.perform(.resume)
        expectConvergence(of: &cluster, within: 120)
        for node in 0..<16 { #expect(cluster.value(node, "k") == "v") }
    }

    @Test func `know counts the live nodes that hold this very version`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 5)
        _ = cluster.write(0, "k", "old")
        expectConvergence(of: &cluster, within: 200)
        #expect(cluster.everything().inspected?.entries.first?.holders == 5)
        cluster.perform(.kill(NodeID(4)))
        #expect(cluster.everything().inspected?.entries.first?.holders == 4)
        cluster.perform(.restart(NodeID(4), .kept))
        #expect(cluster.everything().inspected?.entries.first?.holders == 5)
        _ = cluster.write(0, "k", "new")
        #expect(cluster.everything().inspected?.entries.first?.holders == 1)
        expectConvergence(of: &cluster, within: 200)
        #expect(cluster.everything().inspected?.entries.first?.holders == 5)
    }
}
