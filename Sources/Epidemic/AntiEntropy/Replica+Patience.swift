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
        let isBounded = shared.settings.rules.contains(.boundedPatience)
        let settings = settings.antiEntropy
        var wait =
            patience.change {
                $0.patience(
                    with: peer, unmeasured: settings.patience, interval: settings.interval)
            } ?? min(settings.patience, settings.interval)
        if !isBounded, let longer = patience.value?.unbounded(wait) { wait = longer }
        // Who ends has little time.
        let patience = handOverAside.isEmpty ? wait : min(wait, HandOver.patience)
        set(.exchange, at: now + patience, into: &effects)
    }

    /// The peer answered the step under way.
    mutating func measure(
        _ reply: ExchangeReply, from peer: Peer, now: Instant
    ) {
        let sent = exchangeAside.change { $0.sendings.moment(of: reply.attempt) } ?? nil
        guard let sent else { return }
        patience.change(orBegin: .init()) { $0.note(now - sent, of: peer) }
    }

    /// The answer did not come in time: the step is sent again, and in the end the exchange is given up and
    /// the next begun at once, with another peer. Where nobody answers, so many peers are tried in a row and
    /// no more before the next interval.
    mutating func losePatience(now: Instant, into effects: inout EffectBuffer) {
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
