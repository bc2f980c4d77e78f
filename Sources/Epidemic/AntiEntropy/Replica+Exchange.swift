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
        guard let method = settings.antiEntropy.method, readiness != .arriving else { return }
        guard exchange == nil else {
            noteIrregular(.exchangeUnderWay, from: nil, into: &effects)
            return
        }
        let interval = settings.antiEntropy.interval
        if let due = floods.putsOff(hot: hot.count, now: now, interval: interval) {
            set(.antiEntropy, at: due, into: &effects)
            return
        }
        beginExchange(method, refusedBy: Few(), now: now, into: &effects)
    }

    /// An update was stored and is not passed on: an exchange is due soon after the flood of which it is one.
    mutating func notePassedOver(
        from peer: Peer?, now: Instant, into effects: inout EffectBuffer
    ) {
        noteIrregular(.notPassedOn, from: peer, into: &effects)
        let due = floods.notePassedOver(now: now, interval: settings.antiEntropy.interval)
        if let planned = timers[.antiEntropy], due < planned {
            set(.antiEntropy, at: due, into: &effects)
        }
    }

    /// Begins an exchange with a peer chosen uniformly among those that neither refused nor kept silent.
    mutating func beginExchange(
        _ method: AntiEntropySettings.Method, refusedBy others: Few<Peer>,
        silent: Few<Peer> = Few(), now: Instant, into effects: inout EffectBuffer
    ) {
        let peer =
            silent.isEmpty
            ? peers.random(besides: others, using: &generator)
            : peers.random(besides: Array(others) + Array(silent), using: &generator)
        guard let peer else { return }
        beginExchange(
            method, with: peer, settings.antiEntropy.direction, refusedBy: others, silent: silent,
            now: now, into: &effects)
    }

    /// Begins an exchange with this peer, at once and whatever the interval; one that is under way with
    /// another is given up.
    public mutating func exchange(
        with peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        exchange(
            with: peer, by: settings.antiEntropy.method ?? .checksum,
            direction: settings.antiEntropy.direction, now: now, into: &effects)
    }

    /// The same by a method and in a direction of its own.
    mutating func exchange(
        with peer: Peer, by method: AntiEntropySettings.Method, direction: Direction, now: Instant,
        into effects: inout EffectBuffer
    ) {
        if exchange != nil { endExchange(.abandoned, into: &effects) }
        beginExchange(
            method, with: peer, direction, refusedBy: Few(), silent: Few(), now: now,
            into: &effects)
    }

    /// Begins an exchange that gives and does not take.
    mutating func beginHandOverExchange(
        with peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        beginExchange(
            settings.antiEntropy.method ?? .auto, with: peer, .push, refusedBy: Few(),
            silent: Few(), now: now, into: &effects)
    }

    private mutating func beginExchange(
        _ method: AntiEntropySettings.Method, with peer: Peer, _ direction: Direction,
        refusedBy others: Few<Peer>, silent: Few<Peer>, now: Instant,
        into effects: inout EffectBuffer
    ) {
        lastExchange &+= 1
        effects.trace(.exchangeBegan(with: peer, method))
        let (phase, body) = opening(of: method)
        let request = ExchangeRequest(
            exchange: lastExchange, step: 0, values: [], body: body,
            direction: direction)
        exchange = ExchangeState(
            number: lastExchange, peer: peer, method: method, refusedBy: others, silent: silent,
            phase: phase, request: request, search: search(of: method))
        sendRequest(now: now, into: &effects)
    }

    private mutating func opening(
        of method: AntiEntropySettings.Method
    ) -> (ExchangeState.Phase, ExchangeRequest.Body) {
        switch method {
        case .full: return walk(after: nil)
        case .checksum, .peelBack, .hashTree, .sketch, .auto:
            return (.opening, .compare(snapshot()))
        case .recent:
            let headers = cachedEntries(max: Limits.updatesPerMessageMax).map(\.update.header)
            return (
                .caches,
                .recent(Array(headers[..<headers.batchEnd(from: 0, bytes: \.estimatedBytes)]))
            )
        }
    }

    private func search(of method: AntiEntropySettings.Method) -> ExchangeState.Search {
        switch method {
        case .full, .checksum, .recent: .walk
        case .peelBack: .peeling(Peeling())
        case .hashTree: .descent(Descent())
        case .sketch: .sketch(SketchReading())
        case .auto: .cheapest
        }
    }

    /// The root and what was seen, at this one moment.
    mutating func snapshot() -> Snapshot {
        Snapshot(root: store.root(), seen: seen, floor: certificates.floor)
    }

    // MARK: Answers

    /// The peer answers a step. An exchange is one with one life of the peer: what another life of it says of
    /// its table tells nothing of what the first one held.
    mutating func receive(
        _ reply: ExchangeReply, from peer: Peer, life: PeerLife, now: Instant,
        into effects: inout EffectBuffer
    ) {
        guard exchangeAside.change({ $0.waits(for: reply, from: peer) }) == true else {
            let isKnown =
                patience.change { $0.note(late: reply, from: peer, now: now) } ?? false
            noteIrregular(isKnown ? .lateReply : .unexpectedReply, from: peer, into: &effects)
            if isKnown { shortenPatience(with: peer, now: now, into: &effects) }
            return
        }
        if shared.settings.rules.contains(.oneLifePerExchange),
            exchangeAside.change({ $0.isOf(life) }) == false
        {
            noteIrregular(.otherLife, from: peer, into: &effects)
            return endExchange(.abandoned, into: &effects)
        }
        measure(reply, from: peer, now: now)
        changeExchange { $0.note(reply) }
        guard let state = exchange else { return }
        heed(reply.body, in: state, now: now, into: &effects)
    }

    private mutating func heed(
        _ body: ExchangeReply.Body, in state: ExchangeState, now: Instant,
        into effects: inout EffectBuffer
    ) {
        switch (state.phase, body) {
        case (_, .refused): hunt(after: state, now: now, into: &effects)
        case (.closing, .compared(let theirs)):
            if join(theirs, from: state.peer, now: now, into: &effects) {
                endExchange(.equal, into: &effects)
            } else {
                endDifferent(theirs, in: state, now: now, into: &effects)
            }
        case (_, .compared(let theirs)):
            arrival.change { $0.noteOpening(theirs, of: state.number) }
            noteRoots(theirs)
            if join(theirs, from: state.peer, now: now, into: &effects) {
                endExchange(.equal, into: &effects)
            } else {
                next(.search, now: now, into: &effects)
            }
        case (_, .recent(let wanted, let headers)):
            want(wanted, of: state.request.body)
            next(.fetch(lacking(headers, now: now, into: &effects)), now: now, into: &effects)
        case (.collecting(let positions), .fetched(let updates)):
            apply(updates, now: now, into: &effects)
            collected(updates.count, of: positions, now: now, into: &effects)
        case (.fetching(let references), .fetched(let updates)):
            apply(updates, now: now, into: &effects)
            let rest = updates.isEmpty ? [] : Array(references.dropFirst(updates.count))
            next(.fetch(rest), now: now, into: &effects)
        case (_, .range(let through, let wanted, let updates)):
            want(wanted, of: state.request.body)
            apply(updates, now: now, into: &effects)
            next(
                through.map { .walk(after: $0) } ?? .compare(last: .yes), now: now, into: &effects)
        case (_, .nodes(let masks)): descend(masks, now: now, into: &effects)
        case (_, .otherDepth): walkInstead(because: .otherDepth, now: now, into: &effects)
        case (_, .leaves(let through, let unknown, let headers)):
            probe(through, unknown, headers, now: now, into: &effects)
        case (_, .peeled(let theirs, let wanted, let mark, let headers)):
            peel(theirs, wanted, behind: mark, headers, now: now, into: &effects)
        case (_, .symbols(let table, let symbols)):
            read(symbols, of: table, now: now, into: &effects)
        case (.delivering(let step), .delivered): next(step, now: now, into: &effects)
        case (_, .fetched), (_, .delivered):
            preconditionFailure("phase \(state.phase) does not expect \(body)")
        }
    }

    /// The search is over and the roots differ. When both are as they were and no header told a difference,
    /// two contents must bear one identity: then the contents are compared, once.
    private mutating func endDifferent(
        _ theirs: Snapshot, in state: ExchangeState, now: Instant, into effects: inout EffectBuffer
    ) {
        let isUnexplained =
            state.scrutiny == .off && state.differences == 0 && state.repairedHere == 0
            && state.request.direction == .pushPull && settings.antiEntropy.rounds == .free
            && settings.conflict == .norm
        guard isUnexplained else { return endExchange(.different, into: &effects) }
        let roots = ExchangeState.RootPair(own: store.root(), theirs: theirs.root)
        if state.roots == roots {
            changeExchange {
                $0.scrutiny = .on
                $0.search = .descent(Descent())
            }
            next(.search, now: now, into: &effects)
        } else if state.roots == nil {
            noteRoots(theirs)
            next(.compare(last: .yes), now: now, into: &effects)
        } else {
            endExchange(.different, into: &effects)
        }
    }

    private mutating func noteRoots(_ theirs: Snapshot) {
        let roots = ExchangeState.RootPair(own: store.root(), theirs: theirs.root)
        changeExchange { $0.roots = $0.roots ?? roots }
    }

    /// Joins what the peer has seen when its table equals this one at this moment.
    ///
    /// - Returns: whether the tables are equal.
    mutating func join(
        _ theirs: Snapshot, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) -> Bool {
        heed(clockOf: theirs, from: peer, into: &effects)
        heedOwnIdentity(
            UpdateID(origin: id, sequence: theirs.seen.highest(of: id)), from: peer, into: &effects)
        guard theirs.root == store.root() else {
            if case .closing = exchange?.phase, !shared.settings.rules.contains(.oneSnapshot) {
                join(learned: theirs, from: peer, now: now, into: &effects)
            }
            return false
        }
        floods.noteAgreement()
        if !absence.isEmpty { absence = Aside() }
        if !heldIdentities.isEmpty { heldIdentities = Aside() }
        join(learned: theirs, from: peer, now: now, into: &effects)
        return true
    }

    /// Joins what a peer had seen and let go of when it held no more than this table does.
    mutating func join(
        learned theirs: Snapshot, from peer: Peer, now: Instant,
        into effects: inout EffectBuffer
    ) {
        // Most often they are equal, too: then there is nothing to join.
        if theirs.seen != seen { joinSeen(theirs.seen, from: peer, into: &effects) }
        if !certificates.floor.covers(theirs.floor),
            shared.settings.deletion.rules.contains(.floorInSnapshot)
        {
            joinFloor(theirs.floor, from: peer, now: now, into: &effects)
        }
        heedOwnIdentity(
            UpdateID(origin: id, sequence: seen.highest(of: id)), from: peer, into: &effects)
    }

    private mutating func joinSeen(
        _ theirs: SeenClock, from peer: Peer, into effects: inout EffectBuffer
    ) {
        let before = seen
        let lives = lives
        if !seen.join(theirs, unless: lives.isPast) {
            noteIrregular(.seenClockFull, from: peer, into: &effects)
        }
        guard seen != before else { return }
        effects.persist(.seen(seen))
        heedEarlierLives(in: seen, into: &effects)
    }

    private mutating func joinFloor(
        _ theirs: Floor, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        guard theirs.isConceivable(at: now) else {
            return noteIrregular(.clockAhead, from: peer, into: &effects)
        }
        let before = certificates.floor
        if !certificates.floor.join(theirs, now: now, settings.deletion) {
            noteIrregular(.floorFull, from: peer, into: &effects)
        }
        guard certificates.floor != before,
            shared.settings.deletion.rules.contains(.floorDurable)
        else { return }
        effects.persist(.floor(certificates.floor))
    }

    /// Measures how far the wall clocks are apart, and says so when it is too far.
    private mutating func heed(
        clockOf theirs: Snapshot, from peer: Peer, into effects: inout EffectBuffer
    ) {
        let skew = Interval(nanoseconds: Int64(clamping: theirs.clockLead.nanoseconds.magnitude))
        certificates.clockLead = max(certificates.clockLead, skew)
        guard skew > shared.settings.deletion.clockSkew else { return }
        noteIrregular(.clockSkew, from: peer, into: &effects)
    }

    mutating func endExchange(
        _ ending: ExchangeOutcome.Ending, into effects: inout EffectBuffer
    ) {
        guard let state = exchange else { return }
        if state.differences > 0 { found.note(state.differences) }
        exchange = nil
        timers[.exchange] = nil
        handOverAside.change { $0.note(ending, of: state.peer) }
        endArrivalPass(state, ending)
        effects.trace(
            .exchangeEnded(with: state.peer, ExchangeOutcome(of: state, ending: ending)))
    }
}
