import Epidemic
import Logging
import NIOCore

// What others do not do, which nobody tells: they do not answer, or not in a way that is understood.

extension NodeDriver {
    /// Tells a log of peers that do not answer, and of packets that this node's keys do not open.
    func logSilence(to logger: Logger) {
        var watch = PeerWatch()
        onSecond = { [weak self] in
            guard let self, self.faults.mode == .up else { return }
            guard !self.isDiscovering else { return self.logSolitude(to: logger) }
            let contacts = self.book.contacts
            let now = self.clock.now
            let awaited = contacts.enumerated().filter { !$1.isSelf && !$1.isForgotten }
                .map { (place: $0, silence: $1.lastHeard.map { now - $0 }) }
            for event in watch.look(awaited, now: now) { self.log(event, to: logger) }
        }
        onUnopened = { [weak self] trouble, address in
            self?.log(trouble, at: address, to: logger)
        }
    }

    private func log(_ event: PeerWatch.Event, to logger: Logger) {
        func facts(_ place: Int) -> (cause: String, metadata: Logger.Metadata) {
            let contact = book.contacts[place]
            let address = contact.address?.hostPort ?? "\(contact.given)"
            let name = book.name(of: Peer(UInt32(place)))
            return (address, ["peer": "\(name)", "address": "\(address)"])
        }
        switch event {
        case .neverAnswered(let place, let time):
            let (cause, metadata) = facts(place)
            let waited: Logger.Metadata = ["for": "\(time.nanoseconds / 1_000_000_000)s"]
            warn(
                "a peer has never answered", about: cause, to: logger,
                metadata.merging(waited) { $1 })
        case .wentSilent(let place):
            let (cause, metadata) = facts(place)
            warn("a peer does not answer any more", about: cause, to: logger, metadata)
        case .cameBack(let place):
            let (cause, metadata) = facts(place)
            warn("a peer answers again", at: .notice, about: cause, to: logger, metadata)
        }
    }

    /// Nobody answers a node that looks for others.
    private func logSolitude(to logger: Logger) {
        guard let discovery, clock.now - began >= Self.patience, members().isEmpty else { return }
        let asked = discovery.join + discovery.registries
        guard !asked.isEmpty else { return }
        warn(
            "nobody has answered yet", about: nil, to: logger,
            ["asked": "\(asked.map(\.description).joined(separator: " "))"])
    }

    /// How long the log waits for the first other node.
    private static let patience = Interval.seconds(5)

    /// Whoever forges senders is told of a few times a minute, not once for each of them.
    private func log(_ trouble: KeyTrouble, at address: SocketAddress, to logger: Logger) {
        let host = address.ipAddress ?? "?"
        let isKnown = book.contacts.prefix(Self.knownMax).contains { $0.address?.ipAddress == host }
        warnings.log(
            trouble, of: .node, at: address, about: isKnown ? host : nil, now: clock.now, to: logger
        )
    }

    /// Contacts that a wrongly sealed packet is looked for among.
    private static let knownMax = 64
}
