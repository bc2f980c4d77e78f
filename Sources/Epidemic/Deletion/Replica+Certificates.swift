// Death certificates as they arrive (Demers et al. 1987, §2, and PROTOCOL.md §4). Old items are tested
// against certificates before duplicates are suppressed.

extension Replica {
    /// Certificates have their say about an update that arrived.
    ///
    /// - Returns: what became of it, or nil when it is merged as any other; then with the activation that it
    ///   has to have.
    mutating func meetCertificates(
        _ carried: inout Carried, from peer: Peer, by layer: Layer, now: Instant,
        into effects: inout EffectBuffer
    ) -> MergeResult? {
        let key = carried.update.key
        if carried.update.isCertificate { clampActivation(of: &carried, now) }
        if let dormant = certificates.dormant[key] {
            return meet(dormant, &carried, from: peer, by: layer, now: now, into: &effects)
        }
        guard carried.update.isCertificate else { return nil }
        if let held = store[key], held.update.id == carried.update.id {
            return prolong(held, carried, from: peer, by: layer, now: now, into: &effects)
        }
        return isActive(carried, at: now)
            ? nil : takeLate(&carried, from: peer, now: now, into: &effects)
    }

    /// Whether a certificate that is not held counts still.
    private func isActive(_ carried: Carried, at now: Instant) -> Bool {
        let since = carried.activation.since
        let phase =
            seen.contains(carried.update.id)
            ? settings.deletion.phase(ofReturning: since, at: now)
            : settings.deletion.phase(of: since, at: now)
        return phase == .active
    }

    // MARK: A dormant certificate is met

    private mutating func meet(
        _ dormant: Entry, _ carried: inout Carried, from peer: Peer, by layer: Layer, now: Instant,
        into effects: inout EffectBuffer
    ) -> MergeResult? {
        let update = carried.update
        if isSame(update.header, dormant.update.header),
            settings.conflict != .norm || update.content == dormant.update.content
        {
            return meetCopy(of: dormant, carried, from: peer, now: now, into: &effects)
        }
        let isLate = update.isCertificate && !isActive(carried, at: now)
        guard dormant.update.prevails(over: update) else {
            // What is refused changes nothing; the floor took in the dormant one when it went dormant.
            if isForgotten(update) { return nil }
            _ = certificates.take(update.key)
            return isLate ? takeLate(&carried, from: peer, now: now, into: &effects) : nil
        }
        let isCancelled =
            !update.isCertificate || settings.deletion.rules.contains(.awakeningByCertificates)
        guard !isLate, isCancelled else {
            absorb(update.clock, into: &effects)
            noteAbsorbed(update.id, from: peer, now: now, into: &effects)
            return .unchanged
        }
        noteAbsorbed(update.id, from: peer, now: now, into: &effects)
        awaken(dormant, over: update.header, now: now, into: &effects)
        return .changed
    }

    /// Another copy of a dormant certificate: one that was made active more often counts, and is news. To
    /// whom an equal one seems younger, it was under way for long; he is told how old it is.
    private mutating func meetCopy(
        of dormant: Entry, _ carried: Carried, from peer: Peer, now: Instant,
        into effects: inout EffectBuffer
    ) -> MergeResult {
        guard let activation = dormant.activation,
            settings.deletion.rules.contains(.activationByNumber)
        else {
            noteIrregular(.duplicate, from: peer, into: &effects)
            return .unchanged
        }
        var entry = dormant
        entry.activation = activation.merged(with: carried.activation)
        let isActive =
            settings.deletion.phase(of: carried.activation.since, at: now) == .active
        if carried.activation.isNews(over: activation), isActive {
            _ = certificates.take(carried.update.key)
            activate(entry, now: now, into: &effects)
            return .changed
        }
        if entry.activation != activation {
            _ = certificates.take(carried.update.key)
            certificates.sleep(entry)
            effects.persist(certificates.dormant[entry.update.key].map { .entry($0) })
            noteDueCertificate(into: &effects)
        } else if isActive {
            effects.send(.mail([entry.carried]), to: peer)
        }
        noteIrregular(.duplicate, from: peer, into: &effects)
        return .unchanged
    }

    /// A dormant certificate has met an older item: it becomes active and hot, with clock and identity
    /// unchanged, so that a later reinstatement is not cancelled.
    mutating func awaken(
        _ dormant: Entry, over older: UpdateHeader, now: Instant, into effects: inout EffectBuffer
    ) {
        _ = certificates.take(older.key)
        var entry = dormant
        entry.context = entry.context.joined(with: older.clock, settings.clocks)
        entry.activation = entry.activation?.again(at: now) ?? Activation(since: now)
        activate(entry, now: now, into: &effects)
    }

    private mutating func activate(_ entry: Entry, now: Instant, into effects: inout EffectBuffer) {
        let entry = store.restore(entry, now: now)
        accept(entry.update, over: nil, now: now, into: &effects)
        effects.trace(.reactivated(entry.update))
        heat(entry.update, hops: entry.hops, activation: entry.activation, now: now, into: &effects)
    }

    // MARK: An active copy is met

    /// A copy of a certificate that is held.
    ///
    /// - Returns: nil when it says nothing new; the age that it has at least may have been taken in.
    private mutating func prolong(
        _ held: Entry, _ carried: Carried, from peer: Peer, by layer: Layer, now: Instant,
        into effects: inout EffectBuffer
    ) -> MergeResult? {
        guard held.update == carried.update, let activation = held.activation,
            settings.deletion.rules.contains(.activationByNumber)
        else { return nil }
        let merged = activation.merged(with: carried.activation)
        guard merged != activation else { return nil }
        store.prolong(carried.update.key, to: merged)
        if let entry = store[carried.update.key] {
            certificates.noteActive(entry)
            effects.persist(.entry(entry))
            noteDueCertificate(into: &effects)
        }
        guard settings.deletion.phase(of: merged.since, at: now) == .active else {
            ageCertificates(now: now, into: &effects)
            return .unchanged
        }
        guard merged.isNews(over: activation) else { return nil }
        _ = hot.remove(carried.update.id)
        if spreads(layer) {
            heat(
                carried.update, hops: carried.hops, activation: merged, now: now, into: &effects)
        }
        return .unchanged
    }

    // MARK: A late certificate

    /// A certificate that is past τ1 here: it cancels an older value still, is kept by a retention node,
    /// and otherwise is absorbed.
    ///
    /// - Returns: nil when it is to be merged, active again.
    private mutating func takeLate(
        _ carried: inout Carried, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) -> MergeResult? {
        let update = carried.update
        let held = store[update.key]
        let since = carried.activation.since
        let isPast = settings.deletion.phase(of: since, at: now) == .past
        let cancels = held.map { $0.update.content.value != nil && update.wins(over: $0.update) }
        if cancels == true, !isPast, settings.deletion.rules.contains(.reactivationOnArrival) {
            carried.activation = carried.activation.again(at: now)
            return nil
        }
        absorb(update.clock, into: &effects)
        noteAbsorbed(update.id, from: peer, now: now, into: &effects)
        if held == nil, !isPast, update.isRetained(by: id.name) {
            certificates.sleep(
                Entry(
                    update: update, context: update.clock, hops: carried.hops, modification: 0,
                    modified: now, activation: carried.activation))
            effects.persist(certificates.dormant[update.key].map { .entry($0) })
            noteDueCertificate(into: &effects)
        } else if cancels == true, !settings.deletion.rules.contains(.reactivationOnArrival) {
            // Without the rule it cancels here, and nobody is told.
            discard(update.key, .discarded, into: &effects)
        }
        return .unchanged
    }

    private mutating func noteAbsorbed(
        _ id: UpdateID, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        guard !seen.contains(id) else { return }
        noteSeen(id, from: peer, now: now, into: &effects)
        effects.persist(.seenUpdate(id))
    }

    private mutating func absorb(_ clock: VectorClock, into effects: inout EffectBuffer) {
        guard settings.deletion.rules.contains(.floorOnAbsorbing) else { return }
        raiseFloor(to: clock, into: &effects)
    }

    /// An activation that lies outside every certificate's life would never age, or make a sum overflow.
    private mutating func clampActivation(of carried: inout Carried, _ now: Instant) {
        let earliest = now + settings.deletion.lifetime * -1
        let since = min(max(carried.activation.since, earliest), now)
        guard since != carried.activation.since else { return }
        carried.activation = Activation(number: carried.activation.number, since: since)
    }
}
