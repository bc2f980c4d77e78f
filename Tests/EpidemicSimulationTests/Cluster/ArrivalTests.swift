import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// Nodes that begin where others are (PROTOCOL.md §7).
@Suite struct ArrivalTests {
    private func condition(
        of node: Int, in cluster: inout SimulatedCluster
    ) -> NodeCondition {
        cluster.everything().dots[node].condition
    }

    /// Fifty writes of one key that all know, and a node that comes back empty.
    private func reborn(
        nodes: Int = 4, network: NetworkConditions = NetworkConditions()
    ) throws -> SimulatedCluster {
        var cluster = try SimulatedCluster.checked(nodes: nodes, network: network)
        for count in 1...50 { _ = cluster.write(1, "colour", ItemValue("\(count)")) }
        expectConvergence(of: &cluster, within: 400)
        cluster.perform(.kill(NodeID(3)))
        cluster.perform(.restart(NodeID(3), .lost))
        return cluster
    }

    @Test func `a write at a node that is arriving waits, and wins everywhere`() throws {
        var cluster = try reborn()
        #expect(condition(of: 3, in: &cluster) == .arriving)
        let write = ClusterCommand.write(at: NodeID(3), key: "colour", value: "new")
        #expect(cluster.result(of: write) == .waits(NodeID(3)))
        #expect(cluster.value(3, "colour") == nil)
        cluster.advance(.seconds(10))
        #expect(condition(of: 3, in: &cluster) == .up)
        expectConvergence(of: &cluster, within: 400)
        for node in 0..<4 { #expect(cluster.value(node, "colour") == "new") }
    }

    @Test
    func `with loss, every layer off, and everybody else dead or cut off it is ready in the end`()
        throws
    {
        for seconds in [60, 4] {
            var cluster = try reborn(network: NetworkConditions(loss: seconds == 60 ? 0.3 : 0))
            if seconds == 4 {
                cluster.perform(.kill(NodeID(0)))
                cluster.perform(.partition(groups: 2))
                cluster.perform(.kill(NodeID(2)))
            }
            var settings = Settings()
            settings.rumors = nil
            settings.cache.interval = nil
            settings.antiEntropy.method = nil
            cluster.perform(.setProtocol(settings))
            cluster.advance(.seconds(Int64(seconds)))
            #expect(condition(of: 3, in: &cluster) == .up)
            #expect(cluster.value(3, "colour") == (seconds == 4 ? nil : "50"))
        }
    }

    @Test func `nodes that begin with the cluster are ready, and ask nobody`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        #expect(cluster.everything().dots.allSatisfy { $0.condition == .up })
        #expect(cluster.observe(Interest()).totals.messagesSent == 0)
    }

    @Test func `what waits dies with its node`() throws {
        var cluster = try reborn()
        cluster.perform(.write(at: NodeID(3), key: "colour", value: "new"))
        cluster.perform(.kill(NodeID(3)))
        cluster.perform(.restart(NodeID(3), .lost))
        cluster.advance(.seconds(60))
        #expect(cluster.value(3, "colour") == "50")
    }

    @Test func `a turned back run arrives again in the same way`() throws {
        var cluster = try reborn()
        cluster.perform(.write(at: NodeID(3), key: "colour", value: "new"))
        cluster.advance(.seconds(20))
        let first = cluster.traceText()
        let end = cluster.observe(Interest()).time.now
        cluster.perform(.goTo(end + .seconds(-19)))
        cluster.perform(.goTo(end))
        #expect(cluster.traceText() == first)
    }
}
