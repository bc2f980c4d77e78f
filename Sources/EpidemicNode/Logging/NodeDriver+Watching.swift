import Epidemic
import Logging
import NIOCore

// What others do not do, which nobody tells: they do not answer, or not in a way that is understood.

extension NodeDriver {
    /// Tells a log of peers that do not answer, and of packets that this node's keys do not open.
    func logSilence(to logger: Logger) {
        var watch = PeerWatch()
        var suspects = SuspectWatch()
        onSecond = { [weak self] in
            guard let self, self.faults.mode == .up else { return }
            let now = self.clock.now
            if let members = self.replica.membership?.members {
                let states = members.map { (id: $0.record.id, state: $0.state) }
                for event in suspects.look(states, now: now) { self.log(event, to: logger) }
                return self.logSolitude(to: logger)
            }
            let contacts = self.book.contacts
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
                configuration.keyring == nil
                    ? "a peer has never answered"
                    : "a peer has never answered: it is not there, or does not have this node's key",
                about: cause, to: logger,
                metadata.merging(waited) { $1 })
        case .wentSilent(let place):
            let (cause, metadata) = facts(place)
            warn("a peer does not answer any more", about: cause, to: logger, metadata)
        case .cameBack(let place):
            let (cause, metadata) = facts(place)
            warn("a peer answers again", at: .notice, about: cause, to: logger, metadata)
        }
    }

    private func log(_ event: SuspectWatch.Event, to logger: Logger) {
        switch event {
        case .silent(let id, let time):
            warn(
                "a member does not answer", about: id.name.text, to: logger,
                [
                    "id": "\(id)", "name": "\(id.name)",
                    "for": "\(time.nanoseconds / 1_000_000_000)s",
                ])
        case .cameBack(let id):
            warn(
                "a member answers again", at: .notice, about: id.name.text, to: logger,
                ["id": "\(id)", "name": "\(id.name)"])
        }
    }

    /// Nobody answers a node that looks for others.
    private func logSolitude(to logger: Logger) {
        guard let discovery, clock.now - began >= Self.patience, members().isEmpty else { return }
        let asked = discovery.join + discovery.registries
        guard !asked.isEmpty else { return }
        let sentence: Logger.Message =
            switch (replica.membership?.registryState, configuration.keyring) {
            case (.answering?, _): "a registry answers, but no other node was found yet"
            case (_, nil): "nobody has answered yet"
            case (_, _?): "nobody has answered yet: nobody is there, or has this node's key"
            }
        warn(
            sentence, about: nil, to: logger,
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
