// Anti-entropy (Demers et al. 1987, §1.3), from the side of the replica that begins an exchange.
//
// Each step is a bounded request and its bounded reply. Steps are numbered; an answer to any other step
// than the one under way is not heeded, and a step whose answer does not come is sent again.

extension Replica {
    /// Sets the timer of the next exchange.
    mutating func scheduleAntiEntropy(
        now: Instant, first: FirstTime, into effects: inout EffectBuffer
    ) {
        guard settings.antiEntropy.method != nil else { return }
        set(
            .antiEntropy, at: moment(first, of: settings.antiEntropy.interval, after: now),
            into: &effects)
    }

    /// The timer of anti-entropy came: begins an exchange with a peer chosen uniformly.
    mutating func beginExchange(now: Instant, into effects: inout EffectBuffer) {
        scheduleAntiEntropy(now: now, first: .wholeInterval, into: &effects)
        if settings.antiEntropy.rounds == .free { acceptedExchanges.removeAll() }
        guard let method = settings.antiEntropy.method else { return }
        guard exchange == nil else {
            noteIrregular(.exchangeUnderWay, from: nil, into: &effects)
            return
        }
        beginExchange(method, refusedBy: Few(), now: now, into: &effects)
    }

    /// Begins an exchange with a peer chosen uniformly among those that have not refused.
    mutating func beginExchange(
        _ method: AntiEntropySettings.Method, refusedBy others: Few<Peer>, now: Instant,
        into effects: inout EffectBuffer
    ) {
        guard let peer = peers.random(besides: others, using: &generator) else { return }
        lastExchange &+= 1
        effects.trace(.exchangeBegan(with: peer, method))
        let (phase, body) = opening(of: method)
        let request = ExchangeRequest(
            exchange: lastExchange, step: 0, values: [], body: body,
            direction: settings.antiEntropy.direction)
        exchange = ExchangeState(
            number: lastExchange, peer: peer, method: method, refusedBy: others, phase: phase,
            request: request)
        sendRequest(now: now, into: &effects)
    }

    private mutating func opening(
        of method: AntiEntropySettings.Method
    ) -> (ExchangeState.Phase, ExchangeRequest.Body) {
        switch method {
        case .full: return walk(after: nil)
        case .checksum: return (.opening, .compare(snapshot()))
        case .recent:
            let headers = cachedEntries(max: Limits.updatesPerMessageMax).map(\.update.header)
            return (
                .caches,
                .recent(Array(headers[..<headers.batchEnd(from: 0, bytes: \.estimatedBytes)]))
            )
        }
    }

    /// The step that shows the peer the headers of the next stretch of the table.
    private func walk(after key: Key?) -> (ExchangeState.Phase, ExchangeRequest.Body) {
        var headers: [UpdateHeader] = []
        var size = 0
        var through: Key?
        store.table.forEach(after: key) { entry in
            guard headers.count < Limits.updatesPerMessageMax, size < Limits.messageBytesTarget
            else {
                through = headers.last?.key
                return false
            }
            guard !isWithheld(entry.update) else { return true }
            headers.append(entry.update.header)
            size += entry.update.header.estimatedBytes
            return true
        }
        let range = KeyRange(after: key, through: through)
        return (.walking(through: key), .range(range, headers))
    }

    /// The root and what was seen, at this one moment.
    mutating func snapshot() -> Snapshot { Snapshot(root: store.root(), seen: seen) }

    // MARK: Answers

    /// The peer answers a step.
    mutating func receive(
        _ reply: ExchangeReply, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        guard var state = exchange, state.peer == peer, state.number == reply.exchange,
            state.request.step == reply.step, state.phase.expects(reply.body)
        else {
            noteIrregular(.unexpectedReply, from: peer, into: &effects)
            return
        }
        state.retries = 0
        state.roundTrips += 1
        state.messages += 1
        state.repairedThere += Int(reply.repaired)
        exchange = state
        switch (state.phase, reply.body) {
        case (_, .refused): hunt(after: state, now: now, into: &effects)
        case (.opening, .compared(let theirs)):
            if join(theirs, from: peer, into: &effects) {
                endExchange(.equal, into: &effects)
            } else {
                next(.walk(after: nil), now: now, into: &effects)
            }
        case (.closing, .compared(let theirs)):
            let isEqual = join(theirs, from: peer, into: &effects)
            endExchange(isEqual ? .equal : .different, into: &effects)
        case (.caches, .recent(let wanted, let headers)):
            want(wanted, of: state.request.body)
            next(.fetch(lacking(headers, now: now, into: &effects)), now: now, into: &effects)
        case (.fetching(let references), .fetched(let updates)):
            apply(updates, now: now, into: &effects)
            let rest = updates.isEmpty ? [] : Array(references.dropFirst(updates.count))
            next(.fetch(rest), now: now, into: &effects)
        case (.walking, .range(let through, let wanted, let updates)):
            want(wanted, of: state.request.body)
            apply(updates, now: now, into: &effects)
            next(
                through.map { .walk(after: $0) } ?? .compare(last: .yes), now: now, into: &effects)
        case (.delivering(let step), .delivered):
            next(step, now: now, into: &effects)
        default:
            preconditionFailure("phase \(state.phase) does not expect \(reply.body)")
        }
    }

    /// Joins what the peer has seen when its table equals this one at this moment.
    ///
    /// - Returns: whether the tables are equal.
    mutating func join(
        _ theirs: Snapshot, from peer: Peer, into effects: inout EffectBuffer
    ) -> Bool {
        guard theirs.root == store.root() else { return false }
        let before = seen
        if !seen.join(theirs.seen) { noteIrregular(.seenClockFull, from: peer, into: &effects) }
        if seen != before { effects.persist(.seen(seen)) }
        heedOwnIdentity(
            UpdateID(origin: id, sequence: seen.highest(of: id)), from: peer, into: &effects)
        return true
    }

    /// Notes which of the headers that were shown the peer wants.
    private mutating func want(_ wanted: Flags, of body: ExchangeRequest.Body) {
        let headers: [UpdateHeader]
        switch body {
        case .range(_, let shown), .recent(let shown): headers = shown
        case .compare, .fetch, .deliver: headers = []
        }
        for position in 0..<min(wanted.count, headers.count) where wanted[position] {
            let header = headers[position]
            exchange?.outgoing.append(UpdateReference(key: header.key, id: header.id))
        }
    }

    private mutating func lacking(
        _ headers: [UpdateHeader], now: Instant, into effects: inout EffectBuffer
    ) -> [UpdateReference] {
        guard let peer = exchange?.peer else { return [] }
        var references: [UpdateReference] = []
        for header in headers {
            heedOwnIdentity(header.id, from: peer, into: &effects)
            if lacks(header) {
                references.append(UpdateReference(key: header.key, id: header.id))
            } else {
                noteOutdated(header, from: peer, now: now, into: &effects)
            }
        }
        return references
    }

    private mutating func apply(
        _ updates: [Carried], now: Instant, into effects: inout EffectBuffer
    ) {
        guard let peer = exchange?.peer else { return }
        for carried in updates
        where merge(carried, from: peer, by: .antiEntropy, now: now, into: &effects) == .changed {
            exchange?.repairedHere += 1
        }
    }

    // MARK: Steps

    /// Sends the next step, and with it as many of the wanted values as fit; when more are left, they
    /// are handed over first.
    private mutating func next(
        _ step: ExchangeState.Next, now: Instant, into effects: inout EffectBuffer
    ) {
        guard var state = exchange else { return }
        guard state.request.step < Limits.exchangeStepsMax else {
            endExchange(.abandoned, into: &effects)
            return
        }
        let values = takeValues(from: &state.outgoing)
        let body: ExchangeRequest.Body
        if state.outgoing.isEmpty {
            (state.phase, body) = begin(step)
        } else {
            (state.phase, body) = (.delivering(next: step), .deliver)
        }
        state.request = ExchangeRequest(
            exchange: state.number, step: state.request.step + 1, values: values, body: body,
            direction: state.request.direction)
        exchange = state
        sendRequest(now: now, into: &effects)
    }

    private mutating func begin(
        _ step: ExchangeState.Next
    ) -> (ExchangeState.Phase, ExchangeRequest.Body) {
        switch step {
        case .walk(let key): return walk(after: key)
        case .fetch(let references):
            guard !references.isEmpty else { return begin(.compare(last: .no)) }
            let batch = references.prefix(Limits.updatesPerMessageMax)
            return (.fetching(references), .fetch(Array(batch)))
        case .compare(let last):
            return (last == .yes ? .closing : .opening, .compare(snapshot()))
        }
    }

    private func takeValues(from references: inout [UpdateReference]) -> [Carried] {
        let held = references.compactMap { store[$0.key]?.carried }
        let end = held.batchEnd(from: 0, bytes: \.estimatedBytes)
        references.removeFirst(end == held.count ? references.count : end)
        return Array(held[..<end])
    }

    private mutating func sendRequest(now: Instant, into effects: inout EffectBuffer) {
        guard let state = exchange else { return }
        exchange?.messages += 1
        effects.send(.request(state.request), to: state.peer)
        let patience = settings.antiEntropy.patience * (1 << Int64(patienceDoublings))
        set(.exchange, at: now + patience, into: &effects)
    }

    /// The answer did not come in time: the step is sent again, with more patience, and in the end given
    /// up. The patience lasts into the next exchange, so that a slow network is waited for.
    mutating func losePatience(now: Instant, into effects: inout EffectBuffer) {
        guard let state = exchange else { return }
        patienceDoublings = min(patienceDoublings + 1, Limits.patienceDoublingsMax)
        guard state.retries < Limits.exchangeRetriesMax else {
            endExchange(.abandoned, into: &effects)
            return
        }
        exchange?.retries += 1
        noteIrregular(.stepRepeated, from: state.peer, into: &effects)
        sendRequest(now: now, into: &effects)
    }

    mutating func endExchange(
        _ ending: ExchangeOutcome.Ending, into effects: inout EffectBuffer
    ) {
        guard let state = exchange else { return }
        if ending != .abandoned { patienceDoublings = max(0, patienceDoublings - 1) }
        exchange = nil
        timers[.exchange] = nil
        effects.trace(
            .exchangeEnded(
                with: state.peer,
                ExchangeOutcome(
                    method: state.method, ending: ending, repairedHere: state.repairedHere,
                    repairedThere: state.repairedThere, roundTrips: state.roundTrips,
                    messages: state.messages)))
    }
}
