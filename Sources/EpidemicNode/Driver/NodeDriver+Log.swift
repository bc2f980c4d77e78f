import Epidemic
import Logging
import NIOCore

extension NodeDriver {
    /// Tells a log what people who run nodes want to know; each update only when it is asked to be chatty.
    func log(to logger: Logger) {
        onAcquaintance = { [weak self] peer in
            guard let self else { return }
            let address = self.book[peer].address?.hostPort ?? "\(self.book[peer].given)"
            logger.info(
                "heard a peer",
                metadata: ["peer": "\(self.book.name(of: peer))", "address": "\(address)"])
        }
        onNotice = { $0.log(to: logger) }
        logNetwork(to: logger)
        _ = observers.add { [weak self] trace, _ in self?.log(trace, to: logger) }
        guard let discovery else { return }
        loop.assumeIsolated().scheduleTask(in: Self.wait) { [weak self] in
            guard let self, self.life == .running, self.members().isEmpty else { return }
            let asked = discovery.join + discovery.registries
            logger.warning(
                "nobody has answered yet",
                metadata: ["asked": "\(asked.map(\.description).joined(separator: " "))"])
        }
    }

    /// How long the log waits for the first other node.
    private static let wait = TimeAmount.seconds(5)

    /// Logs what a peer can cause: of each kind, one a minute and peer.
    func warn(
        _ sentence: Logger.Message, at level: Logger.Level = .warning, from peer: Peer?,
        to logger: Logger, _ metadata: Logger.Metadata = [:]
    ) {
        warn(sentence, at: level, about: peer.map { "\(book.name(of: $0))" }, to: logger, metadata)
    }

    /// Logs what somebody or something can cause again and again: of each kind, one a minute and cause.
    func warn(
        _ sentence: Logger.Message, at level: Logger.Level = .warning, about cause: String?,
        to logger: Logger, _ metadata: Logger.Metadata = [:]
    ) {
        switch warnings.admit("\(sentence)", from: cause, now: clock.now) {
        case .holdBack: break
        case .tell(let heldBack):
            var metadata = metadata
            if heldBack > 0 { metadata["heldBack"] = "\(heldBack)" }
            logger.log(level: level, sentence, metadata: metadata)
        }
    }

    private func log(_ trace: MembershipTrace, to logger: Logger) {
        switch trace {
        case .believes(let id, let state, _):
            logger.info("member", metadata: ["id": "\(id)", "state": "\(state)"])
        case .refuted(let state):
            warn("others believed this node gone", from: nil, to: logger, ["state": "\(state)"])
        case .registry(let state, let address):
            logger.info("registry", metadata: ["state": "\(state)", "address": "\(address)"])
        case .dropped(let event, let peer):
            logger.trace(
                "not heeded",
                metadata: ["what": "\(event.name)", "from": "\(peer.map(book.name(of:)) ?? "-")"])
        }
    }

    private func log(_ event: ArrivalEvent, to logger: Logger) {
        switch event {
        case .began: logger.info("arriving: the others are asked what they know")
        case .learned(let peer):
            logger.info(
                "ready: this node holds what a ready one held",
                metadata: ["peer": "\(book.name(of: peer))"])
        case .together: logger.info("ready: the others arrive too, and hold no more")
        case .first: logger.info("ready: this node was told of no other")
        case .alone: logger.warning("ready, though nobody answered; writes may lose later")
        case .reissued(let count):
            logger.warning(
                "made again what was written alone under an identity that was in use",
                metadata: ["writes": "\(count)"])
        }
    }

    private func log(_ trace: Trace, to logger: Logger) {
        switch trace {
        case .wrote(let update, _): logger.debug("wrote", metadata: ["update": "\(update)"])
        case .received(let update, let peer, let layer, _, _):
            logger.debug(
                "received",
                metadata: [
                    "update": "\(update)", "from": "\(book.name(of: peer))", "by": "\(layer)",
                ])
        case .diverged(let update, let held):
            warn(
                "DIVERGED: two updates have one identity", at: .error, from: nil, to: logger,
                ["update": "\(update)", "held": "\(held)"])
        case .tookEpoch(let id):
            logger.warning(
                "this node's identity is in use elsewhere; it lives in a new epoch",
                metadata: ["id": "\(id)"])
        case .irregular(.clockSkew, let peer):
            warn(
                "clocks differ by more than deletions are remembered: set them", from: peer,
                to: logger,
                [
                    "ahead": "\(replica.clockLead)", "whose": "\(peer.map(book.name(of:)) ?? "-")",
                ])
        case .irregular(let irregularity, let peer):
            logger.trace(
                "not heeded",
                metadata: [
                    "what": "\(irregularity.name)", "from": "\(peer.map(book.name(of:)) ?? "-")",
                ])
        case .membership(let trace): log(trace, to: logger)
        case .arrival(let event): log(event, to: logger)
        case .reactivated(let update):
            logger.debug("deletion counts again", metadata: ["update": "\(update)"])
        case .outdated, .cooled, .wentDormant, .discarded, .exchangeBegan, .exchangeEnded: break
        }
    }
}
