import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// Who is there, as everybody finds out for itself (PROTOCOL.md §6).
@Suite struct MembershipTests {
    @Test(arguments: 0..<3, [Discovery.peer, .registry])
    func `everybody gets to know everybody`(seed: Int, discovery: Discovery) throws {
        var society = try Society(discovery, seed: seed)
        society.expect(within: 30, "all known") { $0.misjudged($0.indices).isEmpty }
    }

    @Test(arguments: 0..<3)
    func `where nothing is lost nobody is ever suspected`(seed: Int) throws {
        var society = try Society(seed: seed)
        society.run(300)
        #expect(society.count(.suspected, at: society.indices) == 0)
        #expect(society.count(.doubted, at: society.indices) == 0)
        #expect(society.misjudged(society.indices).isEmpty)
    }

    @Test(arguments: 0..<3)
    func `where messages are lost nobody is taken for dead`(seed: Int) throws {
        var society = try Society(seed: seed, loss: 0.1)
        society.run(600)
        #expect(society.count(.declaredDead, at: society.indices) == 0)
        society.expect(within: 30, "all alive") { $0.misjudged($0.indices).isEmpty }
    }

    @Test(arguments: 0..<3, [Discovery.peer, .registry])
    func `a crash is found out by all, and a return as well`(
        seed: Int, discovery: Discovery
    ) throws {
        var society = try Society(discovery, seed: seed)
        society.run(30)
        let victim = 1 + seed % 11
        let others = society.indices.filter { $0 != victim }
        society.perform(.kill(NodeID(victim)))
        society.expect(within: 40, "death known") { society in
            others.allSatisfy { society.belief(of: $0, about: victim) == .dead }
        }
        #expect(society.misjudged(others).isEmpty)
        #expect(others.allSatisfy { society.simulation.nodes[$0].replica.peers.count == 10 })
        society.perform(.restart(NodeID(victim), seed % 2 == 0 ? .kept : .lost))
        society.expect(within: 40, "return known") { $0.misjudged($0.indices).isEmpty }
    }

    @Test(arguments: 0..<3)
    func `a node that was silent for a while refutes its suspicion`(seed: Int) throws {
        var society = try Society(seed: seed)
        society.run(30)
        society.perform(.freeze(NodeID(3)))
        society.expect(within: 40, "suspicion") { society in
            society.indices.contains { society.belief(of: $0, about: 3) == .suspect }
        }
        society.perform(.thaw(NodeID(3)))
        society.expect(within: 30, "refutation") { $0.misjudged($0.indices).isEmpty }
        #expect(try #require(society.membership(of: 3)).own.incarnation > 0)
        let others = society.indices.filter { $0 != 3 }
        #expect(society.count(.declaredDead, at: others) == 0)
    }

    @Test(arguments: 0..<2, [60, 900] as [Int64])
    func `a partition of any length heals by itself`(seed: Int, length: Int64) throws {
        var society = try Society(seed: seed)
        society.run(30)
        society.perform(.partition(groups: 2))
        society.run(length)
        for node in society.indices {
            let isDead = society.indices.filter { society.belief(of: node, about: $0) == .dead }
            #expect(isDead == (node < 6 ? Array(6..<12) : Array(0..<6)))
        }
        #expect(society.misjudged(0..<6).isEmpty)
        #expect(society.misjudged(6..<12).isEmpty)
        society.perform(.heal)
        society.expect(within: 60, "healing") { $0.misjudged($0.indices).isEmpty }
    }

    @Test(arguments: 0..<2, [Isolation.deaf, .mute, .both])
    func `a deaf or a mute node does not make the others flap`(
        seed: Int, isolation: Isolation
    ) throws {
        var society = try Society(seed: seed)
        society.run(30)
        let others = society.indices.filter { $0 != 4 }
        society.perform(.isolate(NodeID(4), isolation))
        for _ in 0..<40 {
            society.run(3)
            #expect(society.misjudged(others).isEmpty)
        }
        #expect(others.allSatisfy { society.belief(of: $0, about: 4) == .dead })
        #expect(society.count(.refuted, at: others) == 0)
        society.perform(.heal)
        society.expect(within: 60, "recovery") { $0.misjudged($0.indices).isEmpty }
        #expect(society.count(.refuted, at: others) == 0, "nor when it can be heard again")
    }

    @Test(arguments: 0..<2)
    func `status spreads, and stays known of one who died`(seed: Int) throws {
        var society = try Society(seed: seed)
        society.run(20)
        for key in 0..<3 {
            society.perform(.write(at: NodeID(0), key: Key("k\(key)"), value: Value("v")))
        }
        society.expect(within: 60, "status") { society in
            society.indices.allSatisfy { node in
                society.membership(of: node)?.members.allSatisfy {
                    $0.report?.status.keys == 3 && $0.report?.status.hotRumors == 0
                } ?? false
            }
        }
        society.perform(.kill(NodeID(5)))
        society.run(60)
        let dead = society.membership(of: 2)?.members.first { $0.record.id.name == .node(5) }
        #expect(dead?.state == .dead)
        #expect(dead?.report?.status.keys == 3)
    }

    @Test(arguments: 0..<3)
    func `tables agree over peers that were found`(seed: Int) throws {
        var society = try Society(seed: seed, settings: Settings())
        society.run(20)
        society.perform(.write(at: NodeID(0), key: "k", value: "v"))
        expectConvergence(of: &society.cluster, within: 120)
        society.perform(.addNode)
        society.expect(within: 60, "newcomer") { society in
            society.simulation.nodes[12].replica.entryCount == 1
                && society.misjudged(society.indices).isEmpty
        }
    }
}
