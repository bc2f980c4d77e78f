import Epidemic
import EpidemicWire
import Glibc
import NIOCore

/// What stands behind each peer: an address, and the name of who answered there.
///
/// The peers of the configuration come first; whoever else speaks to this node, and has shown that it is
/// where it says, gets a place after them and is contacted for as long as it is heard now and then. So two
/// nodes know each other when one of them was told of the other. When `guestsMax` places are taken, the
/// guest that was unheard for longest goes.
struct AddressBook {
    /// One peer.
    struct Contact {
        /// As it was configured, or as it spoke.
        var given: HostPort
        /// The name of the configuration behind which it stands; nil for who was not configured.
        var origin: HostPort?
        /// nil while the name is not resolved.
        var address: SocketAddress?
        /// From where it spoke last; another address than the one at which it is reached, behind some
        /// networks.
        var source: SocketAddress?
        /// Who spoke from there last.
        var id: ReplicaID?
        /// The port on which it answers clients; 0 while that is not known.
        var control: UInt16 = 0
        var lastHeard: Instant?
        var isGuest: Bool
        var isSelf = false
        /// Somebody asked that it be forgotten; it is, until it is heard.
        var isForgotten = false
        /// Whether a node of another cluster spoke from there last.
        var isForeign = false
    }

    private(set) var contacts: [Contact] = []
    private var places: [SocketAddress: Int] = [:]
    private var names: [ReplicaName: Int] = [:]

    /// Nodes that are answered though nobody configured them.
    static let guestsMax = 4_096
    /// How long one that nobody configured is contacted after it was heard.
    private static let guestsStay = Interval.seconds(60)

    init(peers: [HostPort]) {
        contacts = peers.map { Contact(given: $0, origin: $0, isGuest: false) }
    }

    subscript(peer: Peer) -> Contact { contacts[Int(peer.slot)] }

    /// Whom the replica may contact: those that were configured, and those that spoke lately.
    func peers(now: Instant) -> [Peer] {
        contacts.indices.filter { place in
            guard !contacts[place].isSelf, !contacts[place].isForgotten,
                !contacts[place].isForeign
            else { return false }
            return !contacts[place].isGuest || isHeard(place, now)
        }
        .map { Peer(UInt32($0)) }
    }

    /// A name of the configuration stands for these addresses now. Each is a peer; one that is not among
    /// them any more is contacted like somebody who was never configured.
    mutating func resolve(_ name: HostPort, to addresses: [SocketAddress], now: Instant) {
        let own = contacts.indices.filter { contacts[$0].origin == name }
        var others = addresses.filter { address in
            !own.contains { contacts[$0].address == address && !contacts[$0].isGuest }
        }
        for place in own {
            if let address = contacts[place].address, addresses.contains(address) { continue }
            if contacts[place].address == nil || !isHeard(place, now), !others.isEmpty {
                move(place, to: others.removeFirst())
            } else if !addresses.isEmpty {
                contacts[place].isGuest = true
            }
        }
        for address in others {
            guard let given = HostPort(address.hostPort ?? "") else { continue }
            let place = places[address] ?? contacts.count
            if place == contacts.count {
                contacts.append(Contact(given: given, address: address, isGuest: false))
            }
            (contacts[place].origin, contacts[place].isGuest) = (name, false)
            places[address] = place
        }
    }

    private mutating func move(_ place: Int, to address: SocketAddress) {
        if let old = contacts[place].address, places[old] == place { places[old] = nil }
        (contacts[place].address, contacts[place].isGuest) = (address, false)
        if contacts[place].isSelf { contacts[place].isSelf = false }
        if places[address] == nil { places[address] = place }
    }

    private func isHeard(_ place: Int, _ now: Instant) -> Bool {
        contacts[place].lastHeard.map { now - $0 < Self.guestsStay } ?? false
    }

    /// Whether anybody was heard since this moment.
    func hasHeard(since moment: Instant) -> Bool {
        contacts.contains { !$0.isSelf && $0.lastHeard.map { $0 >= moment } ?? false }
    }

    /// Whom to greet: those that were configured, and those that spoke lately, when they are silent.
    func silent(now: Instant, for silence: Interval) -> [SocketAddress] {
        contacts.compactMap { contact in
            let age = contact.lastHeard.map { now - $0 }
            guard !contact.isSelf, age.map({ $0 > silence }) ?? true,
                !contact.isGuest || age.map({ $0 < Self.guestsStay }) ?? false
            else { return nil }
            return contact.address
        }
    }

    /// Whether an address is that of a peer of the configuration.
    func isConfigured(_ address: SocketAddress) -> Bool {
        places[address].map { !contacts[$0].isGuest } ?? false
    }

    /// The peer at an address, if it has a place.
    func known(at address: SocketAddress) -> Peer? { places[address].map { Peer(UInt32($0)) } }

    /// Who speaks from an address, and whether it has just been given its place.
    mutating func peer(
        of name: ReplicaName, at address: SocketAddress, now: Instant
    ) -> (peer: Peer, isNew: Bool)? {
        let known = places[address] ?? moved(name, to: address, now: now)
        guard let place = known ?? welcome(address) else { return nil }
        if contacts[place].source != address { follow(place, to: address) }
        return (Peer(UInt32(place)), known == nil)
    }

    /// The place of a name that speaks from another address than before. While it is heard there, too,
    /// two nodes have one name.
    private func moved(_ name: ReplicaName, to address: SocketAddress, now: Instant) -> Int? {
        guard let place = names[name] else { return nil }
        let contact = contacts[place]
        let isThere = contact.source == contact.address
        if isThere, let heard = contact.lastHeard, now - heard < Self.twinSilence { return nil }
        return place
    }

    /// For how long a node that moved must have been silent at its former address.
    private static let twinSilence = Interval.milliseconds(500)

    /// A node of another cluster speaks from an address.
    ///
    /// - Returns: whether that is news.
    mutating func noteForeign(at address: SocketAddress) -> Bool {
        guard let place = places[address], !contacts[place].isForeign else { return false }
        contacts[place].isForeign = true
        return true
    }

    /// A peer speaks from another address than before. One that was reached where it spoke from has moved;
    /// one that never was is reached where the configuration says.
    private mutating func follow(_ place: Int, to address: SocketAddress) {
        let contact = contacts[place]
        contacts[place].source = address
        guard let source = contact.source, source == contact.address else { return }
        if places[source] == place { places[source] = nil }
        contacts[place].address = address
        places[address] = place
    }

    /// A peer was heard.
    ///
    /// - Returns: whether it is another one than before.
    mutating func note(_ sender: Packet.Sender, as peer: Peer, now: Instant) -> Bool {
        let id = sender.id
        let place = Int(peer.slot)
        contacts[place].control = sender.control
        contacts[place].lastHeard = now
        contacts[place].isForgotten = false
        contacts[place].isForeign = false
        guard contacts[place].id != id else { return false }
        contacts[place].id = id
        names[id.name] = place
        return true
    }

    /// Puts a contact at a place, whoever stood there.
    mutating func mirror(_ place: Int, _ contact: Contact) {
        while contacts.count <= place { contacts.append(Contact(given: .nowhere, isGuest: true)) }
        contacts[place] = contact
    }

    /// An address turned out to be this node's own: it is contacted no more.
    mutating func noteSelf(at address: SocketAddress) {
        if let place = places[address] { contacts[place].isSelf = true }
    }

    /// A peer is contacted no more, until it is heard.
    mutating func forget(_ peer: Peer) { contacts[Int(peer.slot)].isForgotten = true }

    /// A peer by the name that it gave itself, or by its address.
    func peer(named text: String) -> Peer? {
        if let name = ReplicaName(text), let place = names[name] { return Peer(UInt32(place)) }
        let place = contacts.firstIndex { "\($0.given)" == text || $0.address?.hostPort == text }
        return place.map { Peer(UInt32($0)) }
    }

    /// The peers that have said how they are called.
    var peerNames: [Peer: ReplicaName] {
        var peers: [Peer: ReplicaName] = [:]
        for (place, contact) in contacts.enumerated() where !contact.isSelf {
            peers[Peer(UInt32(place))] = contact.id?.name
        }
        return peers
    }

    /// How a peer is called on a screen.
    func name(of peer: Peer) -> String {
        let contact = self[peer]
        return contact.id?.name.text ?? "\(contact.given)"
    }

    private mutating func welcome(_ address: SocketAddress) -> Int? {
        guard let given = HostPort(address.hostPort ?? "") else { return nil }
        let guest = Contact(given: given, address: address, source: address, isGuest: true)
        let guests = contacts.indices.filter { contacts[$0].isGuest }
        guard guests.count >= Self.guestsMax else {
            contacts.append(guest)
            places[address] = contacts.count - 1
            return contacts.count - 1
        }
        let oldest = guests.min {
            contacts[$0].lastHeard ?? .zero < contacts[$1].lastHeard ?? .zero
        }
        guard let place = oldest else { return nil }
        forget(place)
        contacts[place] = guest
        places[address] = place
        return place
    }

    /// Takes whoever has a place out of the indexes.
    private mutating func forget(_ place: Int) {
        let contact = contacts[place]
        for address in [contact.address, contact.source].compactMap(\.self)
        where places[address] == place { places[address] = nil }
        if let name = contact.id?.name, names[name] == place { names[name] = nil }
    }
}

extension AddressBook.Contact {
    /// Where it answers clients: at the address from which it gossips.
    var controlAddress: HostPort? {
        guard control > 0, let host = address?.ipAddress else { return nil }
        return HostPort(host: host, port: control)
    }
}

extension SocketAddress {
    /// `127.0.0.1:7001`.
    var hostPort: String? {
        guard let host = ipAddress, let port else { return nil }
        return HostPort(host: host, port: UInt16(clamping: port)).description
    }

    /// Whether it stands for all addresses of the machine, and so can be told to nobody.
    var isWildcard: Bool { ipAddress == "0.0.0.0" || ipAddress == "::" }

    /// The address of version 4 that an address of version 6 stands for, where it does: a socket for both
    /// names one host in either way.
    var unmapped: SocketAddress {
        guard case .v6 = self, let address = NodeAddress(self), address.bits >> 32 == 0xFFFF else {
            return self
        }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = address.port.bigEndian
        place.sin_addr.s_addr = UInt32(truncatingIfNeeded: address.bits).bigEndian
        return SocketAddress(place, host: "")
    }

    /// The same address with another port.
    func withPort(_ port: UInt16) -> SocketAddress {
        var copy = self
        copy.port = Int(port)
        return copy
    }
}
