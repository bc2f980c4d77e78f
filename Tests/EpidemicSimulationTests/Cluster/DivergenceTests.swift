import ClusterObservation
import Testing

@testable import Epidemic
@testable import EpidemicSimulation

/// Which tables are the same, and what differs between two.
@Suite struct DivergenceTests {
    /// A cluster whose nodes never hear of each other.
    private func apart(nodes: Int) throws -> SimulatedCluster {
        var cluster = try SimulatedCluster.checked(
            nodes: nodes, network: NetworkConditions(loss: 1))
        cluster.perform(.pause)
        return cluster
    }

    @Test func `nodes of equal tables stand together, the most common table first`() throws {
        var cluster = try apart(nodes: 6)
        _ = cluster.write(4, "k", "v")
        _ = cluster.write(2, "k", "w")
        _ = cluster.write(2, "l", "w")
        let view = cluster.observe(Interest(dots: 0..<6).wanting { $0.rootGroupsMax = 10 })
        #expect(view.rootGroups.map(\.count) == [4, 1, 1])
        #expect(view.rootGroups[0].members.map(\.index) == [0, 1, 3, 5])
        #expect(Set(view.rootGroups.dropFirst().map { $0.members[0].index }) == [2, 4])
        for group in view.rootGroups {
            #expect(group.members.allSatisfy { view.dots[$0.index].rootMark == group.mark })
        }
        #expect(view.rootGroups.first { $0.members == [NodeID(2)] }?.keys == 2)
    }

    @Test func `nodes that are down belong to no group, and groups come and go`() throws {
        var cluster = try apart(nodes: 3)
        let wanted = Interest().wanting { $0.rootGroupsMax = 10 }
        cluster.perform(.kill(NodeID(1)))
        #expect(cluster.observe(wanted).rootGroups.map(\.members) == [[NodeID(0), NodeID(2)]])
        _ = cluster.write(0, "k", "v")
        #expect(cluster.observe(wanted).rootGroups.map(\.count) == [1, 1])
        cluster.perform(.restart(NodeID(1), .kept))
        #expect(cluster.observe(wanted).rootGroups.map(\.count) == [2, 1])
        #expect(cluster.observe(wanted).totals.roots == 2)
    }

    @Test func `only as many groups are listed as are wanted`() throws {
        var cluster = try apart(nodes: 5)
        for node in 0..<5 { _ = cluster.write(node, "k", "v") }
        let view = cluster.observe(Interest().wanting { $0.rootGroupsMax = 2 })
        #expect(view.rootGroups.count == 2 && view.totals.roots == 5)
        #expect(cluster.observe(Interest()).rootGroups.isEmpty)
    }

    @Test func `a large group names its first few members`() {
        var holders = RootHoldersProbe()
        for node in [7, 3, 9, 1, 8, 2] { holders.move(node, to: .empty) }
        #expect(holders.first(3) == [1, 2, 3])
        holders.move(2, to: nil)
        #expect(holders.first(3) == [1, 3, 7])
    }

    @Test func `two tables are compared key by key`() throws {
        var cluster = try apart(nodes: 2)
        _ = cluster.write(0, "a", "left alone")
        _ = cluster.write(0, "b", "once")
        _ = cluster.write(1, "b", "twice")
        _ = cluster.write(1, "b", "twice")
        _ = cluster.write(1, "c", "right alone")
        let comparison = try cluster.comparison(0, 1)
        #expect(comparison.count == 3 && comparison.isComplete)
        let (a, b, c) = (
            comparison.differences[0], comparison.differences[1], comparison.differences[2]
        )
        #expect(a.key == "a" && a.left != nil && a.right == nil && a.winner == nil)
        #expect(c.key == "c" && c.left == nil && c.right != nil && c.reason == nil)
        #expect(b.winner == .right && b.reason == .norm)
        #expect(b.left?.content.value == "once" && b.right?.content.value == "twice")
        let turned = try cluster.comparison(1, 0)
        #expect(turned.differences[1].winner == .left)
    }

    @Test func `who is said to win is who wins when they meet`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 2)
        cluster.perform(.partition(groups: 2))
        _ = cluster.write(0, "k", "left")
        _ = cluster.write(1, "k", "right")
        let side = try cluster.comparison(0, 1).differences.first?.winner
        let expected: ItemValue = side == .left ? "left" : "right"
        cluster.perform(.heal)
        expectConvergence(of: &cluster, within: 300)
        #expect(cluster.value(0, "k") == expected && cluster.value(1, "k") == expected)
        let after = try cluster.comparison(0, 1)
        #expect(after.count == 0)
    }

    @Test func `differences are counted even where they are not listed`() throws {
        var cluster = try apart(nodes: 2)
        for place in 0..<20 { _ = cluster.write(0, ItemKey("key\(place)"), "v") }
        let comparison = try cluster.comparison(0, 1, listing: 5)
        #expect(comparison.differences.count == 5 && comparison.count == 20)
        #expect(comparison.differences.map(\.key) == comparison.differences.map(\.key).sorted())
        let nobody = Interest().wanting { $0.compared = NodePair(NodeID(0), NodeID(7)) }
        #expect(cluster.observe(nobody).comparison == nil)
    }

    @Test func `of a table too large for one view the first part is compared`() throws {
        let configuration = SimulationConfiguration(
            nodes: 2, seed: 1, network: NetworkConditions(loss: 1))
        var cluster = try SimulatedCluster(configuration)
        cluster.perform(.pause)
        for place in 0..<Simulation.comparedMax + 10 {
            cluster.perform(.write(at: NodeID(0), key: ItemKey("\(place)"), value: "v"))
        }
        let comparison = try cluster.comparison(0, 1)
        #expect(!comparison.isComplete && comparison.count == Simulation.comparedMax)
        _ = cluster.write(1, "~", "v")
        let beyond = try cluster.comparison(0, 1)
        #expect(beyond.count == Simulation.comparedMax)
    }
}

/// The live nodes of one root, as the tally keeps them.
private struct RootHoldersProbe {
    private var tally = Tally()
    private var standings: [Int: ReplicaStanding] = [:]

    mutating func move(_ node: Int, to root: Digest?) {
        let new = root.map { ReplicaStanding(root: $0, hotRumors: 0) }
        tally.move(node, from: standings[node], to: new)
        standings[node] = new
    }

    func first(_ wanted: Int) -> [Int] {
        tally.mostHeld(1).first?.holders.first(wanted).map(\.index) ?? []
    }
}
