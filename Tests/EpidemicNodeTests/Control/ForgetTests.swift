import EpidemicWire
import Testing

@testable import EpidemicNode

/// Members that are gone for good.
@Suite(.timeLimit(.minutes(10))) struct ForgetTests {
    @Test func `one that never answered is forgotten, and one that lives is not`() async throws {
        let first = try await TestNode.start("n1")
        let second = try await TestNode.start(
            "n2", peers: [first.node.gossip, HostPort(host: "127.0.0.1", port: 1)])
        try await second.until {
            try await second.ask("OUTBREAK", "MEMBERS").items.contains {
                $0["state"]?.word == "alive"
            }
        }
        let refused = try await second.ask("OUTBREAK", "FORGET", "n1")
        guard case .error(let text) = refused else {
            Issue.record("a live node was forgotten")
            return
        }
        #expect(text.contains("n1 is alive"))
        #expect(try await second.ask("OUTBREAK", "FORGET", "127.0.0.1:1") == .ok)
        #expect(try await second.ask("OUTBREAK", "MEMBERS").items.count == 1)
        #expect(try await second.node.onLoop { $0.lastPeers.count }.get() == 1)
        guard case .error = try await second.ask("OUTBREAK", "FORGET", "nobody") else {
            Issue.record("nobody was forgotten")
            return
        }
        await first.stop()
        await second.stop()
    }
}
