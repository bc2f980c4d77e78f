import Epidemic
import EpidemicWire
import NIOCore

// Who is greeted, who belongs to the cluster, and who was told of.

extension NodeDriver {
    /// Whether who runs this node told of an address: a peer, a member to join, the registry. While the
    /// cluster has no settled name, those count, too, whom the node asks because others told of them.
    func isKnown(_ address: SocketAddress) -> Bool {
        guard isDiscovering else { return book.isConfigured(address) }
        guard let node = NodeAddress(address) else { return false }
        return asked.contains(address) || seeds.contains(node) || registries.contains(node)
    }

    /// The peer at an address, if it has a slot.
    func knownPeer(at address: SocketAddress) -> Peer? {
        guard isDiscovering else { return book.known(at: address) }
        return NodeAddress(address).flatMap { replica.knownPeer(at: $0) }
    }

    /// Says hello to everybody who was not heard lately, so that each knows the other's name; again and
    /// again, because a peer that is away may come back.
    func greet() {
        guard isDiscovering else {
            for address in book.silent(now: clock.now, for: Self.silence) {
                transport.greet(address)
            }
            return
        }
        // Who finds its peers by itself probes them, and greets only whom it was told of.
        for address in (seeds + registries).compactMap(\.socketAddress)
        where !naming.isSettled || !transport.hasProven(address) {
            transport.greet(address)
        }
    }

    /// Says hello to one peer, which answers if it is there.
    func greet(_ peer: Peer) {
        if let address = address(of: peer) { transport.greet(address) }
    }

    /// How long a peer may be silent before it is greeted again.
    private static let silence = Interval.seconds(1)

    /// A node that has yet to learn to which cluster it belongs asks everybody to whom it speaks of its
    /// own accord.
    func noteAsked(_ address: SocketAddress) {
        guard !naming.isSettled, isDiscovering, asked.count < Self.askedMax,
            asked.insert(address).inserted
        else { return }
        transport.greet(address)
    }

    private static let askedMax = 256

    /// Whether a packet comes from a node of this node's cluster, of which it may learn the name so.
    func isHome(_ packet: Packet, _ admission: Admission, at address: SocketAddress) -> Bool {
        let wasSettled = naming.isSettled
        if wasSettled, packet.sender.cluster.name == naming.identity.name { return true }
        let word: ClusterNaming.Word =
            if isKnown(address) {
                admission == .proven ? .answering : .told
            } else {
                packet.handshake?.reason == .told ? .asking : .heard
            }
        let own = naming.identity.name
        switch naming.hear(packet.sender.cluster, word, now: clock.now) {
        case .home:
            if !wasSettled, naming.isSettled { noteSettled() }
            return true
        case .adopted:
            if naming.isSettled { noteSettled() } else { introduce() }
            return true
        case .foreign where packet.sender.cluster.standing == .drawn || !naming.isSettled:
            count(.unnamed)
            return false
        case .foreign:
            count(.foreign)
            if book.noteForeign(at: address) { refreshPeers() }
            onNotice(.foreign(packet.sender, at: address, own: own))
            return false
        }
    }

    /// The name of the cluster will not change any more.
    private func noteSettled() {
        introduce()
        asked.removeAll()
        onNotice(.belongs(to: naming.identity.name))
        keepClusterName()
    }

    /// A name on which nodes agreed some time ago is settled.
    func settleName() {
        if naming.settle(now: clock.now) { noteSettled() }
    }

    /// Somebody whom this node was told of has just answered, and heard nothing of it before.
    func seekAgain(at address: SocketAddress) {
        guard isDiscovering, let address = NodeAddress(address) else { return }
        if registries.contains(address) {
            act { $0.registerAgain(now: $1, into: &$2) }
        } else if seeds.contains(address) {
            act { $0.knock(now: $1, into: &$2) }
        }
    }

    /// Why nothing goes to an address; nil when it does.
    func outgoingFault(to address: SocketAddress) -> Drop? {
        if let drop = faults.drop { return drop }
        return knownPeer(at: address).flatMap { faults.drop(.outgoing, $0) }
    }
}
