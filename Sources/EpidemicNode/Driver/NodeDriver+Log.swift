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
        onNotice = { [weak self] notice in
            guard let self else { return }
            self.warnings.log(notice, now: self.clock.now, to: logger)
        }
        logNetwork(to: logger)
        _ = observers.add { [weak self] trace, _ in self?.log(trace, to: logger) }
        logDurability(to: logger)
        logSilence(to: logger)
        logClocks(to: logger)
    }

    /// Tells a log what becomes of the wall clock.
    private func logClocks(to logger: Logger) {
        onClockStep = { step in
            logger.warning("the wall clock was set", metadata: ["by": "\(step.inSeconds)s"])
        }
        guard clock.found.setBack > .seconds(1) else { return }
        logger.warning(
            "the wall clock went back while this node was away; it does not count",
            metadata: ["by": "\(clock.found.setBack.inSeconds)s"])
    }

    /// Tells a log whether what the node does can be made durable.
    func logDurability(to logger: Logger) {
        onDurability = { change in
            switch change {
            case .scarce(let free):
                logger.error(
                    "little room is left on the disk: clients write no more",
                    metadata: ["free": "\(free)"])
            case .failing(let error):
                logger.error("\(error); clients write no more, and nothing is acknowledged")
            case .sound: logger.notice("the disk takes writes again")
            }
        }
    }

    /// Tells a log from where wrong passwords and requests of web pages come.
    func log(strangersAt server: ControlServer, to logger: Logger) {
        server.onWrongPassword = { [weak self] address in
            self?.warn(
                "a client gave a wrong password", about: "\(address)", to: logger,
                ["address": "\(address)"])
        }
        server.onWebRequest = { [weak self] address in
            self?.warn(
                "a web page or a program of the web speaks to the control port, and is not heard",
                about: "\(address)", to: logger, ["address": "\(address)"])
        }
    }

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
        warnings.log(
            sentence, at: level, about: cause, now: clock.now, to: logger, metadata)
    }

    private func name(of peer: Peer) -> Logger.MetadataValue { "\(book.name(of: peer))" }

    private func log(_ trace: MembershipTrace, to logger: Logger) {
        switch trace {
        case .believes(let id, let state, let before):
            log(id, state, before, to: logger)
        case .refuted(let state):
            warn("others believed this node gone", from: nil, to: logger, ["state": "\(state)"])
        case .registry(let state, let address): log(state, of: address, to: logger)
        case .dropped(let event, let peer):
            logger.trace(
                "not heeded",
                metadata: ["what": "\(event.name)", "from": "\(peer.map(book.name(of:)) ?? "-")"])
        }
    }

    /// What becomes of a registry.
    private func log(_ state: RegistryState, of address: NodeAddress, to logger: Logger) {
        let facts: Logger.Metadata = ["address": "\(address)"]
        switch state {
        case .answering:
            warn("a registry answers", at: .notice, about: "\(address)", to: logger, facts)
        case .silent:
            warn("a registry does not answer any more", about: "\(address)", to: logger, facts)
        case .unknown: break
        }
    }

    /// What it believes of a member: whoever dies, leaves or comes back is told at once.
    private func log(
        _ id: ReplicaID, _ state: MemberState, _ before: MemberState?, to logger: Logger
    ) {
        let facts: Logger.Metadata = ["id": "\(id)", "name": "\(id.name)"]
        let name = id.name.text
        switch (state, before) {
        case (.dead, _): warn("a member is taken for dead", about: name, to: logger, facts)
        case (.left, _): warn("a member has left", at: .notice, about: name, to: logger, facts)
        case (.alive, .dead?), (.alive, .left?):
            warn("a member is back", at: .notice, about: name, to: logger, facts)
        case (.alive, _), (.suspect, _):
            logger.info("member", metadata: facts.merging(["state": "\(state)"]) { $1 })
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
                "made again what was written without knowing what this node had written before",
                metadata: ["writes": "\(count)"])
        }
    }

    private func log(_ trace: Trace, to logger: Logger) {
        switch trace {
        case .wrote(let update, _): logger.debug("wrote", metadata: ["update": "\(update.logged)"])
        case .received(let update, let peer, let layer, _, _):
            logger.debug(
                "received",
                metadata: [
                    "update": "\(update.logged)", "from": "\(book.name(of: peer))",
                    "by": "\(layer)",
                ])
        case .diverged(let update, let held):
            warn(
                "DIVERGED: two updates have one identity", at: .error, from: nil, to: logger,
                ["update": "\(update.logged)", "held": "\(held.logged)"])
        case .tookEpoch(let id):
            logger.warning(
                """
                this node lives in a new epoch: its identity is in use elsewhere, or nobody can say that it is not
                """,
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
        case .arrival(let event): log(event, to: logger)
        case .reactivated(let update):
            logger.debug("deletion counts again", metadata: ["update": "\(update.logged)"])
        case .wasAway(let absence):
            logger.warning(
                "away for longer than deletions are remembered: may hold what was deleted",
                metadata: ["away": "\(Int64(absence.length.inSeconds))s"])
        case .cameBack(let update, let peer):
            warn(
                "came back: its deletion is forgotten", from: peer, to: logger,
                ["update": "\(update.logged)", "from": name(of: peer)])
        case .refused(let update, let peer):
            warn(
                "refused what was deleted long ago", from: peer, to: logger,
                ["update": "\(update.logged)", "from": name(of: peer)])
        case .letGo(let update, let peer):
            warn(
                "let go of what was deleted while this node was away", from: peer, to: logger,
                ["update": "\(update.logged)", "toldBy": name(of: peer)])
        case .outdated, .cooled, .wentDormant, .discarded, .exchangeBegan, .exchangeEnded: break
        }
    }
}
