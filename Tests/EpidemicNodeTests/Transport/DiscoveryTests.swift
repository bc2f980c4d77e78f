import EpidemicWire
import Testing

@testable import EpidemicNode

/// Nodes that find each other by themselves (PROTOCOL.md §6).
@Suite(.timeLimit(.minutes(10))) struct DiscoveryTests {
    @Test func `who joins through one member is found by all`() async throws {
        let first = try await TestNode.start("n1")
        let second = try await TestNode.start("n2") { $0.join = [first.node.gossip] }
        let third = try await TestNode.start("n3") { $0.join = [second.node.gossip] }
        #expect(try await third.ask("SET", "a", "1") == .ok)
        for node in [first, second] {
            try await node.untilAnswer(.text("1"), to: "GET", "a")
            try await node.untilMembers(["n1", "n2", "n3"].filter { $0 != node.name })
        }
        for node in [first, second, third] { await node.stop() }
    }

    @Test func `who registers is found, and whoever knows others goes on without a registry`()
        async throws
    {
        let registry = try await RegistryService(
            listeningOn: HostPort(host: "127.0.0.1", port: 0))
        let first = try await TestNode.start("n1") { $0.registries = [registry.address] }
        let second = try await TestNode.start("n2") { $0.registries = [registry.address] }
        try await first.untilMembers(["n2"])
        await registry.stop()
        #expect(try await first.ask("SET", "a", "1") == .ok)
        try await second.untilAnswer(.text("1"), to: "GET", "a")
        await first.stop()
        try await second.untilMembers([])
        await second.stop()
    }
}

extension TestNode {
    var name: String { node.start.id.name.text }

    /// Waits until these and no others are believed to live.
    func untilMembers(_ names: [String]) async throws {
        try await until {
            try await node.onLoop { driver in
                driver.members().filter { $0.state == "alive" }.map(\.name).sorted()
            }.get() == names
        }
    }
}
