import ClusterObservation
import Epidemic
import EpidemicSimulation
import Testing

@Suite struct FaultTests {
    @Test func `a killed node comes back with its data`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        _ = cluster.write(1, "k", "v")
        expectConvergence(of: &cluster, within: 200)
        let before = cluster.everything().rows[1]
        cluster.perform(.kill(NodeID(1)))
        #expect(cluster.everything().totals.down == 1)
        #expect(cluster.everything().totals.downNames == ["n1"])
        cluster.perform(.restart(NodeID(1), .kept))
        let after = cluster.everything().rows[1]
        #expect(after.root == before.root)
        #expect(after.identity == before.identity)
        #expect(after.clock == before.clock)
    }

    @Test func `a node restarted without its data is empty, in a new epoch, and is filled again`()
        throws
    {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        _ = cluster.write(1, "k", "v")
        expectConvergence(of: &cluster, within: 200)
        cluster.perform(.kill(NodeID(1)))
        cluster.perform(.restart(NodeID(1), .lost))
        #expect(cluster.value(1, "k") == nil)
        #expect(cluster.everything().rows[1].identity.epoch == 2)
        expectConvergence(of: &cluster, within: 200)
        #expect(cluster.value(1, "k") == "v")
        // By then it knows what the others know, and takes writes.
        cluster.advance(.seconds(5))
        let rewritten = cluster.write(1, "k", "w")
        let second = try #require(rewritten)
        #expect(second.origin.epoch == 2 && second.sequence == 1)
    }

    @Test func `a write on a node that dies before it spread is hot again after the restart`()
        throws
    {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        _ = cluster.write(0, "k", "v")
        cluster.perform(.kill(NodeID(0)))
        cluster.advance(.seconds(60))
        #expect(cluster.everything().totals.isConverged)
        cluster.perform(.restart(NodeID(0), .kept))
        #expect(cluster.everything().rows[0].hotRumors == 1)
        expectConvergence(of: &cluster, within: 200)
        #expect(cluster.value(3, "k") == "v")
    }

    @Test func `a frozen node does nothing and catches up when it is thawed`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        cluster.perform(.freeze(NodeID(2)))
        _ = cluster.write(0, "k", "v")
        cluster.advance(.seconds(60))
        #expect(cluster.value(2, "k") == nil)
        #expect(!cluster.everything().totals.isConverged)
        cluster.perform(.thaw(NodeID(2)))
        expectConvergence(of: &cluster, within: 200)
        #expect(cluster.value(2, "k") == "v")
    }

    @Test func `a frozen node that is killed and restarted is an ordinary node`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        cluster.perform(.freeze(NodeID(2)))
        _ = cluster.write(0, "k", "v")
        cluster.advance(.seconds(30))
        cluster.perform(.kill(NodeID(2)))
        cluster.advance(.seconds(1))
        cluster.perform(.restart(NodeID(2), .lost))
        expectConvergence(of: &cluster, within: 200)
        #expect(cluster.value(2, "k") == "v")
    }

    @Test func `an added node takes part and is filled`() throws {
        for topology in [
            Topology.full, .ring, .grid, .tree, .star, .random(degree: 3), .continents,
        ] {
            var settings = Settings()
            settings.antiEntropy.interval = .seconds(3)
            var cluster = try SimulatedCluster.checked(
                nodes: 5, topology: topology, settings: settings)
            _ = cluster.write(0, "k", "v")
            #expect(cluster.result(of: .addNode) == .added(NodeID(5)))
            expectConvergence(of: &cluster, within: 300, "\(topology)")
            #expect(cluster.value(5, "k") == "v", "\(topology)")
        }
    }

    @Test func `a cut direction carries nothing, the other one does`() throws {
        var settings = Settings()
        settings.antiEntropy.method = nil
        var cluster = try SimulatedCluster.checked(nodes: 2, settings: settings)
        let link = DirectedLink(from: NodeID(0), to: NodeID(1))
        cluster.perform(.cut([link]))
        _ = cluster.write(0, "a", "1")
        _ = cluster.write(1, "b", "2")
        cluster.advance(.seconds(60))
        #expect(cluster.value(1, "a") == nil)
        #expect(cluster.value(0, "b") == "2")
        #expect(cluster.everything().cuts == [link])
        #expect(cluster.everything().totals.cuts == 1)
        cluster.perform(.restore([link]))
        expectConvergence(of: &cluster, within: 60)
    }

    @Test func `within a partition a single link can be restored and cut again`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        cluster.perform(.partition(groups: 2))
        #expect(cluster.everything().totals.cuts == 8)
        let bridge = DirectedLink(from: NodeID(0), to: NodeID(3))
        cluster.perform(.restore([bridge, bridge.reversed]))
        #expect(cluster.everything().totals.cuts == 6)
        _ = cluster.write(1, "k", "v")
        expectConvergence(of: &cluster, within: 300)
        #expect(cluster.value(2, "k") == "v")
        cluster.perform(.cut([bridge, bridge.reversed]))
        #expect(cluster.everything().totals.cuts == 8)
        cluster.perform(.heal)
        #expect(cluster.everything().totals.cuts == 0)
    }

    @Test func `a link cut by hand and by a partition is one cut`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        cluster.perform(.cut([DirectedLink(from: NodeID(0), to: NodeID(3))]))
        cluster.perform(.partition(groups: 2))
        #expect(cluster.everything().totals.cuts == 8)
    }

    @Test func `a cut of a link that a newcomer broke is forgotten`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4, topology: .ring)
        cluster.perform(.cut([DirectedLink(from: NodeID(3), to: NodeID(0))]))
        cluster.perform(.addNode)
        #expect(cluster.everything().totals.cuts == 0)
        #expect(cluster.everything().cuts.isEmpty)
    }

    @Test func `a faster link forgets the queue of the slow one`() throws {
        var settings = Settings()
        settings.mail = .on
        var cluster = try SimulatedCluster.checked(
            nodes: 2, settings: settings, network: NetworkConditions(bandwidth: 1))
        _ = cluster.write(0, "k", ItemValue([UInt8](repeating: 1, count: 60_000)))
        cluster.perform(.setNetwork(NetworkConditions(bandwidth: 1_000_000)))
        _ = cluster.write(0, "l", "v")
        cluster.advance(.seconds(5))
        #expect(cluster.value(1, "l") == "v")
    }

    @Test func `a network that loses and repeats half of all messages still converges`() throws {
        let network = NetworkConditions(loss: 0.5, duplication: 0.5)
        var cluster = try SimulatedCluster.checked(nodes: 8, network: network)
        for node in 0..<8 { _ = cluster.write(node, "k", ItemValue("\(node)")) }
        expectConvergence(of: &cluster, within: 900)
    }

    @Test func `a slow link queues, and drops by name what its queue cannot hold`() throws {
        var settings = Settings()
        settings.mail = .on
        let network = NetworkConditions(bandwidth: 1_000)
        var cluster = try SimulatedCluster.checked(nodes: 2, settings: settings, network: network)
        let large = ItemValue([UInt8](repeating: 1, count: 40_000))
        for place in 0..<4 { _ = cluster.write(0, ItemKey("k\(place)"), large) }
        let lost = cluster.everything().trace.filter {
            if case .messageLost(_, _, .queueFull) = $0.kind { true } else { false }
        }
        #expect(!lost.isEmpty)
        cluster.advance(.seconds(10))
        #expect(cluster.value(1, "k0") == nil)
        cluster.advance(.seconds(60))
        #expect(cluster.value(1, "k0") == large)
    }

    @Test func `what cannot be done is refused with its reason and changes nothing`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3, topology: .line)
        let before = cluster.everything()
        let far = DirectedLink(from: NodeID(0), to: NodeID(2))
        let refused: [ClusterCommand] = [
            .restart(NodeID(1), .kept), .thaw(NodeID(1)), .kill(NodeID(7)), .cut([far]),
            .partition(groups: 1), .partition(groups: 4), .setSpeed(0), .backRound,
            .setNetwork(NetworkConditions(loss: 1.5)),
            .setProtocol(Settings(rumors: RumorSettings(fanOut: 0))),
        ]
        for command in refused {
            guard case .refused(let reason)? = cluster.result(of: command) else {
                Issue.record("\(command) was not refused")
                continue
            }
            #expect(!reason.isEmpty)
        }
        var after = cluster.everything()
        after.outcomes = before.outcomes
        after.time.isPaused = before.time.isPaused
        #expect(after == before)
    }

    @Test func `a cluster of one node is converged as soon as nothing is hot`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 1)
        _ = cluster.write(0, "k", "v")
        cluster.advance(.seconds(1))
        #expect(cluster.everything().totals.isConverged)
    }
}
