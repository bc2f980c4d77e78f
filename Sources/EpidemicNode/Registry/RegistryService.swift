import Epidemic
import EpidemicWire
import NIOCore
import NIOPosix

/// The central directory: a process that nodes tell where they are, and ask who is there.
///
/// It keeps nothing on disk. When it is killed, those who know each other go on, and newcomers find
/// nobody until it is back.
public final class RegistryService: Sendable {
    /// Where it listens, with the port that it got.
    public let address: HostPort
    private let loop: NodeLoop
    private let sockets: GossipSockets

    /// Begins to listen.
    ///
    /// - Parameter cluster: whose registry it is.
    /// - Parameter keyring: with what the nodes seal their gossip, when they do.
    /// - Throws: `NodeError`.
    public init(
        listeningOn address: HostPort, cluster: ClusterName? = nil, keyring: Keyring? = nil
    ) async throws {
        let cluster = ClusterIdentity(cluster ?? NodeConfiguration.unnamedCluster)
        self.loop = NodeLoop()
        let loop = loop.events
        do {
            let arrivals = try await loop.submit {
                NIOLoopBound(GossipArrivals(), eventLoop: loop)
            }.get()
            let sockets = try await GossipSockets.bind(address, loop: loop, arrivals: arrivals)
            let port = UInt16(clamping: sockets.address?.port ?? 0)
            try await loop.submit {
                let desk = RegistryDesk(
                    sockets, port: port, cluster: cluster, keyring: keyring)
                arrivals.value.packet = { desk.receive($0, from: $1) }
            }.get()
            self.sockets = sockets
            self.address = HostPort(host: address.host, port: port)
        } catch {
            await self.loop.close()
            throw error
        }
    }

    /// Stops listening.
    public func stop() async {
        let arrivals = sockets.arrivals
        await withCheckedContinuation { continuation in
            let isClosing = loop.execute {
                arrivals.value.channels.closeAll { continuation.resume() }
            }
            if !isClosing { continuation.resume() }
        }
        await loop.close()
    }
}

/// What answers, on the registry's thread.
private final class RegistryDesk {
    /// Every node says a third of that apart that it is here; so whoever looks at a node is told of a
    /// registry that is gone within eight seconds.
    private var registry = Registry(lease: .seconds(6))
    private let clock = NodeClock()
    private let transport: Transport
    private let envelope: Envelope
    private let cluster: ClusterIdentity

    private static let name: ReplicaName = "registry"

    init(_ sockets: GossipSockets, port: UInt16, cluster: ClusterIdentity, keyring: Keyring?) {
        self.cluster = cluster
        let start = UInt64(bitPattern: clock.now.nanoseconds)
        envelope = Envelope(Self.name, start: start, keyring: keyring)
        let sender = Packet.Sender(
            cluster: cluster, id: ReplicaID(name: Self.name, epoch: NodeClock.wallMilliseconds()),
            port: port, process: UInt32(truncatingIfNeeded: start))
        transport = Transport(.udp, sockets: sockets, sender: sender, envelope: envelope) { _ in }
    }

    /// A packet arrived; what is not for a registry is not answered.
    func receive(_ bytes: ByteBuffer, from remote: SocketAddress) {
        guard let arrival = envelope.open(Array(bytes.readableBytesView)),
            let packet = try? Packet(arrival.packet), packet.sender.cluster.name == cluster.name
        else { return }
        let address = remote.withPort(packet.sender.port)
        guard transport.admits(packet, arrival, from: address) else { return }
        if packet.kind == .greeting { transport.reply(to: arrival, at: address) }
        for frame in packet.frames {
            guard case .registry(let question)? = try? MessageCodec.decode(frame),
                let answer = registry.receive(question, now: clock.now)
            else { continue }
            transport.send(MessageCodec.encode(.registry(answer)), to: address)
        }
        transport.flush()
    }
}
