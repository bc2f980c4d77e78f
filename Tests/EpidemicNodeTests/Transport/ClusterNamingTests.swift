import Epidemic
import EpidemicWire
import Testing

@testable import EpidemicNode

/// To which cluster a node comes to belong (PROTOCOL.md §7).
@Suite struct ClusterNamingTests {
    private func naming(_ drawn: ClusterName) -> ClusterNaming {
        ClusterNaming(nil, drawn: drawn, isFirst: false)
    }

    @Test func `the first node settles at once, and a name that was given is never given up`() {
        #expect(ClusterNaming(nil, drawn: "a", isFirst: true).isSettled)
        var given = ClusterNaming("b", drawn: "a", isFirst: false)
        #expect(given.hear(ClusterIdentity("a"), .answering, now: .zero) == .foreign)
        #expect(given.hear(ClusterIdentity("a", .drawn), .answering, now: .zero) == .foreign)
        #expect(given.identity == ClusterIdentity("b"))
    }

    @Test(arguments: [ClusterNaming.Word.heard, .asking, .told])
    func `nobody is taken in by a cluster that merely speaks to it`(word: ClusterNaming.Word) {
        var node = naming("m")
        #expect(node.hear(ClusterIdentity("a"), word, now: .zero) == .foreign)
        #expect(node.hear(ClusterIdentity("b"), .answering, now: .zero) == .adopted)
        #expect(node.identity == ClusterIdentity("b"))
    }

    @Test func `nodes that start together agree on the smallest name, whoever was told of whom`() {
        // A ring in which each was told of the next one only, and any order of what they say.
        for seed in 0..<20 {
            var chance = SeededGenerator(seed: UInt64(seed))
            var ring = (0..<7).map { naming(ClusterName(drawn: UInt64(10 + $0 * 3 % 7))) }
            for _ in 0..<400 {
                let place = chance.below(7)
                let next = (place + 1) % 7
                _ = ring[next].hear(ring[place].identity, .asking, now: .zero)
                _ = ring[place].hear(ring[next].identity, .answering, now: .zero)
            }
            #expect(Set(ring.map(\.identity)) == [ClusterIdentity(ClusterName(drawn: 10), .drawn)])
        }
    }

    @Test func `a name on which nodes agree settles after a while, and not while one is alone`() {
        var node = naming("m")
        let alone = node.settle(now: .zero + .seconds(3_600))
        _ = node.hear(ClusterIdentity("c", .drawn), .told, now: .zero + .seconds(10))
        let young = node.settle(now: .zero + .seconds(39))
        let settled = node.settle(now: .zero + .seconds(40))
        #expect(!alone && !young && settled)
        #expect(node.hear(ClusterIdentity("a", .drawn), .told, now: .zero) == .foreign)
    }

    @Test func `a registry tells each cluster of its own nodes, and newcomers of the only one`() {
        var registries = ClusterRegistries(of: nil, lease: .seconds(6))
        func ask(_ asker: ClusterIdentity, _ name: ReplicaName) -> (ClusterName?, [ReplicaName]) {
            guard let identity = registries.identity(for: asker, now: .zero) else {
                return (nil, [])
            }
            let registration = Registration(
                id: ReplicaID(name: name, epoch: 1),
                address: NodeAddress(ip4: 1, port: UInt16(name.text.utf8.count)))
            let answer = registries.receive(
                .register(registration), from: asker, as: identity, now: .zero)
            guard case .listing(let listed, _)? = answer else { return (identity.name, []) }
            return (identity.name, listed.map(\.id.name).sorted())
        }
        let young = [ClusterIdentity("x", .drawn), ClusterIdentity("y", .drawn)]
        #expect(ask(young[0], "n1") == ("x", ["n1"]))
        #expect(ask(young[1], "n2") == ("y", ["n1", "n2"]))
        #expect(ask(ClusterIdentity("a"), "a1") == ("a", ["a1"]))
        #expect(ask(young[0], "n1") == ("a", ["a1"]))
        #expect(ask(ClusterIdentity("b"), "b1") == ("b", ["b1"]))
        #expect(ask(ClusterIdentity("a"), "a2") == ("a", ["a1", "a2"]))
        #expect(ask(young[0], "n1").0 == "x")
        registries = ClusterRegistries(of: "b", lease: .seconds(6))
        #expect(ask(ClusterIdentity("a"), "a1").0 == nil)
        #expect(ask(young[0], "n1").0 == "b")
    }
}
