import Epidemic
import Glibc
import NIOCore
import Synchronization
import Testing

@testable import EpidemicNode

/// Names that stand for other nodes.
@Suite(.timeLimit(.minutes(10))) struct NameTests {
    /// What stands behind the names, as a test says it.
    private final class Names: Sendable {
        private let addresses = Mutex<[HostPort: [HostPort]]>([:])

        subscript(name: HostPort) -> [HostPort] {
            get { addresses.withLock { $0[name] ?? [] } }
            set { addresses.withLock { $0[name] = newValue } }
        }

        var lookup: HostLookup {
            HostLookup(
                ask: { [self] name in
                    let found = self[name].compactMap(HostLookup.literal)
                    return found.isEmpty ? .failure(.init(reason: "unknown")) : .success(found)
                }, pause: .milliseconds(5), renewal: .milliseconds(5))
        }
    }

    /// Two nodes with one port, as those are that stand behind one name.
    private func twins() async throws -> (TestNode, TestNode) {
        let first = try await TestNode.start("n1") {
            $0.gossip = .init(host: "127.0.0.2", port: 0)
            $0.clusterName = "twins"
        }
        let second = try await TestNode.start("n2") {
            $0.gossip = .init(host: "127.0.0.3", port: first.node.gossip.port)
            $0.clusterName = "twins"
        }
        return (first, second)
    }

    @Test(arguments: [\NodeConfiguration.join, \.peers])
    func `a name that nobody knows costs nothing, and is found when it is known`(
        way: WritableKeyPath<NodeConfiguration, [HostPort]> & Sendable
    ) async throws {
        let names = Names()
        let first = try await TestNode.start("n1")
        let name = HostPort(host: "later.test", port: first.node.gossip.port)
        let second = try await TestNode.start("n2") {
            $0[keyPath: way] = [name]
            $0.lookup = names.lookup
        }
        #expect(try await second.ask("SET", "a", "1") == .ok)
        names[name] = [first.node.gossip]
        try await first.untilAnswer(.text("1"), to: "GET", "a")
        await first.stop()
        await second.stop()
    }

    @Test(arguments: [\NodeConfiguration.join, \.peers])
    func `a name stands for all its addresses`(
        way: WritableKeyPath<NodeConfiguration, [HostPort]> & Sendable
    ) async throws {
        let names = Names()
        let (first, second) = try await twins()
        let name = HostPort(host: "all.test", port: first.node.gossip.port)
        names[name] = [first.node.gossip, second.node.gossip]
        let third = try await TestNode.start("n3") {
            $0[keyPath: way] = [name]
            $0.lookup = names.lookup
        }
        try await third.untilMembers(["n1", "n2"])
        #expect(try await third.ask("SET", "a", "1") == .ok)
        for node in [first, second] { try await node.untilAnswer(.text("1"), to: "GET", "a") }
        for node in [first, second, third] { await node.stop() }
    }

    @Test func `a name that stands for another node later leads there`() async throws {
        let names = Names()
        let (first, second) = try await twins()
        let name = HostPort(host: "moved.test", port: first.node.gossip.port)
        names[name] = [first.node.gossip]
        let third = try await TestNode.start("n3") {
            $0.peers = [name]
            $0.lookup = names.lookup
        }
        try await third.untilMembers(["n1"])
        await first.stop()
        names[name] = [second.node.gossip]
        #expect(try await third.ask("SET", "a", "1") == .ok)
        try await second.untilAnswer(.text("1"), to: "GET", "a")
        await second.stop()
        await third.stop()
    }

    @Test func `every registry is told, and one that dies takes nothing away`() async throws {
        var registries: [RegistryService] = []
        for _ in 0..<2 {
            registries.append(
                try await RegistryService(listeningOn: HostPort(host: "127.0.0.1", port: 0)))
        }
        let addresses = registries.map(\.address)
        let first = try await TestNode.start("n1") { $0.registries = [addresses[0]] }
        let second = try await TestNode.start("n2") { $0.registries = [addresses[1]] }
        let third = try await TestNode.start("n3") { $0.registries = addresses }
        for node in [first, second, third] {
            try await node.untilMembers(["n1", "n2", "n3"].filter { $0 != node.name })
        }
        await registries[0].stop()
        let fourth = try await TestNode.start("n4") { $0.registries = addresses }
        try await fourth.untilMembers(["n1", "n2", "n3"])
        for node in [first, second, third, fourth] { await node.stop() }
        await registries[1].stop()
    }

    @Test(arguments: [\NodeConfiguration.join, \.peers, \.registries])
    func `where nobody can be is said by name`(
        way: WritableKeyPath<NodeConfiguration, [HostPort]> & Sendable
    ) async throws {
        for text in ["127.0.0.1:0", "255.255.255.255:7000", "[ff02::1]:7000", "n2.test:0"] {
            let told = await #expect(throws: NodeError.self) {
                try await TestNode.start("n1") { $0[keyPath: way] = [HostPort(text)!] }
            }
            #expect("\(try #require(told))".contains(text))
        }
    }

    @Test func `the system knows the addresses of this machine`() throws {
        let found = try HostLookup().ask(HostPort(host: "localhost", port: 7000)).get()
        #expect(found.contains { $0.ipAddress == "127.0.0.1" && $0.port == 7000 })
        let unknown = HostLookup().ask(HostPort(host: "no-such-host.invalid", port: 7000))
        #expect(throws: HostLookup.Failure.self) { try unknown.get() }
    }
}

/// Nodes that are reached elsewhere than they listen.
@Suite(.timeLimit(.minutes(10))) struct AdvertisedAddressTests {
    /// Whether this system has version 6 of the internet protocol.
    private static let hasVersion6 =
        (try? SocketAddress.makeAddressResolvingHost("::1", port: 1)) != nil
        && Glibc.access("/proc/net/if_inet6", Glibc.F_OK) == 0

    @Test(arguments: ["0.0.0.0", "::"])
    func `a node on all addresses says which of them others use`(host: String) async throws {
        guard host != "::" || Self.hasVersion6 else { return }
        let first = try await TestNode.start("n1") {
            $0.gossip = .init(host: host, port: 0)
            $0.exposure = .accepted
            $0.advertise = .init(host: "127.0.0.1", port: 0)
        }
        let told = HostPort(host: "127.0.0.1", port: first.node.gossip.port)
        #expect(first.node.advertised == told)
        let second = try await TestNode.start("n2") { $0.join = [told] }
        let third = try await TestNode.start("n3") {
            $0.gossip = .init(host: host, port: 0)
            $0.exposure = .accepted
            $0.advertise = .init(host: "localhost", port: 0)
            $0.join = [second.node.gossip]
        }
        for node in [first, second, third] {
            try await node.untilMembers(["n1", "n2", "n3"].filter { $0 != node.name })
        }
        let addresses = try await second.node.onLoop { $0.members().map(\.address) }.get()
        #expect(addresses.contains("\(told)"))
        let large = String(repeating: "x", count: 200_000)
        #expect(try await third.ask("SET", "a", large) == .ok)
        for node in [first, second] { try await node.untilAnswer(.text(large), to: "GET", "a") }
        for node in [first, second, third] { await node.stop() }
    }

    @Test(arguments: TransportKind.allCases)
    func `a node behind a mapped port is reached through it`(kind: TransportKind) async throws {
        // The node has to say its mapped port before it listens.
        let port = TestNode.quietPort
        let relay = try await PortRelay(to: HostPort(host: "127.0.0.1", port: port))
        let first = try await TestNode.start("n1", gossip: port) {
            $0.transport = kind
            $0.advertise = relay.address
        }
        let second = try await TestNode.start("n2") {
            $0.transport = kind
            $0.join = [relay.address]
        }
        try await first.untilMembers(["n2"])
        try await second.untilMembers(["n1"])
        let addresses = try await second.node.onLoop { $0.members().map(\.address) }.get()
        #expect(addresses == ["\(relay.address)"])
        let large = String(repeating: "x", count: 200_000)
        #expect(try await second.ask("SET", "a", large) == .ok)
        try await first.untilAnswer(.text(large), to: "GET", "a")
        await first.stop()
        await second.stop()
        try await relay.close()
    }

    @Test func `all addresses are told to nobody`() async throws {
        for (gossip, advertise) in [("0.0.0.0:0", nil), ("127.0.0.1:0", "0.0.0.0:7000")] {
            let told = await #expect(throws: NodeError.self) {
                try await TestNode.start("n1") {
                    $0.gossip = HostPort(gossip)!
                    $0.exposure = .accepted
                    $0.advertise = advertise.flatMap { HostPort($0) }
                    $0.join = [HostPort("127.0.0.1:7000")!]
                }
            }
            #expect("\(try #require(told))".contains("--advertise"))
        }
    }
}
