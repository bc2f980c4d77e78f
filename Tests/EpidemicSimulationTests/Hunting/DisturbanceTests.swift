import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// What befalls nodes and links from outside.
@Suite struct DisturbanceTests {
    private func quiet(nodes: Int = 3) throws -> SimulatedCluster {
        var settings = Settings(rumors: RumorSettings(removal: .timeToLive(rounds: 1)))
        settings.cache.interval = nil
        settings.antiEntropy.method = nil
        return try .checked(
            nodes: nodes, settings: settings,
            network: NetworkConditions(latency: .milliseconds(100), jitter: .zero))
    }

    @Test func `what was acknowledged is on the disk when the power is cut`() throws {
        var cluster = try quiet()
        _ = cluster.write(0, "k", "v")
        cluster.perform(.disturb(.cutPower(NodeID(0))))
        cluster.perform(.restart(NodeID(0), .kept))
        #expect(cluster.value(0, "k") == "v")
    }

    @Test
    func
        `what came after the last message that was sent is lost with the power, and not by a death`()
        throws
    {
        for (death, isKept) in [
            (ClusterCommand.kill(NodeID(1)), true), (.disturb(.cutPower(NodeID(1))), false),
        ] {
            var cluster = try quiet(nodes: 2)
            _ = cluster.write(0, "k", "v")
            cluster.perform(.hand("k", from: NodeID(0), to: NodeID(1)))
            // The letter arrives after the rumor would have, which is under way still.
            while cluster.value(1, "k") == nil { cluster.perform(.stepEvent) }
            cluster.perform(death)
            cluster.perform(.restart(NodeID(1), .kept))
            #expect((cluster.value(1, "k") == "v") == isKept)
        }
    }

    @Test func `a disk that is set back holds what it held when it was copied`() throws {
        var cluster = try quiet()
        _ = cluster.write(0, "k", "old")
        cluster.perform(.disturb(.backUp(NodeID(0))))
        _ = cluster.write(0, "k", "new")
        #expect(cluster.result(of: .disturb(.putBack(NodeID(0)))) != .done)
        cluster.perform(.kill(NodeID(0)))
        cluster.perform(.disturb(.putBack(NodeID(0))))
        cluster.perform(.restart(NodeID(0), .kept))
        #expect(cluster.value(0, "k") == "old")
    }

    @Test func `a disk that was never copied cannot be set back`() throws {
        var cluster = try quiet()
        cluster.perform(.kill(NodeID(0)))
        let expected = CommandOutcome.Result.refused(
            "no copy was taken of the disk of n0: back it up first")
        #expect(cluster.result(of: .disturb(.putBack(NodeID(0)))) == expected)
    }

    @Test func `what is sent over a clogged link arrives after it is released`() throws {
        var cluster = try quiet(nodes: 2)
        let link = DirectedLink(from: NodeID(0), to: NodeID(1))
        cluster.perform(.disturb(.clog([link])))
        _ = cluster.write(0, "k", "v")
        cluster.perform(.hand("k", from: NodeID(0), to: NodeID(1)))
        cluster.advance(.seconds(30))
        #expect(cluster.value(1, "k") == nil)
        #expect(cluster.observe(Interest()).totals.messagesInFlight > 0)
        cluster.perform(.disturb(.unclog([link])))
        cluster.advance(.milliseconds(99))
        #expect(cluster.value(1, "k") == nil)
        cluster.advance(.milliseconds(1))
        #expect(cluster.value(1, "k") == "v")
    }

    @Test func `healing releases what was held back`() throws {
        var cluster = try quiet(nodes: 2)
        cluster.perform(.disturb(.clog([DirectedLink(from: NodeID(0), to: NodeID(1))])))
        _ = cluster.write(0, "k", "v")
        cluster.perform(.hand("k", from: NodeID(0), to: NodeID(1)))
        cluster.perform(.heal)
        cluster.advance(.milliseconds(100))
        #expect(cluster.value(1, "k") == "v")
    }

    @Test func `who leaves passes on what it holds, and ends`() throws {
        var cluster = try quiet()
        cluster.perform(.cut([DirectedLink(from: NodeID(0), to: NodeID(1))]))
        cluster.perform(.freeze(NodeID(2)))
        _ = cluster.write(0, "k", "v")
        cluster.advance(.seconds(30))
        cluster.perform(.thaw(NodeID(2)))
        cluster.perform(.disturb(.leave(NodeID(0))))
        cluster.advance(.seconds(11))
        let view = cluster.everything()
        #expect(view.totals.downNames == ["n0"])
        #expect(cluster.value(2, "k") == "v")
    }

    @Test func `who starts with a wall clock that is ahead takes the time for passed`() throws {
        var cluster = try quiet()
        cluster.perform(.delete(at: NodeID(0), key: "k"))
        cluster.perform(.disturb(.setClock(NodeID(0), ahead: .seconds(3_600))))
        cluster.advance(.seconds(1))
        #expect(cluster.everything().inspected?.entryCount == 1)
        cluster.perform(.kill(NodeID(0)))
        cluster.perform(.restart(NodeID(0), .kept))
        #expect(cluster.everything().inspected?.entryCount == 0)
    }
}
