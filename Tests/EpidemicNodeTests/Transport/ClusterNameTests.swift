import Epidemic
import EpidemicWire
import Testing

@testable import EpidemicNode

/// Clusters that find each other's addresses (PROTOCOL.md §7).
@Suite(.timeLimit(.minutes(10))) struct ClusterNameTests {
    /// How nodes find each other.
    enum Way: CaseIterable { case list, join }

    private func start(
        _ name: String, beside other: TestNode?, gossip: UInt16 = 0, _ way: Way, _ key: String?
    ) async throws -> TestNode {
        try await TestNode.start(name, gossip: gossip) {
            switch way {
            case .list: $0.peers = other.map { [$0.node.gossip] } ?? []
            case .join: $0.join = other.map { [$0.node.gossip] } ?? []
            }
            $0.keyring = try? key.map { try Keyring(fileText: $0) }
        }
    }

    @Test(arguments: Way.allCases, [nil, String(repeating: "a1", count: 32)])
    func `an address that is used again does not make one cluster of two`(way: Way, key: String?)
        async throws
    {
        let a1 = try await start("a1", beside: nil, way, key)
        let a2 = try await start("a2", beside: a1, gossip: TestNode.quietPort, way, key)
        #expect(try await a1.ask("SET", "k", "of a") == .ok)
        try await a2.untilAnswer(.text("of a"), to: "GET", "k")
        // It goes without a word, as if it were killed.
        _ = try await a2.ask("OUTBREAK", "OFFLINE")
        let port = a2.node.gossip.port
        await a2.stop()

        let b1 = try await start("b1", beside: nil, way, key)
        let b2 = try await start("b2", beside: b1, gossip: port, way, key)
        for value in ["1", "2", "of b"] { #expect(try await b1.ask("SET", "k", value) == .ok) }
        try await b2.untilAnswer(.text("of b"), to: "GET", "k")
        try await b2.untilCounted("another cluster")
        #expect(try await a1.ask("SET", "a", "1") == .ok)
        #expect(try await a1.ask("GET", "k") == .text("of a"))
        #expect(try await b2.ask("EXISTS", "a") == .integer(0))
        let names = try await [a1, b1, b2].asyncMap { node in
            try await node.node.onLoop { $0.naming.identity }.get()
        }
        #expect(names[0] != names[1] && names[1] == names[2])
        for node in [a1, b1, b2] { await node.stop() }
    }

    @Test func `nodes that start together with lists of each other agree on one name`() async throws
    {
        // The first was told of somebody, too, who is not there.
        let first = try await TestNode.start("n1") {
            $0.peers = [HostPort(host: "127.0.0.1", port: 1)]
        }
        let second = try await TestNode.start("n2", peers: [first.node.gossip])
        let third = try await TestNode.start("n3", peers: [second.node.gossip])
        #expect(try await third.ask("SET", "k", "1") == .ok)
        for node in [first, second] { try await node.untilAnswer(.text("1"), to: "GET", "k") }
        for node in [first, second, third] { await node.stop() }
    }

    @Test func `a name is kept with the data, and data of another cluster is refused`() async throws
    {
        let scratch = try ScratchDirectory()
        let first = try await TestNode.start("n1", data: scratch.path("n1"))
        let name = try await first.node.onLoop { $0.naming.identity }.get()
        await first.stop()
        let again = try await TestNode.start("n1", data: scratch.path("n1")) {
            $0.peers = [HostPort(host: "127.0.0.1", port: 1)]
        }
        #expect(try await again.node.onLoop { $0.naming.identity }.get() == name)
        await again.stop()
        await #expect(throws: NodeError.self) {
            try await TestNode.start("n1", data: scratch.path("n1")) { $0.clusterName = "other" }
        }
    }

    @Test func `nodes of another cluster are not heard, and that is counted`() async throws {
        let first = try await TestNode.start("n1") { $0.clusterName = "a" }
        let second = try await TestNode.start("n2", peers: [first.node.gossip]) {
            $0.clusterName = "b"
        }
        _ = try await second.ask("SET", "k", "v")
        for node in [first, second] { try await node.untilCounted("another cluster") }
        #expect(try await first.ask("DBSIZE") == .integer(0))
        let survey = await NodeSurvey.of(
            [first.node.control!, second.node.control!], password: nil)
        #expect(survey.clusters == ["a", "b"])
        await first.stop()
        await second.stop()
    }
}

extension Array {
    fileprivate func asyncMap<Other>(
        _ transform: (Element) async throws -> Other
    ) async rethrows -> [Other] {
        var others: [Other] = []
        for element in self { others.append(try await transform(element)) }
        return others
    }
}
