import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicNode

/// The hash trees of two real nodes beside each other.
@Suite struct AttachedTreeTests {
    private let addresses = [1, 2].map { HostPort(host: "127.0.0.1", port: $0) }
    private let pair = NodePair(NodeID(0), NodeID(1))

    private func levels(differingAt place: Int?) -> TreeLevels {
        var leaves = (0..<16).map { Digest(bits: UInt128($0)) }
        if let place { leaves[place] = Digest(bits: 99) }
        return TreeLevels(
            levels: [[Digest(bits: place == nil ? 1 : 2)], leaves], leafCount: 65_536)
    }

    @Test func `trees arrive as they were told`() {
        let told = levels(differingAt: 3)
        #expect(TreeLevels(told.answer) == told)
        #expect(TreeLevels(.null) == nil)
    }

    @Test func `they differ where the digests do, and are unknown until both were told`() {
        var cluster = AttachedCluster(to: addresses)
        defer { cluster.detach() }
        cluster.take([.tree(addresses[0], levels(differingAt: nil))])
        #expect(cluster.trees(of: pair) == nil)
        cluster.take([.tree(addresses[1], levels(differingAt: 3))])
        let trees = cluster.trees(of: pair)
        #expect(trees?.levels.map { $0.count { $0 == .differing } } == [1, 1])
        #expect(trees?.levels[1][3] == .differing)
        #expect(trees?.leafCount == 65_536)
    }

    @Test func `the tree of a node that does not answer is not known`() {
        var cluster = AttachedCluster(to: addresses)
        defer { cluster.detach() }
        for address in addresses { cluster.take([.tree(address, levels(differingAt: nil))]) }
        #expect(cluster.trees(of: pair) != nil)
        cluster.take([.lost(addresses[1], reason: "it is gone")])
        #expect(cluster.trees(of: pair) == nil)
    }
}
