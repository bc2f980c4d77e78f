import Epidemic
import NIOCore

// Names stand for addresses, and for other ones later.

extension NodeDriver {
    /// Takes what is known of the names at the start, and goes on asking for the rest.
    func watchNames() {
        takeNames()
        names.onChange = { [weak self] in self?.takeNames() }
        names.start { [weak self] in self?.isAlone ?? false }
    }

    /// What is asked to be let in, as addresses.
    var seeds: [NodeAddress] { addresses(of: discovery?.join ?? []) }

    /// The registries, as addresses.
    var registries: [NodeAddress] { addresses(of: discovery?.registries ?? []) }

    private func takeNames() {
        guard life != .ended else { return }
        for given in configuration.peers {
            book.resolve(given, to: names.addresses(of: given).filter(\.isPossible), now: clock.now)
        }
        refreshPeers()
        guard life == .running else { return }
        greet()
        guard isDiscovering else { return }
        let (seeds, registries) = (seeds, registries)
        act { $0.seek(seeds: seeds, registries: registries, now: $1, into: &$2) }
    }

    /// Every address once, and not this node's own.
    private func addresses(of names: [HostPort]) -> [NodeAddress] {
        let own = ownAddress.flatMap { NodeAddress($0) }
        var found: [NodeAddress] = []
        for address in names.flatMap(self.names.addresses(of:)).compactMap({ NodeAddress($0) })
        where address.isPossible && address != own && !found.contains(address) {
            found.append(address)
        }
        return found
    }

    /// Whether nobody was found yet.
    private var isAlone: Bool {
        replica.membership.map(\.members.isEmpty)
            ?? !book.contacts.contains { $0.lastHeard != nil && !$0.isSelf }
    }
}
