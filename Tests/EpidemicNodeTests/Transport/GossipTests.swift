import EpidemicWire
import Testing

@testable import EpidemicNode

/// Two nodes on loopback.
@Suite(.timeLimit(.minutes(10))) struct GossipTests {
    @Test(arguments: TransportKind.allCases)
    func `a write on one node is read on the other, and so is its deletion`(kind: TransportKind)
        async throws
    {
        let (first, second) = try await TestNode.pair { $0.transport = kind }
        #expect(try await first.ask("SET", "colour", "red") == .ok)
        try await second.untilAnswer(.text("red"), to: "GET", "colour")
        #expect(try await second.ask("DEL", "colour") == .integer(1))
        try await first.untilAnswer(.null, to: "GET", "colour")
        await first.stop()
        await second.stop()
    }

    @Test func `a value that fits no datagram arrives all the same`() async throws {
        let (first, second) = try await TestNode.pair()
        let large = String(repeating: "x", count: 300_000)
        #expect(try await first.ask("SET", "large", large) == .ok)
        try await second.untilAnswer(.text(large), to: "GET", "large")
        await first.stop()
        await second.stop()
    }

    @Test func `a cut parts two nodes, and healing brings them together`() async throws {
        let (first, second) = try await TestNode.pair()
        #expect(try await second.ask("SET", "a", "1") == .ok)
        try await first.untilAnswer(.text("1"), to: "GET", "a")
        #expect(try await first.ask("OUTBREAK", "CUT", "n2") == .ok)
        #expect(try await second.ask("SET", "a", "2") == .ok)
        try await first.untilCounted("link cut")
        #expect(try await first.ask("GET", "a") == .text("1"))
        #expect(try await first.ask("OUTBREAK", "HEAL") == .ok)
        try await first.untilAnswer(.text("2"), to: "GET", "a")
        await first.stop()
        await second.stop()
    }

    @Test func `an offline node takes writes and tells them when it is online again`() async throws
    {
        let (first, second) = try await TestNode.pair()
        #expect(try await first.ask("OUTBREAK", "OFFLINE") == .ok)
        #expect(try await first.ask("SET", "a", "1") == .ok)
        #expect(try await first.ask("GET", "a") == .text("1"))
        #expect(try await second.ask("GET", "a") == .null)
        #expect(try await first.ask("OUTBREAK", "ONLINE") == .ok)
        try await second.untilAnswer(.text("1"), to: "GET", "a")
        await first.stop()
        await second.stop()
    }

    @Test func `a frozen node says so, and goes on when it is thawed`() async throws {
        let (first, second) = try await TestNode.pair()
        #expect(try await first.ask("OUTBREAK", "FREEZE") == .ok)
        guard case .error = try await first.ask("SET", "a", "1") else {
            Issue.record("a frozen node wrote")
            return
        }
        #expect(try await second.ask("SET", "a", "2") == .ok)
        #expect(try await first.ask("OUTBREAK", "THAW") == .ok)
        try await first.untilAnswer(.text("2"), to: "GET", "a")
        await first.stop()
        await second.stop()
    }
}

/// Gossip among those who have a key.
@Suite(.timeLimit(.minutes(10))) struct SealedGossipTests {
    @Test(arguments: TransportKind.allCases)
    func `nodes with one key hear each other, and nobody else`(kind: TransportKind) async throws {
        let keyring = try Keyring(fileText: String(repeating: "a1", count: 32))
        let (first, second) = try await TestNode.pair {
            $0.transport = kind
            $0.keyring = keyring
        }
        let stranger = try await TestNode.start("n3", peers: [first.node.gossip]) {
            $0.transport = kind
        }
        #expect(try await stranger.ask("SET", "a", "stranger") == .ok)
        #expect(try await first.ask("SET", "b", "friend") == .ok)
        try await second.untilAnswer(.text("friend"), to: "GET", "b")
        #expect(try await second.ask("GET", "a") == .null)
        try await first.untilCounted("not sealed")
        #expect(try await stranger.ask("GET", "b") == .null)
        for node in [first, second, stranger] { await node.stop() }
    }

    @Test func `keys are exchanged while nodes gossip, and no write is missed`() async throws {
        let old = String(repeating: "a1", count: 32)
        let new = String(repeating: "b2", count: 32)
        let (first, second) = try await TestNode.pair { $0.keyring = try? Keyring(fileText: old) }
        for (step, keys) in [old + "\n" + new, new + "\n" + old, new].enumerated() {
            for node in [first, second] {
                node.node.change(to: try Keyring(fileText: keys))
                #expect(try await node.ask("SET", "key-\(step)", "\(step)") == .ok)
            }
            let other = step % 2 == 0 ? first : second
            try await other.untilAnswer(.text("\(step)"), to: "GET", "key-\(step)")
        }
        await first.stop()
        await second.stop()
    }
}
