import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// Taking back what was done.
@Suite struct UndoTests {
    private let link = DirectedLink(from: NodeID(0), to: NodeID(1))

    /// What the network, the protocol and the nodes are like.
    private func state(of cluster: inout SimulatedCluster) throws -> [String] {
        let matrix = try cluster.matrix(0..<10, 0..<10)
        let view = cluster.everything()
        return matrix.links.map { "\($0.condition) \($0.special.map { "\($0)" } ?? "")" }
            + view.dots.map { "\($0.condition == .frozen) \($0.condition.isDown) \($0.group)" }
            + ["\(view.network.map { "\($0)" } ?? "")", "\(view.settings)", "\(view.cuts)"]
            + ["\(view.bridges) \(view.totals.cuts)", "\(view.churn.map { "\($0)" } ?? "")"]
    }

    @Test func `every fault and every change of settings can be taken back`() throws {
        let node = NodeID(2)
        let lossy = NetworkConditions(loss: 0.5)
        let doings: [ClusterCommand] = [
            .kill(node), .freeze(node), .cut([link]), .partition(groups: 2), .isolate(node, .deaf),
            .isolate(node, .both), .setNetwork(lossy), .setLinks([link], lossy),
            .setProtocol(Settings(rumors: nil)),
            .setChurn(Churn(interval: .seconds(1), downTime: .seconds(1))),
        ]
        for doing in doings {
            var cluster = try SimulatedCluster.checked(nodes: 5)
            let before = try state(of: &cluster)
            #expect(cluster.observe(Interest()).undoable == nil)
            #expect(cluster.result(of: doing) == .done, "\(doing)")
            #expect(cluster.observe(Interest()).undoable != nil, "\(doing)")
            let between = try state(of: &cluster)
            #expect(between != before, "\(doing)")
            #expect(cluster.result(of: .undo) == .done, "\(doing)")
            let after = try state(of: &cluster)
            #expect(after == before, "\(doing)")
            #expect(cluster.observe(Interest()).undoable == nil, "\(doing)")
        }
    }

    @Test func `several are taken back from the last to the first`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 5)
        let doings: [ClusterCommand] = [
            .kill(NodeID(3)), .partition(groups: 2),
            .restore([DirectedLink(from: NodeID(0), to: NodeID(4))]),
            .setLinks([link], NetworkConditions(loss: 1)), .restart(NodeID(3), .kept), .heal,
            .freeze(NodeID(1)), .thaw(NodeID(1)),
        ]
        var states = [try state(of: &cluster)]
        var names: [String?] = [nil]
        for doing in doings {
            cluster.perform(doing)
            states.append(try state(of: &cluster))
            names.append(cluster.observe(Interest()).undoable)
        }
        for place in stride(from: doings.count, through: 1, by: -1) {
            #expect(cluster.observe(Interest()).undoable == names[place])
            cluster.perform(.undo)
            let now = try state(of: &cluster)
            #expect(now == states[place - 1])
        }
    }

    @Test func `what changes nothing is not there to be undone`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3)
        cluster.perform(.heal)
        cluster.perform(.setNetwork(NetworkConditions()))
        cluster.perform(.setProtocol(Settings()))
        cluster.perform(.setChurn(nil))
        _ = cluster.write(0, "k", "v")
        cluster.perform(.addNode)
        #expect(cluster.observe(Interest()).undoable == nil)
        guard case .refused = cluster.result(of: .undo) else {
            Issue.record("nothing was undone")
            return
        }
    }

    @Test func `a restart without data gives the disk back when it is undone`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3)
        _ = cluster.write(1, "k", "v")
        cluster.perform(.kill(NodeID(1)))
        cluster.perform(.partition(groups: 3))
        cluster.perform(.restart(NodeID(1), .lost))
        #expect(cluster.value(1, "k") == nil)
        cluster.perform(.undo)
        #expect(cluster.everything().dots[1].condition.isDown)
        #expect(cluster.value(1, "k") == "v", "what is on its disk can be looked at")
        cluster.perform(.restart(NodeID(1), .kept))
        #expect(cluster.value(1, "k") == "v")
        #expect(cluster.everything().rows[1].identity.epoch == 1)
        cluster.perform(.heal)
        expectConvergence(of: &cluster, within: 300)
    }

    @Test func `undoing churn brings back whom it took, and nobody else`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 8)
        cluster.perform(.kill(NodeID(5)))
        cluster.perform(.setChurn(Churn(interval: .seconds(1), downTime: .seconds(600))))
        cluster.advance(.seconds(6))
        #expect(cluster.everything().totals.down > 1)
        cluster.perform(.undo)
        #expect(cluster.everything().dots.filter { $0.condition.isDown }.map(\.node) == [NodeID(5)])
        cluster.advance(.seconds(700))
        #expect(cluster.everything().totals.down == 1)
        cluster.perform(.undo)
        #expect(cluster.everything().totals.down == 0)
    }

    @Test func `a death that is over already is passed over`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4, topology: .ring)
        cluster.perform(.setNetwork(NetworkConditions(loss: 0.1)))
        cluster.perform(.setChurn(Churn(interval: .seconds(1), downTime: .seconds(2))))
        while cluster.everything().totals.down == 0 { cluster.perform(.stepEvent) }
        let dead = try #require(cluster.everything().dots.first { $0.condition.isDown }?.node)
        cluster.perform(.setChurn(nil))
        cluster.perform(.restart(dead, .kept))
        cluster.perform(.kill(dead))
        cluster.perform(.undo)
        #expect(cluster.everything().totals.down == 0)
        #expect(cluster.observe(Interest()).undoable == "restart of \(dead.nodeName)")
    }

    @Test func `undoing after a newcomer leaves links that are gone alone`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4, topology: .ring)
        let gone = DirectedLink(from: NodeID(3), to: NodeID(0))
        cluster.perform(.cut([gone]))
        cluster.perform(.heal)
        cluster.perform(.addNode)
        cluster.perform(.undo)
        #expect(cluster.everything().totals.cuts == 0)
    }

    @Test func `undoing belongs to the run: back in time it is undone too`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        cluster.perform(.partition(groups: 2))
        cluster.advance(.milliseconds(2_500))
        cluster.perform(.undo)
        #expect(cluster.everything().totals.cuts == 0)
        cluster.perform(.backRound)
        #expect(cluster.everything().totals.cuts == 8)
        #expect(cluster.observe(Interest()).undoable == "partition into 2 groups")
        cluster.perform(.resume)
        cluster.advance(.seconds(2))
        #expect(cluster.everything().totals.cuts == 0)
        #expect(cluster.observe(Interest()).undoable == nil)
    }

    @Test func `the log tells what was undone`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        cluster.perform(.kill(NodeID(2)))
        cluster.perform(.undo)
        // A node that comes back says, besides, that it asks the others.
        let told = cluster.observe(Interest(traceMax: 10)).trace.map(\.kind)
        #expect(told.suffix(2).contains(.undid("death of n2")))
    }

    @Test func `only so many can be undone`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        for _ in 0..<UndoStack.depthMax {
            cluster.perform(.cut([link]))
            cluster.perform(.restore([link]))
        }
        for _ in 0..<UndoStack.depthMax {
            #expect(cluster.result(of: .undo) == .done)
        }
        #expect(cluster.observe(Interest()).undoable == nil)
    }
}

extension NodeID {
    fileprivate var nodeName: String { "n\(index)" }
}
