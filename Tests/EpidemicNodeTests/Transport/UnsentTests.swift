import Epidemic
import EpidemicWire
import NIOCore
import Testing

@testable import EpidemicNode

/// What cannot be sent to one is no reason to fall silent for all.
@Suite(.timeLimit(.minutes(10))) struct UnsentTests {
    /// Addresses to which this system sends nothing: one for all on the link, another protocol's, none.
    @Test(arguments: ["127.255.255.255:7000", "[::1]:7000"])
    func `one peer that nothing can be sent to costs no other anything`(peer: String) async throws {
        let first = try await TestNode.start("n1")
        let second = try await TestNode.start(
            "n2", peers: [first.node.gossip, try #require(HostPort(peer))])
        try await second.untilCounted("send failed")
        #expect(try await second.ask("SET", "a", "1") == .ok)
        try await first.untilAnswer(.text("1"), to: "GET", "a")
        #expect(try await second.isUp)
        await first.stop()
        await second.stop()
    }

    @Test func `a stranger that announces no port is not answered, and nobody is silenced`()
        async throws
    {
        let (first, second) = try await TestNode.pair()
        let stranger = RawDatagrams()
        for kind in Packet.Kind.allCases {
            stranger.send(kind, [.registry(.ask)], announcing: 0, to: second.node.gossip)
        }
        try await second.untilCounted("impossible address")
        #expect(try await second.ask("SET", "a", "1") == .ok)
        try await first.untilAnswer(.text("1"), to: "GET", "a")
        #expect(try await second.isUp)
        await first.stop()
        await second.stop()
    }

    @Test func `members at addresses where nobody can be are not taken in`() async throws {
        let first = try await TestNode.start("n1")
        let second = try await TestNode.start("n2") { $0.join = [first.node.gossip] }
        var stranger = RawDatagrams()
        try stranger.introduce(to: second.node.gossip)
        for (place, address) in ImpossibleAddresses.all.enumerated() {
            let name = ReplicaName("bad\(place)")!
            let record = MemberRecord(id: ReplicaID(name: name, epoch: 1), address: address)
            stranger.send(
                .gossip, [.membership(.news(MemberNews(records: [record])))],
                announcing: stranger.port, to: second.node.gossip)
        }
        try await second.until {
            try await second.count("impossible address") >= ImpossibleAddresses.all.count
        }
        #expect(try await second.ask("SET", "a", "1") == .ok)
        try await first.untilAnswer(.text("1"), to: "GET", "a")
        try await second.untilMembers(["n1"])
        await first.stop()
        await second.stop()
    }

    @Test func `a registry is not silenced either, and lists nobody whom none can reach`()
        async throws
    {
        let registry = try await RegistryService(
            listeningOn: HostPort(host: "127.0.0.1", port: 0))
        var stranger = RawDatagrams()
        try stranger.introduce(to: registry.address)
        let id = ReplicaID(name: "bad", epoch: 1)
        stranger.send(
            .gossip, [.registry(.ask)], announcing: 0, to: registry.address)
        for address in ImpossibleAddresses.all {
            stranger.send(
                .gossip, [.registry(.register(Registration(id: id, address: address)))],
                announcing: stranger.port, to: registry.address)
        }
        stranger.send(
            .gossip, [.registry(.ask)], announcing: stranger.port, to: registry.address)
        let heard = stranger.hear()
        let answer = try Packet(try #require(heard))
        #expect(
            try answer.frames.map { try MessageCodec.decode($0, at: WireClock(.zero)) } == [
                .registry(.listing([], lease: .seconds(6)))
            ])
        let dropped = try await registry.count(of: .impossibleAddress)
        #expect(dropped == UInt64(1 + ImpossibleAddresses.all.count))
        await registry.stop()
    }

    @Test(arguments: [GossipPort.Socket.datagrams, .streams])
    func `a socket that was closed is bound again where it was`(socket: GossipPort.Socket)
        async throws
    {
        let (first, second) = try await TestNode.pair {
            $0.transport = socket == .datagrams ? .udp : .tcp
        }
        for _ in 0..<3 {
            let lost = try await first.node.onLoop { driver in
                let channel = driver.transport.port.channel(socket)
                channel?.close(promise: nil)
                return channel
            }.get()
            // By now it may be bound again, by another channel.
            try await first.untilUp()
            let regained = { @Sendable (driver: NodeDriver) -> Bool in
                driver.transport.port.channel(socket).map { $0 !== lost } ?? false
            }
            while try await !first.node.onLoop(regained).get() { await Task.yield() }
        }
        let ports = try await first.node.onLoop { driver in
            [GossipPort.Socket.datagrams, .streams].map {
                driver.transport.port.channel($0)?.localAddress?.port
            }
        }.get()
        #expect(ports == [Int(first.node.gossip.port), Int(first.node.gossip.port)])
        #expect(try await second.ask("SET", "a", "1") == .ok)
        try await first.untilAnswer(.text("1"), to: "GET", "a")
        #expect(try await first.ask("SET", "b", "2") == .ok)
        try await second.untilAnswer(.text("2"), to: "GET", "b")
        await first.stop()
        await second.stop()
    }

    @Test func `a message that is larger than any path harms nobody`() async throws {
        let (first, second) = try await TestNode.pair()
        let address = try SocketAddress(
            ipAddress: "127.0.0.1", port: Int(second.node.gossip.port))
        try await first.node.onLoop { driver in
            driver.transport.sendAtOnce([UInt8](repeating: 0, count: 70_000), to: address)
        }.get()
        #expect(try await first.count("send failed") == 1)
        #expect(try await first.ask("SET", "a", "1") == .ok)
        try await second.untilAnswer(.text("1"), to: "GET", "a")
        await first.stop()
        await second.stop()
    }
}

/// Addresses at which nobody can be.
@Suite struct PossibleAddressTests {
    @Test func `some addresses are nobody's`() {
        for address in ImpossibleAddresses.all { #expect(!address.isPossible, "\(address)") }
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("10.0.0.255", true), ("223.255.255.255", true), ("0.0.0.0", false),
        ("224.0.0.1", false), ("255.255.255.255", false), ("::1", true), ("2001:db8::1", true),
        ("::", false), ("ff02::1", false), ("fe80::1", false), ("::ffff:224.0.0.1", false),
        ("::ffff:10.0.0.1", true),
    ])
    func `what the system can name is judged alike`(host: String, isPossible: Bool) throws {
        #expect(try SocketAddress(ipAddress: host, port: 7000).isPossible == isPossible)
        #expect(try !SocketAddress(ipAddress: host, port: 0).isPossible)
    }
}

enum ImpossibleAddresses {
    static let all: [NodeAddress] = [
        NodeAddress(slot: 3), NodeAddress(ip4: 0x7F00_0001, port: 0),
        NodeAddress(ip4: 0, port: 7000), NodeAddress(ip4: 0xE000_0001, port: 7000),
        NodeAddress(ip4: .max, port: 7000), NodeAddress(ip6: 0, port: 7000),
        NodeAddress(ip6: 0xFF02 << 112 | 1, port: 7000),
        NodeAddress(ip6: 0xFE80 << 112 | 1, port: 7000),
    ]
}

extension TestNode {
    /// Whether it takes part, and can be reached.
    var isUp: Bool {
        get async throws { try await node.onLoop { $0.status().isUp }.get() }
    }

    /// How often something was counted under a name.
    func count(_ name: String) async throws -> Int {
        try await node.onLoop { driver in
            Int(driver.status().counters.first { $0.name == name }?.count ?? 0)
        }.get()
    }

    /// Waits until both sockets are bound.
    func untilUp() async throws {
        while try await !isUp { await Task.yield() }
    }
}
