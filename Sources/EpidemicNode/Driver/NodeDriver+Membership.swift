import Epidemic
import EpidemicWire
import NIOCore

// Where the engine finds its peers by itself, it keeps the book of addresses; the driver's own then only
// mirrors it, for names, faults and screens.

/// How a node finds the others when it does not know them from its configuration.
struct DiscoveryPlan: Sendable {
    /// Any members, who let it in.
    let join: [HostPort]
    let registries: [HostPort]
}

extension NodeDriver {
    /// Whether the engine finds its peers by itself.
    var isDiscovering: Bool { discovery != nil }

    /// Begins to look for others, where that is how they are found.
    func discover() {
        guard isDiscovering, let own = ownAddress.flatMap({ NodeAddress($0) }) else { return }
        let control = ownAddress.flatMap { controlPort > 0 ? $0.withPort(controlPort) : nil }
        let plan = MembershipPlan(
            address: own, control: control.flatMap { NodeAddress($0) },
            seeds: seeds, registries: registries)
        replica.discover(by: plan)
    }

    /// Somebody looks for others through this node. One that was told of nobody itself is the first of a
    /// cluster, and takes part from now on; whoever asked will ask again.
    ///
    /// - Returns: whether it began just now.
    func takePart() -> Bool {
        guard !isDiscovering, configuration.peers.isEmpty, let ownAddress, ownAddress.isPossible
        else { return false }
        discovery = DiscoveryPlan(join: [], registries: [])
        discover()
        act { $0.start(now: $1, into: &$2) }
        return true
    }

    /// Who speaks from an address; nil when too many are known.
    func peer(of sender: Packet.Sender, at address: SocketAddress) -> Peer? {
        guard isDiscovering else {
            let found = book.peer(of: sender.id.name, at: address, now: clock.now)
            if let found, found.isNew { faults[found.peer] = .none }
            return found?.peer
        }
        // Without its link the address of one link is nobody's.
        guard let node = NodeAddress(address), node.isPossible, let peer = replica.peer(at: node)
        else { return nil }
        book.mirror(peer, at: address)
        return peer
    }

    /// Where a peer is reached; nil while that is not known.
    func address(of peer: Peer) -> SocketAddress? {
        guard isDiscovering else { return book[peer].address }
        guard let address = replica.address(of: peer)?.socketAddress else { return nil }
        book.mirror(peer, at: address)
        return address
    }

    /// A peer by its name, or by its address.
    func peer(named text: String) -> Peer? {
        guard let members = replica.membership?.members else { return book.peer(named: text) }
        return members.first {
            $0.record.id.name.text == text || "\($0.record.address)" == text
        }?.peer ?? book.peer(named: text)
    }

    /// The members as the engine believes they stand.
    func discoveredMembers(_ members: [Member]) -> [NodeStatus.Member] {
        members.map { member in
            NodeStatus.Member(
                peer: member.peer, name: member.record.id.name.text, id: member.record.id,
                address: "\(member.record.address)",
                control: member.report?.status.control?.hostPort, state: member.state.word,
                silence: member.heard.map { clock.now - $0 }, faults: faults[member.peer])
        }
    }
}

extension MemberState {
    /// As a status says it.
    fileprivate var word: String {
        switch self {
        case .alive: "alive"
        case .suspect: "suspect"
        case .dead: "dead"
        case .left: "left"
        }
    }
}

extension AddressBook {
    /// Takes over which peer the engine gave an address.
    mutating func mirror(_ peer: Peer, at address: SocketAddress) {
        let place = Int(peer.slot)
        if place < contacts.count, contacts[place].address == address { return }
        mirror(
            place,
            Contact(
                given: HostPort(address.hostPort ?? "") ?? .nowhere, address: address, isGuest: true
            ))
    }
}

extension HostPort {
    /// Of a place in the book that nobody has.
    static let nowhere = HostPort(host: "nowhere", port: 0)
}
