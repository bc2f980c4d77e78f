import EpidemicWire
import Testing

@testable import EpidemicNode

/// Two nodes on loopback.
@Suite struct GossipTests {
    @Test(arguments: TransportKind.allCases)
    func `a write on one node is read on the other, and so is its deletion`(kind: TransportKind)
        async throws
    {
        let (first, second) = try await TestNode.pair { $0.transport = kind }
        #expect(try await first.ask("SET", "colour", "red") == .ok)
        #expect(try await second.untilAnswer(.text("red"), to: "GET", "colour"))
        #expect(try await second.ask("DEL", "colour") == .integer(1))
        #expect(try await first.untilAnswer(.null, to: "GET", "colour"))
        await first.stop()
        await second.stop()
    }

    @Test func `a value that fits no datagram arrives all the same`() async throws {
        let (first, second) = try await TestNode.pair()
        let large = String(repeating: "x", count: 300_000)
        #expect(try await first.ask("SET", "large", large) == .ok)
        #expect(try await second.untilAnswer(.text(large), to: "GET", "large"))
        await first.stop()
        await second.stop()
    }

    @Test func `a cut parts two nodes, and healing brings them together`() async throws {
        let (first, second) = try await TestNode.pair()
        #expect(try await second.ask("SET", "a", "1") == .ok)
        #expect(try await first.untilAnswer(.text("1"), to: "GET", "a"))
        #expect(try await first.ask("OUTBREAK", "CUT", "n2") == .ok)
        #expect(try await second.ask("SET", "a", "2") == .ok)
        let status = try await status(of: first, until: "\"link cut\":0", isGone: true)
        #expect(!status.contains("\"link cut\":0"))
        #expect(try await first.ask("GET", "a") == .text("1"))
        #expect(try await first.ask("OUTBREAK", "HEAL") == .ok)
        #expect(try await first.untilAnswer(.text("2"), to: "GET", "a"))
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
        #expect(try await second.untilAnswer(.text("1"), to: "GET", "a"))
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
        #expect(try await first.untilAnswer(.text("2"), to: "GET", "a"))
        await first.stop()
        await second.stop()
    }

    private func status(
        of node: TestNode, until text: String, isGone: Bool
    ) async throws -> String {
        for _ in 0..<400 {
            if case .bulk(let bytes) = try await node.ask("OUTBREAK", "STATUS") {
                let status = String(decoding: bytes, as: UTF8.self)
                if status.contains(text) != isGone { return status }
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        return ""
    }
}
