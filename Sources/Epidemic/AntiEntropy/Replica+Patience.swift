// Waiting for answers in exchanges (PROTOCOL.md §5, "Patience").

extension Replica {
    /// Sends the step under way, for the first time or again.
    mutating func sendRequest(now: Instant, into effects: inout EffectBuffer) {
        let peer = exchangeAside.change {
            $0.noteSending(at: now)
            effects.send(.request($0.request), to: $0.peer)
            return $0.peer
        }
        guard let peer else { return }
        wait(until: now + patience(with: peer), into: &effects)
    }

    private mutating func wait(until due: Instant, into effects: inout EffectBuffer) {
        exchangeAside.change { $0.due = due }
        set(.exchange, at: due, into: &effects)
    }

    private func patience(with peer: Peer) -> Interval {
        let isBounded = shared.settings.rules.contains(.boundedPatience)
        let settings = settings.antiEntropy
        var wait =
            patience.value?.patience(
                with: peer, unmeasured: settings.patience, interval: settings.interval)
            ?? min(settings.patience, settings.interval)
        if !isBounded, let longer = patience.value?.unbounded(wait) { wait = longer }
        // Who ends has little time.
        return handOverAside.isEmpty ? wait : min(wait, HandOver.patience)
    }

    /// The longest round trip that any peer is thought to take; zero where none was measured.
    package var longestRoundTrip: Interval { patience.value?.longestRoundTrip ?? .zero }

    /// A peer turned out to be quicker than was thought when the step under way was sent.
    mutating func shortenPatience(
        with peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        guard let state = exchange, state.peer == peer, let sent = state.sendings.last,
            let due = state.due
        else { return }
        let sooner = max(now, sent + patience(with: peer))
        if sooner < due { wait(until: sooner, into: &effects) }
    }

    /// The peer answered the step under way.
    mutating func measure(
        _ reply: ExchangeReply, from peer: Peer, now: Instant
    ) {
        noteStandstill(now: now)
        guard let state = exchange, let sent = state.sendings.moment(of: reply.attempt),
            state.measuredSince.map({ sent >= $0 }) ?? true
        else { return }
        patience.change(orBegin: .init()) { $0.note(now - sent, of: peer) }
    }

    /// A moment that comes long after the timer was due tells nothing of the peer: this replica was frozen. What
    /// it sent before is measured no more, or an hour in which it was frozen would be waited for again.
    private mutating func noteStandstill(now: Instant) {
        exchangeAside.change { state in
            if let due = state.due, now > due + Limits.patienceMin { state.measuredSince = now }
        }
    }

    /// The answer did not come in time: the step is sent again, and in the end the exchange is given up and
    /// the next begun at once, with another peer. Where nobody answers, so many peers are tried in a row and
    /// no more before the next interval.
    mutating func losePatience(now: Instant, into effects: inout EffectBuffer) {
        noteStandstill(now: now)
        guard let state = exchange else { return }
        guard state.sendings.count > Limits.exchangeRetriesMax else {
            noteIrregular(.stepRepeated, from: state.peer, into: &effects)
            sendRequest(now: now, into: &effects)
            return
        }
        patience.change(orBegin: .init()) { $0.giveUp(state, now: now) }
        endExchange(.abandoned, into: &effects)
        // Whoever arrives asks first who is there.
        guard handOverAside.isEmpty, settings.antiEntropy.method != nil, readiness != .arriving,
            state.silent.count < Limits.exchangeOthersMax
        else { return }
        var silent = state.silent
        silent.append(state.peer)
        beginExchange(
            state.method, refusedBy: state.refusedBy, silent: silent, now: now, into: &effects)
    }
}
