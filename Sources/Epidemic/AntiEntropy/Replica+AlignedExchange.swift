// Anti-entropy in aligned rounds, and limits of exchanges (Demers et al. 1987, §1.3 and §3).

extension Replica {
    /// Begins an aligned round of anti-entropy, without its exchange. Whoever drives the replica begins the
    /// round of every node before the first exchange of any: what a node learns from then on it neither
    /// shows nor sends before the next.
    public mutating func beginAlignedExchanges() {
        acceptedExchanges.removeAll()
        learned.removeAll()
        round.lapse = nil
    }

    /// Begins its exchange of the round; the peer follows from the first request.
    public mutating func makeExchange(now: Instant, into effects: inout EffectBuffer) {
        guard settings.antiEntropy.rounds == .aligned else { return }
        beginExchange(now: now, into: &effects)
    }

    /// Whether an update is not spoken of in exchanges yet.
    func isWithheld(_ update: Update) -> Bool {
        settings.antiEntropy.rounds == .aligned && learned.contains(update.id)
    }

    /// Whether an exchange that a peer begins, or a step of one that goes on, is answered.
    ///
    /// Who arrives is never refused: until it has learned what is here it takes no writes, and where the limit
    /// is used up by others again and again it might wait for ever. Who begins no exchanges has no limit, which
    /// is one between two of its own.
    mutating func accepts(_ request: ExchangeRequest, from peer: Peer) -> Bool {
        guard let limit = settings.antiEntropy.limits.connections, request.step == 0,
            settings.antiEntropy.method != nil, !isNewcomer(peer)
        else { return true }
        let caller = ExchangeCaller(peer: peer, exchange: request.exchange)
        if acceptedExchanges.contains(caller) { return true }
        guard acceptedExchanges.count < limit else { return false }
        acceptedExchanges.append(caller)
        return true
    }

    /// A peer that arrives has asked: its next exchange is answered. Only where any would be refused.
    mutating func noteNewcomer(_ peer: Peer) {
        guard settings.antiEntropy.limits.connections != nil else { return }
        newcomers.change(orBegin: []) { newcomers in
            guard !newcomers.contains(peer), newcomers.count < Limits.newcomersMax else { return }
            newcomers.append(peer)
        }
    }

    private mutating func isNewcomer(_ peer: Peer) -> Bool {
        newcomers.change { newcomers in
            guard let place = newcomers.firstIndex(of: peer) else { return false }
            newcomers.remove(at: place)
            return true
        } ?? false
    }

    /// An exchange was refused: another peer is tried, within the limit. The next one comes at another moment of
    /// the interval, or whoever asks a busy peer a little later than others do is refused by it for ever.
    mutating func hunt(
        after state: ExchangeState, now: Instant, into effects: inout EffectBuffer
    ) {
        endExchange(.refused, into: &effects)
        if settings.antiEntropy.rounds == .free, timers[.antiEntropy] != nil {
            let interval = settings.antiEntropy.interval
            let drawn = moment(.random, of: interval, after: now + interval / 2)
            set(.antiEntropy, at: drawn, into: &effects)
        }
        guard readiness == .ready, handOverAside.isEmpty,
            settings.antiEntropy.limits.hunt.goesOn(after: state.refusedBy.count)
        else { return }
        var refusedBy = state.refusedBy
        refusedBy.append(state.peer)
        beginExchange(state.method, refusedBy: refusedBy, now: now, into: &effects)
    }
}

/// Somebody else's exchange with this replica.
struct ExchangeCaller: Hashable, Sendable {
    let peer: Peer
    let exchange: ExchangeNumber
}
