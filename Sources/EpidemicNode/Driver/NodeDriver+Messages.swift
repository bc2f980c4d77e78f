import Epidemic
import EpidemicWire
import NIOCore

// What goes out to other nodes and what comes in, through the faults that somebody asked for.

extension NodeDriver {
    /// Sends a message, unless a fault keeps it.
    func send(_ message: Message, to peer: Peer) {
        if let drop = faults.drop(.outgoing, peer) { return count(drop) }
        guard let address = address(of: peer) else { return count(.unreachable) }
        noteAsked(address)
        let frame = MessageCodec.encode(message, at: clock.onTheWire)
        guard admits(frame.count, to: peer) else { return count(.unreachable) }
        if case .request = message { exchangeBytes += frame.count }
        let delay = faults[peer].delay
        guard delay > .zero else { return transport.send(frame, to: address) }
        loop.assumeIsolated().scheduleTask(in: .nanoseconds(delay.nanoseconds)) { [weak self] in
            self?.transport.send(frame, to: address)
            self?.openTurn()
        }
    }

    /// Whether so many bytes are sent to a peer. One that was found by others is contacted no more when it is
    /// dead, and a stream to nobody costs the others nothing.
    private func admits(_ bytes: Int, to peer: Peer) -> Bool {
        guard !isDiscovering, configuration.transport == .udp else { return true }
        return silentPeers.admits(
            bytes, to: peer, heard: book[peer].lastHeard, now: clock.now, at: .now())
    }

    /// A packet arrived.
    ///
    /// - Returns: who speaks in it.
    func receive(_ bytes: ByteBuffer, from remote: SocketAddress) -> GossipArrivals.Speaker {
        transport.noteArrival(bytes: bytes.readableBytes)
        guard life == .running else { return .nobody }
        defer { onArrival() }
        guard let arrival = envelope.open(Array(bytes.readableBytesView)) else {
            if let trouble = KeyTrouble(envelope.lastRefusal) { onUnopened(trouble, remote) }
            return .nobody
        }
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
                onNotice(.otherVersion(version, at: remote))
            }
            if Envelope.isSealed(arrival.packet) { onUnopened(.sealed, remote) }
            return .nobody
        }
    }

    private func hear(
        _ packet: Packet, _ arrival: Arrival, at address: SocketAddress
    ) -> GossipArrivals.Speaker {
        if packet.sender.id == replica.id, packet.sender.process == process {
            hearEcho(at: address)
            return .nobody
        }
        if let drop = faults.drop ?? knownPeer(at: address).flatMap({ faults.drop(.incoming, $0) })
        {
            count(drop)
            return .nobody
        }
        let admission = transport.admit(
            packet, arrival, from: address, isKnown: isKnown(address))
        guard admission != .stranger else { return .stranger(at: address) }
        guard isHome(packet, admission, at: address) else { return .nobody }
        // Across a link that is cut nobody is asked to show anything.
        guard let peer = heed(packet, admission, at: address), faults[peer].cut.isEmpty else {
            return .nobody
        }
        return transport.speaker(admission, at: address)
    }

    /// - Returns: who was heard; nil for nobody.
    private func heed(
        _ packet: Packet, _ admission: Admission, at address: SocketAddress
    ) -> Peer? {
        guard packet.sender.id != replica.id else {
            takeFreshEpoch()
            return nil
        }
        if packet.sender.id.name == replica.id.name {
            replica.note(namesakeIn: packet.sender.id.epoch)
        }
        guard let peer = peer(of: packet.sender, at: address) else {
            count(.tooManyPeers)
            return nil
        }
        switch packet.kind {
        case .gossip:
            for frame in packet.frames { receive(frame, from: peer, packet.sender) }
        case .greeting, .reply: _ = hears(peer, packet.sender)
        }
        if admission == .proven { seekAgain(at: address) }
        return peer
    }

    private func receive(_ frame: ArraySlice<UInt8>, from peer: Peer, _ sender: Packet.Sender) {
        guard hears(peer, sender) else { return }
        transport.noteFrame()
        do throws(WireError) {
            let message = try MessageCodec.decode(frame, at: clock.onTheWire)
            guard message.hasPossibleAddresses else { return count(.impossibleAddress) }
            if refusesUpdates, message.bringsUpdates { return count(.notStored) }
            if case .reply = message { exchangeBytes += frame.count }
            if case .membership = message, takePart() { return }
            act {
                $0.receive(message, from: peer, life: sender.process, now: $1, into: &$2)
            }
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
        departure?.hear(peer)
        return true
    }

    /// This node hears its own voice.
    private func hearEcho(at address: SocketAddress) {
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
