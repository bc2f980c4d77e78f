import Epidemic
import EpidemicWire
import NIOCore

// What goes out to other nodes and what comes in, through the faults that somebody asked for.

extension NodeDriver {
    /// Sends a message, unless a fault keeps it.
    func send(_ message: Message, to peer: Peer) {
        if let drop = faults.drop(.outgoing, peer) { return count(drop) }
        guard let address = address(of: peer) else { return count(.unreachable) }
        let frame = MessageCodec.encode(message, at: clock.onTheWire)
        if case .request = message { exchangeBytes += frame.count }
        let delay = faults[peer].delay
        guard delay > .zero else { return transport.send(frame, to: address) }
        loop.assumeIsolated().scheduleTask(in: .nanoseconds(delay.nanoseconds)) { [weak self] in
            self?.transport.send(frame, to: address)
            self?.openTurn()
        }
    }

    /// A packet arrived.
    ///
    /// - Returns: who speaks in it.
    func receive(_ bytes: ByteBuffer, from remote: SocketAddress) -> GossipArrivals.Speaker {
        transport.noteArrival(bytes: bytes.readableBytes)
        guard life == .running else { return .nobody }
        defer { onArrival() }
        guard let arrival = envelope.open(Array(bytes.readableBytesView)) else { return .nobody }
        do throws(WireError) {
            let packet = try Packet(arrival.packet)
            let address = remote.unmapped.withPort(packet.sender.port)
            guard address.isPossible else {
                count(.impossibleAddress)
                return .nobody
            }
            return hear(packet, arrival, at: address)
        } catch {
            count(Drop(error))
            if case .unknownVersion(let version) = error {
                tell(.otherVersion(version, at: remote))
            }
            return .nobody
        }
    }

    private func hear(
        _ packet: Packet, _ arrival: Arrival, at address: SocketAddress
    ) -> GossipArrivals.Speaker {
        if let drop = faults.drop {
            count(drop)
            return .nobody
        }
        let own = configuration.cluster.name
        guard packet.sender.cluster.name == own else {
            count(.foreign)
            tell(.foreign(packet.sender, at: address, own: own))
            return .nobody
        }
        guard transport.admits(packet, arrival, from: address) else {
            return .stranger(at: address)
        }
        // Across a link that is cut nobody is asked to show anything.
        guard let peer = heed(packet, arrival, at: address), faults[peer].cut.isEmpty else {
            return .nobody
        }
        return transport.speaker(of: packet, at: address)
    }

    /// - Returns: who was heard; nil for nobody.
    private func heed(
        _ packet: Packet, _ arrival: Arrival, at address: SocketAddress
    ) -> Peer? {
        guard packet.sender.id != replica.id else {
            hearOwn(packet.sender, at: address)
            return nil
        }
        guard let peer = peer(of: packet.sender, at: address) else {
            count(.tooManyPeers)
            return nil
        }
        switch packet.kind {
        case .gossip:
            for frame in packet.frames { receive(frame, from: peer, packet.sender) }
        case .greeting:
            if hears(peer, packet.sender) { reply(to: arrival, from: peer) }
        case .reply: _ = hears(peer, packet.sender)
        }
        return peer
    }

    private func receive(_ frame: ArraySlice<UInt8>, from peer: Peer, _ sender: Packet.Sender) {
        guard hears(peer, sender) else { return }
        transport.noteFrame()
        do throws(WireError) {
            let message = try MessageCodec.decode(frame, at: clock.onTheWire)
            guard message.hasPossibleAddresses else { return count(.impossibleAddress) }
            if case .reply = message { exchangeBytes += frame.count }
            if case .membership = message, takePart() { return }
            act { $0.receive(message, from: peer, now: $1, into: &$2) }
        } catch {
            count(Drop(error))
        }
    }

    /// Whether something of a peer gets through; then the peer has been heard.
    private func hears(_ peer: Peer, _ sender: Packet.Sender) -> Bool {
        if let drop = faults.drop(.incoming, peer) {
            count(drop)
            return false
        }
        if book.note(sender, as: peer, now: clock.now) {
            replica.peerNames = .listed(book.peerNames)
            refreshPeers()
            onAcquaintance(peer)
        }
        return true
    }

    /// Somebody speaks in this node's own name: it is its own voice, or a copy that lives its life.
    private func hearOwn(_ sender: Packet.Sender, at address: SocketAddress) {
        guard sender.process == process else { return takeFreshEpoch() }
        count(.ownEcho)
        book.noteSelf(at: address)
        refreshPeers()
    }

    /// Whom the replica contacts follows who is there.
    func refreshPeers() {
        guard !isDiscovering else { return }
        let peers = book.peers(now: clock.now)
        guard peers != lastPeers else { return }
        lastPeers = peers
        replica.change(peers: .list(peers))
    }

    private func reply(to greeting: Arrival, from peer: Peer) {
        if let address = book[peer].address, faults.drop(.outgoing, peer) == nil {
            transport.reply(to: greeting, at: address)
        }
    }

    /// Says hello to every peer that was not heard lately, so that each knows the other's name; again
    /// and again, because a peer that is away may come back.
    func greet() {
        for peer in lastPeers where isSilent(peer) {
            if let address = book[peer].address, faults.drop(.outgoing, peer) == nil {
                transport.send(.greeting, to: address)
            }
        }
    }

    private func isSilent(_ peer: Peer) -> Bool {
        guard let lastHeard = book[peer].lastHeard else { return true }
        return clock.now - lastHeard > Self.silence
    }

    /// How long a peer may be silent before it is greeted again.
    private static let silence = Interval.seconds(1)
}

extension Drop {
    /// What bytes that are no message are counted as.
    init(_ error: WireError) {
        switch error {
        case .unknownMagic: self = .notOurs
        case .unknownVersion: self = .unknownVersion
        case .unknownKind: self = .unknownKind
        case .tooLarge: self = .tooLarge
        case .truncated, .malformed: self = .malformed
        }
    }
}
