import ClusterObservation
import Epidemic

// From what a replica says happened to what an observer is told.

extension Simulation {
    /// Takes what a replica traces into the log and the counts.
    mutating func take(_ trace: Trace, at index: Int) {
        testimony?.append(Testimony(node: index, trace: trace))
        switch trace {
        case .wrote(let update, let over):
            move(from: over, to: update)
            beginSpread(of: update, at: index)
            note(.wrote(update), at: index)
        case .received(let update, let peer, let layer, let hops, let over):
            move(from: over, to: update)
            noteReceipt(of: update, at: index, from: peer.node, by: layer, hops: hops)
            let defeat = over.map { defeated($0, by: update) }
            if let defeat {
                conflicts.note(winner: update, loser: defeat.update, reason: defeat.reason)
            }
            note(
                .received(update, from: peer.node, by: layer, hops: hops, over: defeat), at: index)
        case .outdated(let update, let peer, let layer, let winner):
            let reason = Precedence.reason(winner: winner, loser: update)
            conflicts.note(winner: winner, loser: update, reason: reason)
            noteDefeat(of: update, at: index)
            note(
                .outdated(
                    update, from: peer.node, by: layer,
                    winner: .init(update: winner, reason: reason)), at: index)
        case .reactivated(let update):
            noteCertificate(update, .reactivated, inTable: 1, at: index)
        case .wentDormant(let update): noteCertificate(update, .dormant, inTable: -1, at: index)
        case .discarded(let update, .table):
            noteCertificate(update, .discarded, inTable: -1, at: index)
        case .discarded(let update, .dormant):
            noteCertificate(update, .discarded, inTable: 0, at: index)
        case .cameBack(let update, let peer):
            note(.returned(update, .taken, peer.node), at: index)
        case .refused(let update, let peer):
            note(.returned(update, .refused, peer.node), at: index)
        case .letGo(let update, let peer):
            tally.holds(update.id, by: -1)
            recountAll(update.key, at: index)
            note(.returned(update, .letGo, peer.node), at: index)
        case .cooled(let update, let reason):
            recount(update.key, at: index)
            note(.lostInterest(update, reason), at: index)
        case .exchangeBegan(let peer, let method):
            nodes[index].exchangeBytes = 0
            exchanges.begin(
                ExchangeRecord(
                    detail: .init(
                        initiator: NodeID(index), peer: peer.node, method: method, began: now)))
            note(.exchangeBegan(with: peer.node, method), at: index)
        case .exchangeEnded(let peer, let outcome):
            let bytes = nodes[index].exchangeBytes
            exchanges.end(NodeID(index), outcome, at: now)
            if outcome.ending != .abandoned { noteExchange(of: index, with: peer.node.index) }
            note(.exchangeEnded(with: peer.node, outcome, bytes: bytes), at: index)
        case .irregular(let irregularity, let peer):
            messageCounts.count(irregularity)
            guard irregularity.isWorthTelling else { return }
            note(.dropped(name: irregularity.name, from: peer?.node), at: index)
        case .diverged(let update, _):
            precondition(
                configuration.checks != .everyStep || !settings.conflict.isSafe,
                "\(update.id) has two contents, seed \(configuration.seed)")
            tally.divergences += 1
            messageCounts.count(.diverged)
            note(.diverged(update), at: index)
        case .wasAway(let absence): note(.wasAway(absence.length), at: index)
        case .tookEpoch(let id): note(.tookEpoch(id), at: index)
        case .membership(let trace): take(trace, at: index)
        case .arrival(let event): note(.arrival(ArrivalNotice(event)), at: index)
        }
    }

    /// A death certificate grew older, or young again; by so many copies more it stands in a table.
    private mutating func noteCertificate(
        _ update: Update, _ event: TraceEvent.CertificateEvent, inTable change: Int, at index: Int
    ) {
        if change != 0 { tally.holds(update.id, by: change) }
        recountAll(update.key, at: index)
        note(.certificate(update, event), at: index)
    }

    /// An exchange of two nodes has come to its end, for both.
    private mutating func noteExchange(of index: Int, with other: Int) {
        nodes[index].lastExchange = .init(moment: now, partner: NodeID(other))
        nodes[other].lastExchange = .init(moment: now, partner: NodeID(index))
    }

    mutating func move(from over: Update?, to update: Update) {
        if let over { tally.holds(over.id, by: -1) }
        tally.holds(update.id, by: 1)
    }

    private func defeated(_ loser: Update, by winner: Update) -> TraceEvent.Defeat {
        TraceEvent.Defeat(
            update: loser, reason: Precedence.reason(winner: winner, loser: loser))
    }
}

extension ArrivalNotice {
    fileprivate init(_ event: ArrivalEvent) {
        self =
            switch event {
            case .began: .began
            case .learned(let peer): .learned(from: peer.node)
            case .together: .together
            case .alone: .alone
            case .first: .first
            case .reissued(let count): .reissued(count)
            }
    }
}

extension Peer {
    /// In the simulation a peer's slot is the place of a node.
    var node: NodeID { NodeID(Int(slot)) }
}

extension Irregularity {
    /// Whether it stands in the log. What belongs to every healthy epidemic is only counted.
    var isWorthTelling: Bool {
        switch self {
        case .duplicate, .staleTimer, .otherLife, .superseded, .exchangeUnderWay, .stepRepeated,
            .lateFeedback, .lateReply,
            .notPassedOn:
            false
        case .unexpectedReply, .diverged, .contextFull, .seenClockFull,
            .hotListFull, .tooManyPulls, .wantedGone, .identityInUse, .otherDepth,
            .sketchContradictory,
            .sketchTooLong, .clockSkew, .floorFull, .clockAhead:
            true
        // Told with the update that they are about.
        case .cameBack, .forgotten, .letGo: false
        }
    }
}
