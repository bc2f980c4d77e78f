extension Replica {
    /// What became of one update that arrived, for the account of an exchange.
    enum MergeResult { case changed, unchanged }

    /// Merges an update that arrived by some layer.
    ///
    /// News by rumor or mail becomes hot; by cache or anti-entropy only where repair is set so. What was
    /// seen before is never passed on as news, though it is stored when it wins.
    @discardableResult
    mutating func merge(
        _ carried: Carried, from peer: Peer, by layer: Layer, now: Instant,
        into effects: inout EffectBuffer
    ) -> MergeResult {
        let update = carried.update
        if shared.settings.conflict == .norm, hot.holds(update) {
            noteIrregular(.duplicate, from: peer, into: &effects)
            return .unchanged
        }
        guard update.clock.isConceivable(at: now) else {
            noteIrregular(.clockAhead, from: peer, into: &effects)
            // What was seen of it elsewhere proves nothing here.
            arrival.change { $0.noteLeftOut() }
            return .unchanged
        }
        heedOwnIdentity(update.id, from: peer, into: &effects)
        guard update.isCertificate || certificates.dormant.count > 0 else {
            return mergeValue(carried, from: peer, by: layer, now: now, into: &effects)
        }
        let areFirst = shared.settings.deletion.rules.contains(.certificatesFirst)
        guard areFirst || !seen.contains(update.id) else {
            noteIrregular(.duplicate, from: peer, into: &effects)
            return .unchanged
        }
        var carried = carried
        return meetCertificates(&carried, from: peer, by: layer, now: now, into: &effects)
            ?? mergeValue(carried, from: peer, by: layer, now: now, into: &effects)
    }

    /// Whether an update is the first that is hot here, so that nothing comes of it but a duplicate.
    @inline(__always) func isHotAlready(_ update: ObjectIdentifier) -> Bool {
        shared.settings.conflict == .norm && hot.begins(with: update)
            && !hot.carried[hot.head].update.isCertificate
    }

    /// Merges an update that no certificate has anything to do with.
    private mutating func mergeValue(
        _ carried: Carried, from peer: Peer, by layer: Layer, now: Instant,
        into effects: inout EffectBuffer
    ) -> MergeResult {
        guard shared.settings.conflict == .norm else {
            return teach(carried, from: peer, by: layer, now: now, into: &effects)
        }
        let past: Store.Past = isForgotten(carried.update) ? .seen : .unknown
        let reception = store.receive(carried, past: past, shared.settings.clocks, now: now)
        if store.hasMadeRoom { noteIrregular(.contextFull, from: peer, into: &effects) }
        return take(reception, of: carried, from: peer, by: layer, now: now, into: &effects)
    }

    /// Merges by a rule that people learn from; what is stored then need not be what arrived.
    private mutating func teach(
        _ carried: Carried, from peer: Peer, by layer: Layer, now: Instant,
        into effects: inout EffectBuffer
    ) -> MergeResult {
        wasTaught = true
        let reception = store.receive(carried, teaching: settings.conflict, at: id, now: now)
        var stored = carried
        switch reception {
        case .added, .replaced:
            guard let entry = store[carried.update.key] else { break }
            stored = Carried(
                update: entry.update, hops: entry.hops, mark: carried.mark,
                activation: entry.activation)
        case .duplicate, .superseded, .diverged, .forgotten: break
        }
        return take(reception, of: stored, from: peer, by: layer, now: now, into: &effects)
    }

    /// What follows from what the store made of an update.
    private mutating func take(
        _ reception: Store.Reception, of carried: Carried, from peer: Peer, by layer: Layer,
        now: Instant, into effects: inout EffectBuffer
    ) -> MergeResult {
        switch reception {
        case .duplicate:
            noteIrregular(.duplicate, from: peer, into: &effects)
        case .added:
            if !carried.update.isCertificate, !seen.contains(carried.update.id) {
                noteReturn(of: carried.update, from: peer, into: &effects)
            }
            adopt(carried, over: nil, from: peer, by: layer, now: now, into: &effects)
            return .changed
        case .replaced(let over):
            adopt(carried, over: over, from: peer, by: layer, now: now, into: &effects)
            return .changed
        case .superseded(let winner, let changed):
            let update = carried.update
            if let changed { effects.persist(.entry(changed)) }
            let wasSeen = seen.contains(update.id)
            countOutdated(update.id, wasSeen: wasSeen, from: peer, now: now, into: &effects)
            if !wasSeen { effects.trace(.outdated(update, from: peer, by: layer, winner: winner)) }
        case .diverged(let held, let standing):
            irregularities.count(.diverged)
            effects.trace(.diverged(carried.update, held: held.update))
            return resolve(
                carried, against: held, standing, from: peer, by: layer, now: now, into: &effects)
        case .forgotten: refuse(carried.update, from: peer, into: &effects)
        }
        return .unchanged
    }

    /// Two contents bear one identity, because a disk was restored or copied. The same one stays everywhere:
    /// one that replaces what was held is told further, and who sent the other is told what is held.
    private mutating func resolve(
        _ carried: Carried, against held: Entry, _ standing: Store.Standing, from peer: Peer,
        by layer: Layer, now: Instant, into effects: inout EffectBuffer
    ) -> MergeResult {
        guard standing == .replaced else {
            if settings.conflict == .norm { effects.send(.mail([held.carried]), to: peer) }
            return .unchanged
        }
        adopt(carried, over: held, from: peer, by: layer, now: now, into: &effects)
        if spreads(layer), !hot.contains(carried.update.id) {
            heat(
                carried.update, hops: carried.hops, mark: carried.mark,
                activation: carried.activation, from: peer, now: now, into: &effects)
        }
        return .changed
    }

    /// What follows from an update that arrived and won.
    private mutating func adopt(
        _ carried: Carried, over held: Entry?, from peer: Peer, by layer: Layer, now: Instant,
        into effects: inout EffectBuffer
    ) {
        let update = carried.update
        let wasSeen = seen.contains(update.id)
        if !wasSeen { noteSeen(update.id, from: peer, now: now, into: &effects) }
        accept(update, over: held, now: now, into: &effects)
        effects.trace(
            .received(update, from: peer, by: layer, hops: Int(carried.hops), over: held?.update))
        // A certificate that was let go is accepted again only where it has not aged so far.
        guard !wasSeen || update.isCertificate, spreads(layer) else { return }
        heat(
            update, hops: carried.hops, mark: carried.mark, activation: carried.activation,
            from: peer, now: now, into: &effects)
    }

    /// Whether an update would be news: judged against what was known when the last round began.
    ///
    /// Mutating, as are others that change nothing, so that the replica is looked at in place.
    public mutating func isNews(_ header: UpdateHeader) -> Bool {
        let id = header.id
        if learned.contains(id) { return true }
        if seen.contains(id) { return false }
        // Held counts as seen, even where the seen clock was too full to note it.
        guard let held = store[header.key]?.update else { return true }
        if held.id == id { return false }
        return !held.header.wins(over: header) || learned.contains(held.id)
    }

    /// Whether an update that arrives would be news; a certificate that was made active once more is.
    mutating func isNews(_ carried: Carried) -> Bool {
        let update = carried.update
        guard seen.contains(update.id) else { return isNews(update.header) }
        guard update.isCertificate else { return learned.contains(update.id) }
        let held = store[update.key] ?? certificates.dormant[update.key]
        guard let held else { return true }
        guard held.update.id == update.id else { return update.wins(over: held.update) }
        return learned.contains(update.id)
            || held.activation.map { carried.activation.isNews(over: $0) } ?? true
    }

    /// Whether an offered update is lacking here: it is not held, and would win. A certificate that is
    /// dormant here is lacking, because whoever offers it has it active.
    func lacks(_ header: UpdateHeader) -> Bool {
        if let dormant = certificates.dormant[header.key]?.update {
            return dormant.id == header.id || !dormant.header.wins(over: header)
                || !settings.deletion.rules.contains(.awakeningByCertificates)
        }
        guard let held = store[header.key]?.update else { return true }
        return outranks(header, held.header)
    }

    /// Whether both are headers of one write, as far as headers tell: under the teaching rules one write
    /// stands under several clocks.
    func isSame(_ header: UpdateHeader, _ held: UpdateHeader) -> Bool {
        header.id == held.id && (shared.settings.conflict != .norm || header.clock == held.clock)
    }

    /// Whether an update of which only the header is known would stay rather than what is held.
    func outranks(_ header: UpdateHeader, _ held: UpdateHeader) -> Bool {
        shared.settings.conflict == .norm ? header.prevails(over: held) : header.wins(over: held)
    }

    /// Takes notice of an offered update that loses against what is held: it has been seen now.
    mutating func noteOutdated(
        _ header: UpdateHeader, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        if let dormant = certificates.dormant[header.key] {
            return awaken(dormant, over: header, now: now, into: &effects)
        }
        guard let held = store[header.key], !isSame(header, held.update.header),
            outranks(held.update.header, header)
        else { return }
        if let changed = store.noteSuperseded(header, settings.clocks) {
            effects.persist(.entry(changed))
        }
        countOutdated(
            header.id, wasSeen: seen.contains(header.id), from: peer, now: now, into: &effects)
    }

    /// Notes an update as seen for the first time, and as learned in this round.
    mutating func noteSeen(
        _ id: UpdateID, from peer: Peer?, now: Instant, into effects: inout EffectBuffer
    ) {
        if !seen.canInsert(id) { makeRoom(for: id, from: peer, into: &effects) }
        if seen.canInsert(id) { seen.insert(id) }
        learned.insert(id)
        limitNews(now: now)
        if id.origin.epoch > self.id.epoch, id.origin.name == self.id.name {
            heedEarlierLife(id.origin.epoch, into: &effects)
        }
    }

    /// What follows from a new winner of a key: durable first, then cache and hot list.
    mutating func accept(
        _ update: Update, over held: Entry?, now: Instant, into effects: inout EffectBuffer
    ) {
        effects.persist(store[update.key].map { .entry($0) })
        lives.noteHeld(update.id.origin)
        if update.isCertificate, let entry = store[update.key] {
            certificates.noteActive(entry)
            noteDueCertificate(into: &effects)
        }
        recent.note(
            update.key, modification: store.modifications, previous: held?.modification,
            in: store.table)
        if recent.count > 0, timers[.cache] == nil {
            scheduleCache(now: now, first: .random, into: &effects)
        }
        if let over = held?.update, hot.remove(over.id) {
            effects.trace(.cooled(over, .superseded))
            noteSpread(over.id, into: &effects)
        }
    }

    mutating func noteSpread(_ update: UpdateID, into effects: inout EffectBuffer) {
        effects.persistSpread(of: update, by: id)
    }

    private mutating func countOutdated(
        _ id: UpdateID, wasSeen: Bool, from peer: Peer, now: Instant,
        into effects: inout EffectBuffer
    ) {
        noteIrregular(wasSeen ? .duplicate : .superseded, from: peer, into: &effects)
        guard !wasSeen else { return }
        noteSeen(id, from: peer, now: now, into: &effects)
        effects.persist(.seenUpdate(id))
    }

    func spreads(_ layer: Layer) -> Bool {
        switch layer {
        case .rumor, .mail: true
        case .cache, .antiEntropy: settings.repair == .hot
        }
    }
}
