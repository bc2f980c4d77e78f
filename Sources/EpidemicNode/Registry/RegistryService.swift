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
    private let arrivals: NIOLoopBound<GossipArrivals>
    private let desk: NIOLoopBound<RegistryDesk>

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
            desk = try await loop.submit {
                let desk = RegistryDesk(GossipPort(sockets), cluster: cluster, keyring: keyring)
                arrivals.value.packet = { [weak desk] in desk?.receive($0, from: $1) ?? .nobody }
                arrivals.value.onExhaustion = { [weak desk] _ in
                    desk?.drops.counts.count(.notAccepted)
                }
                arrivals.value.challenge = { [weak desk] in desk?.challenge($0) }
                arrivals.value.drop = { [weak desk] in desk?.drops.counts.count($0) }
                return NIOLoopBound(desk, eventLoop: loop)
            }.get()
            self.arrivals = arrivals
            self.address = HostPort(host: address.host, port: port)
        } catch {
            await self.loop.close()
            throw error
        }
    }

    /// Stops listening.
    public func stop() async {
        let (desk, arrivals) = (desk, arrivals)
        await withCheckedContinuation { continuation in
            let isClosing = loop.execute {
                desk.value.close()
                arrivals.value.channels.closeAll { continuation.resume() }
            }
            if !isClosing { continuation.resume() }
        }
        await loop.close()
    }

    /// How often something was dropped for a reason.
    func count(of drop: Drop) async throws -> UInt64 {
        let desk = desk
        return try await loop.submit { desk.value.drops.counts[drop] }.get()
    }
}

/// What answers, on the registry's thread.
private final class RegistryDesk {
    /// Every node says a third of that apart that it is here; so whoever looks at a node is told of a
    /// registry that is gone within eight seconds.
    private var registry = Registry(lease: .seconds(6))
    private let clock = NodeClock()
    let drops = DropCounter()
    private let transport: Transport
    private let envelope: Envelope
    private let cluster: ClusterIdentity

    private static let name: ReplicaName = "registry"

    init(_ port: GossipPort, cluster: ClusterIdentity, keyring: Keyring?) {
        self.cluster = cluster
        let drops = drops
        let start = UInt64(bitPattern: clock.now.nanoseconds)
        envelope = Envelope(Self.name, start: start, keyring: keyring)
        let sender = Packet.Sender(
            cluster: cluster, id: ReplicaID(name: Self.name, epoch: NodeClock.wallMilliseconds()),
            port: UInt16(clamping: port.address?.port ?? 0),
            process: UInt32(truncatingIfNeeded: start))
        transport = Transport(.udp, port: port, sender: sender, envelope: envelope) {
            drops.counts.count($0)
        }
    }

    func close() { transport.close() }

    /// A packet arrived; what is not for a registry is not answered.
    func receive(_ bytes: ByteBuffer, from remote: SocketAddress) -> GossipArrivals.Speaker {
        guard let arrival = envelope.open(Array(bytes.readableBytesView)),
            let packet = try? Packet(arrival.packet)
        else { return .nobody }
        guard packet.sender.cluster.name == cluster.name else {
            drops.counts.count(.foreign)
            return .nobody
        }
        let address = remote.unmapped.withPort(packet.sender.port)
        guard address.isPossible else {
            drops.counts.count(.impossibleAddress)
            return .nobody
        }
        guard transport.admits(packet, arrival, from: address) else {
            return .stranger(at: address)
        }
        heed(packet, arrival, at: address)
        return transport.speaker(of: packet, at: address)
    }

    func challenge(_ address: SocketAddress) { transport.challenge(address) }

    private func heed(_ packet: Packet, _ arrival: Arrival, at address: SocketAddress) {
        if packet.kind == .greeting { transport.reply(to: arrival, at: address) }
        for frame in packet.frames {
            guard
                case .registry(let question)? = try? MessageCodec.decode(frame, at: clock.onTheWire)
            else { continue }
            guard question.hasPossibleAddresses else {
                drops.counts.count(.impossibleAddress)
                continue
            }
            guard let answer = registry.receive(question, now: clock.now) else { continue }
            transport.send(MessageCodec.encode(.registry(answer), at: clock.onTheWire), to: address)
        }
        transport.flush()
    }
}
