import Epidemic
import EpidemicWire
import NIOCore
import NIOEmbedded
import Testing

@testable import EpidemicNode

/// Streams of strangers on a real node.
@Suite(.timeLimit(.minutes(10))) struct StrangerStreamTests {
    private static let keys = String(repeating: "a1", count: 32)

    @Test(arguments: [false, true])
    func `half frames of strangers are not held, and a genuine value gets through`(
        isSealed: Bool
    ) async throws {
        let keyring = isSealed ? try Keyring(fileText: Self.keys) : nil
        let (first, second) = try await TestNode.pair { $0.keyring = keyring }
        var strangers: [RawStream] = []
        for _ in 0..<200 {
            let stream = try RawStream(to: first.node.gossip)
            stream.say(announcing: 8 << 20, bytes: 100_000)
            strangers.append(stream)
        }
        let large = String(repeating: "x", count: 200_000)
        #expect(try await second.ask("SET", "large", large) == .ok)
        try await first.untilAnswer(.text(large), to: "GET", "large")
        let (held, streams) = try await first.held
        #expect(held <= TransportLimits.strangerBytesMax * 2)
        #expect(streams <= TransportLimits.strangersPerHostMax + 1)
        #expect(try await first.count("too many streams") > 0)
        withExtendedLifetime(strangers) {}
        await first.stop()
        await second.stop()
    }

    @Test(arguments: TransportKind.allCases)
    func `a large value is the first that a stream brings, and arrives`(kind: TransportKind)
        async throws
    {
        let (first, second) = try await TestNode.pair { $0.transport = kind }
        let large = String(repeating: "y", count: Limits.valueBytesMax)
        #expect(try await first.ask("SET", "large", large) == .ok)
        try await second.untilAnswer(.text(large), to: "GET", "large")
        await first.stop()
        await second.stop()
    }

    @Test func `across a link that is cut nobody is asked who it is`() async throws {
        let (first, second) = try await TestNode.pair()
        try await first.untilMembers(["n2"])
        let (id, port) = (second.node.start.id, second.node.gossip.port)
        let isAsked = { @Sendable (driver: NodeDriver) -> Bool in
            let sender = Packet.Sender(
                cluster: driver.naming.identity, id: id, port: port, process: 9)
            let bytes = ByteBuffer(bytes: PacketWriter(sender: sender).head(.gossip))
            guard let remote = HostLookup.literal(HostPort(host: "127.0.0.1", port: port)),
                case .stranger = driver.receive(bytes, from: remote)
            else { return false }
            return true
        }
        #expect(try await first.node.onLoop(isAsked).get())
        #expect(try await first.ask("OUTBREAK", "CUT", "n2", "out") == .ok)
        #expect(try await !first.node.onLoop(isAsked).get())
        await first.stop()
        await second.stop()
    }

    @Test func `a stranger holds half a request for metrics for some seconds`() throws {
        var dropped: [Drop] = []
        let server = MetricsServer(text: { "" }, drop: { dropped.append($0) })
        let channel = EmbeddedChannel(handler: MetricsConnection(server))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try channel.writeInbound(ByteBuffer(string: "GET /metr"))
        channel.embeddedEventLoop.advanceTime(by: TransportLimits.requestTime)
        #expect(!channel.isActive)
        #expect(dropped == [.requestTimedOut])
    }

    @Test func `half requests for metrics make room for those who ask`() async throws {
        let node = try await TestNode.start("n1") {
            $0.metrics = HostPort(host: "127.0.0.1", port: 0)
        }
        let metrics = try #require(node.node.metrics)
        var strangers: [RawStream] = []
        for _ in 0..<TransportLimits.requestsMax + 10 {
            let stream = try RawStream(to: metrics)
            stream.say("GET /metr")
            strangers.append(stream)
        }
        let client = try RawStream(to: metrics)
        client.say("GET /metrics HTTP/1.1\r\n\r\n")
        let text = client.hearToEnd()
        #expect(text.contains("\noutbreak_up 1\n"))
        #expect(try await node.count("too many requests") >= 10)
        withExtendedLifetime(strangers) {}
        await node.stop()
    }

    @Test func `half a command of a client without the password does not stay`() async throws {
        let node = try await TestNode.startProtected(password: "secret")
        let parts = node.parts
        try await node.onLoop { _ in
            parts.value.control.strangerCommandTime = .milliseconds(20)
        }.get()
        let client = try RawStream(to: node.control!)
        client.say("PING\r\n*2\r\n$4\r\nAU")
        #expect(client.hearToEnd().hasPrefix("-NOAUTH"))
        node.stop()
        _ = await node.untilEnded()
    }
}

extension TestNode {
    /// Bytes of frames that are not whole, and streams that are open.
    var held: (bytes: Int, streams: Int) {
        get async throws {
            try await node.onLoop { driver in
                let arrivals = driver.transport.port.arrivals.value
                return (arrivals.heldBytes, arrivals.streams)
            }.get()
        }
    }
}
