import Epidemic
import EpidemicWire
import Logging
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
    /// - Parameter cluster: whose registry it is; nil for all that come, each by its name.
    /// - Parameter keyring: with what the nodes seal their gossip, when they do.
    /// - Parameter exposure: whether it may be reached from other machines without a key.
    /// - Throws: `NodeError`.
    public init(
        listeningOn address: HostPort, cluster: ClusterName? = nil, keyring: Keyring? = nil,
        exposure: Exposure = .refused, logger: Logger = Logger(label: "outbreak")
    ) async throws {
        try exposure.check(address, keyring)
        if GossipProtection(at: address, keyring) == .insecure {
            logger.warning("\(GossipProtection.warning(at: address))")
        }
        self.loop = NodeLoop()
        let loop = loop.events
        do {
            let arrivals = try await loop.submit {
                NIOLoopBound(GossipArrivals(), eventLoop: loop)
            }.get()
            let sockets = try await GossipSockets.bind(address, loop: loop, arrivals: arrivals)
            let port = UInt16(clamping: sockets.address?.port ?? 0)
            desk = try await loop.submit {
                let desk = RegistryDesk(
                    GossipPort(sockets), cluster: cluster, keyring: keyring, logger: logger)
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
    private var registries: ClusterRegistries
    private let clock = NodeClock()
    let drops = DropCounter()
    private let transport: Transport
    private let envelope: Envelope
    private let sender: Packet.Sender
    private var warnings = LogLimiter()
    private let logger: Logger

    private static let name: ReplicaName = "registry"

    init(_ port: GossipPort, cluster: ClusterName?, keyring: Keyring?, logger: Logger) {
        self.logger = logger
        // Every node says a third of that apart that it is here; so whoever looks at a node is told of a
        // registry that is gone within eight seconds.
        registries = ClusterRegistries(of: cluster, lease: .seconds(6))
        let drops = drops
        let start = UInt64(bitPattern: clock.now.nanoseconds)
        envelope = Envelope(Self.name, start: start, keyring: keyring)
        sender = Packet.Sender(
            cluster: cluster.map { ClusterIdentity($0) }
                ?? ClusterIdentity(ClusterName(drawn: start), .drawn),
            id: ReplicaID(name: Self.name, epoch: NodeClock.wallMilliseconds()),
            port: UInt16(clamping: port.address?.port ?? 0),
            process: UInt32(truncatingIfNeeded: start))
        transport = Transport(.udp, port: port, sender: sender, envelope: envelope) {
            drops.counts.count($0)
        }
    }

    func close() { transport.close() }

    /// A packet arrived; what is not for a registry is not answered.
    func receive(_ bytes: ByteBuffer, from remote: SocketAddress) -> GossipArrivals.Speaker {
        guard let arrival = envelope.open(Array(bytes.readableBytesView)) else {
            tell(KeyTrouble(envelope.lastRefusal), at: remote)
            return .nobody
        }
        do throws(WireError) {
            return hear(try Packet(arrival.packet), arrival, from: remote)
        } catch {
            drops.counts.count(Drop(error))
            if case .unknownVersion(let version) = error {
                warnings.log(.otherVersion(version, at: remote), now: clock.now, to: logger)
            }
            if Envelope.isSealed(arrival.packet) { tell(.sealed, at: remote) }
            return .nobody
        }
    }

    private func hear(
        _ packet: Packet, _ arrival: Arrival, from remote: SocketAddress
    ) -> GossipArrivals.Speaker {
        let address = remote.unmapped.withPort(packet.sender.port)
        guard address.isPossible else {
            drops.counts.count(.impossibleAddress)
            return .nobody
        }
        let identity = registries.identity(for: packet.sender.cluster, now: clock.now)
        transport.writer = PacketWriter(sender: sender.of(identity ?? sender.cluster))
        let admission = transport.admit(packet, arrival, from: address, isKnown: false)
        guard admission != .stranger else { return .stranger(at: address) }
        guard let identity else {
            tellForeign(packet.sender, at: address)
            return .nobody
        }
        if packet.kind == .gossip { heed(packet, as: identity, at: address) }
        return transport.speaker(admission, at: address)
    }

    func challenge(_ address: SocketAddress) { transport.challenge(address) }

    private func heed(
        _ packet: Packet, as identity: ClusterIdentity, at address: SocketAddress
    ) {
        for frame in packet.frames {
            guard
                case .registry(let question)? = try? MessageCodec.decode(frame, at: clock.onTheWire)
            else { continue }
            guard question.hasPossibleAddresses else {
                drops.counts.count(.impossibleAddress)
                continue
            }
            let answer = registries.receive(
                question, from: packet.sender.cluster, as: identity, now: clock.now)
            guard let answer else { continue }
            transport.send(MessageCodec.encode(.registry(answer), at: clock.onTheWire), to: address)
        }
        transport.flush()
    }

    private func tellForeign(_ other: Packet.Sender, at address: SocketAddress) {
        drops.counts.count(.foreign)
        let notice = NodeNotice.foreign(other, at: address, own: sender.cluster.name)
        warnings.log(notice, now: clock.now, to: logger)
    }

    /// Each address by itself: who registers is not known beforehand.
    private func tell(_ trouble: KeyTrouble?, at address: SocketAddress) {
        guard let trouble else { return }
        warnings.log(
            trouble, of: .registry, at: address, about: address.ipAddress, now: clock.now,
            to: logger)
    }
}

extension Packet.Sender {
    /// The same, as a member of a cluster.
    fileprivate func of(_ cluster: ClusterIdentity) -> Packet.Sender {
        Packet.Sender(cluster: cluster, id: id, port: port, process: process, control: control)
    }
}
