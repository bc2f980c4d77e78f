import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// How nodes find each other, and what becomes of them when the one who knew everybody is gone.
@Suite struct DiscoveryTests {
    @Test(arguments: 0..<2)
    func `without the registry those who know each other go on and newcomers stay alone`(
        seed: Int
    ) throws {
        var society = try Society(.registry, seed: seed, settings: Settings())
        society.run(30)
        society.perform(.kill(NodeID(0)))
        society.perform(.addNode)
        society.run(120)
        #expect(society.misjudged(1..<12).isEmpty)
        #expect(society.membership(of: 12)?.members.isEmpty == true)
        #expect(society.membership(of: 3)?.registryState == .silent)
        #expect(society.membership(of: 12)?.registryState == .unknown)
        society.perform(.write(at: NodeID(1), key: "k", value: "v"))
        society.run(60)
        #expect((1..<12).allSatisfy { society.simulation.nodes[$0].replica.entryCount == 1 })
        #expect(society.simulation.nodes[12].replica.entryCount == 0)
        society.perform(.restart(NodeID(0), .kept))
        society.expect(within: 120, "all together") { $0.misjudged($0.indices).isEmpty }
        #expect(society.membership(of: 12)?.registryState == .answering)
    }

    @Test(arguments: 0..<2)
    func `in a large cluster everybody knows a part, and updates reach all`(seed: Int) throws {
        var society = try Society(.peer, nodes: 60, seed: seed, settings: Settings())
        society.run(60)
        let views = society.indices.map { society.membership(of: $0)?.members.count ?? 0 }
        #expect(views.allSatisfy { (8...SimulationConfiguration.viewSize).contains($0) })
        society.perform(.write(at: NodeID(7), key: "k", value: "v"))
        expectConvergence(of: &society.cluster, within: 300)
    }

    @Test func `shuffles exchange who is known`() throws {
        var society = try Society(.peer, nodes: 60, seed: 3)
        society.run(60)
        let before = known(to: 5, in: society)
        society.run(600)
        #expect(Set(known(to: 5, in: society)).symmetricDifference(before).count > 4)
    }

    private func known(to node: Int, in society: Society) -> [ReplicaName] {
        society.membership(of: node)?.members.map(\.record.id.name) ?? []
    }

    @Test(arguments: [Discovery.peer, .registry])
    func `what is written before anybody is known is told when somebody is`(
        discovery: Discovery
    ) throws {
        var settings = Settings(cache: CacheSettings(length: 32, interval: nil))
        settings.antiEntropy.method = nil
        var society = try Society(discovery, nodes: 16, seed: 4, settings: settings)
        society.perform(.write(at: NodeID(0), key: "k", value: "v"))
        #expect(society.simulation.nodes[0].replica.hotCount == 1)
        society.run(60)
        let known = society.indices.count { society.simulation.nodes[$0].replica.entryCount == 1 }
        #expect(known > 12)
        #expect(society.simulation.nodes[0].replica.hotCount == 0)
    }

    @Test func `a list costs nothing and knows of no members`() throws {
        var society = try Society(.list, seed: 1)
        society.run(20)
        #expect(society.indices.allSatisfy { society.membership(of: $0) == nil })
        let view = society.cluster.observe(Interest(inspected: NodeID(0)))
        #expect(view.inspected?.membership == nil)
    }

    @Test func `what can be seen of a node is what it knows`() throws {
        var society = try Society(.registry, seed: 1)
        society.run(40)
        society.perform(.kill(NodeID(2)))
        society.run(60)
        let view = society.cluster.observe(Interest(inspected: NodeID(1)))
        let membership = try #require(view.inspected?.membership)
        #expect(
            membership.members.map(\.node)
                == [0, 10, 11, 2, 3, 4, 5, 6, 7, 8, 9].map { NodeID($0) })
        #expect(membership.count(of: .dead) == 1)
        #expect(membership.count(of: .alive) == 10)
        #expect(membership.registry == .answering)
        #expect(membership.registryNode == NodeID(0))
        let dead = try #require(membership.members.first { $0.standing == .dead })
        #expect(dead.identity.name == "n2")
        #expect(dead.age > .zero && dead.age < .seconds(60))
        #expect(dead.report != nil)
    }

    @Test(arguments: [Discovery.registry, .peer])
    func `the same seed lives the same life`(discovery: Discovery) throws {
        var lives: [String] = []
        for _ in 0..<2 {
            var society = try Society(discovery, seed: 9, loss: 0.05)
            society.run(20)
            society.perform(.kill(NodeID(4)))
            society.run(60)
            lives.append(society.cluster.traceText())
        }
        #expect(lives[0] == lives[1])
        #expect(lives[0].contains("believes"))
    }

    @Test func `discovery that cannot be is refused by name`() {
        #expect(throws: SimulationError.self) {
            try SimulatedCluster(
                SimulationConfiguration(nodes: 4, topology: .ring, seed: 1, discovery: .peer))
        }
        #expect(throws: SimulationError.self) {
            try SimulatedCluster(
                SimulationConfiguration(nodes: 5_000, seed: 1, discovery: .registry))
        }
    }
}
