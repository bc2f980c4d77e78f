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
        onClockStep = { step in
            logger.warning("the wall clock was set", metadata: ["by": "\(step.inSeconds)s"])
        }
        if clock.found.setBack > .seconds(1) {
            logger.warning(
                "the wall clock went back while this node was away; it does not count",
                metadata: ["by": "\(clock.found.setBack.inSeconds)s"])
        }
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

    private func name(of peer: Peer) -> Logger.MetadataValue { "\(book.name(of: peer))" }

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
                "wall clocks differ: set them", from: peer,
                to: logger,
                [
                    "by": "\(replica.clockLead)", "whose": "\(peer.map(book.name(of:)) ?? "-")",
                ])
        case .irregular(let irregularity, let peer):
            logger.trace(
                "not heeded",
                metadata: [
                    "what": "\(irregularity.name)", "from": "\(peer.map(book.name(of:)) ?? "-")",
                ])
        case .membership(let trace): log(trace, to: logger)
        case .reactivated(let update):
            logger.debug("deletion counts again", metadata: ["update": "\(update)"])
        case .wasAway(let absence):
            logger.warning(
                "away for longer than deletions are remembered: may hold what was deleted",
                metadata: ["away": "\(Int64(absence.length.inSeconds))s"])
        case .cameBack(let update, let peer):
            warn(
                "came back: its deletion is forgotten", from: peer, to: logger,
                ["key": "\(update.key)", "update": "\(update.id)", "from": name(of: peer)])
        case .refused(let update, let peer):
            warn(
                "refused what was deleted long ago", from: peer, to: logger,
                ["key": "\(update.key)", "update": "\(update.id)", "from": name(of: peer)])
        case .letGo(let update, let peer):
            warn(
                "let go of what was deleted while this node was away", from: peer, to: logger,
                ["key": "\(update.key)", "update": "\(update.id)", "toldBy": name(of: peer)])
        case .outdated, .cooled, .wentDormant, .discarded, .exchangeBegan, .exchangeEnded: break
        }
    }
}
