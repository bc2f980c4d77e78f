// Death certificates as they age: active, dormant with the retention nodes, discarded.

extension Replica {
    /// Every certificate that is due is let go before anything else happens, so that one past τ1 counts
    /// for nothing in any comparison, whether its timer has come or not.
    @inline(__always) mutating func ageCertificates(now: Instant, into effects: inout EffectBuffer)
    {
        certificates.floor.age(to: now, shared.settings.deletion)
        if certificates.areAwaited { letGoOfDue(now: now, into: &effects) }
        if now >= lives.due { tendLives(now: now, into: &effects) }
    }

    private mutating func letGoOfDue(now: Instant, into effects: inout EffectBuffer) {
        let deletion = settings.deletion
        guard let due = certificates.nextDue(deletion), due <= now else { return }
        for key in certificates.takeDueActive(by: now, deletion) {
            guard let entry = store[key], let activation = entry.activation,
                deletion.phase(of: activation.since, at: now) != .active
            else { continue }
            expire(entry, now: now, into: &effects)
        }
        for key in certificates.takeDueDormant(by: now, deletion) {
            guard let activation = certificates.dormant[key]?.activation,
                deletion.phase(of: activation.since, at: now) == .past,
                let entry = certificates.take(key)
            else { continue }
            raiseFloor(to: entry.context, into: &effects)
            effects.persist(.discarded(key))
            effects.trace(.discarded(entry.update, from: .dormant))
        }
        noteDueCertificate(into: &effects)
    }

    /// A certificate passes τ1: the floor takes it in, and only a retention node keeps it.
    private mutating func expire(
        _ entry: Entry, now: Instant, into effects: inout EffectBuffer
    ) {
        if settings.deletion.rules.contains(.floorAtExpiry) {
            raiseFloor(to: entry.context, into: &effects)
        }
        guard entry.update.isRetained(by: id.name) else {
            return discard(entry.update.key, .discarded, into: &effects)
        }
        discard(entry.update.key, .wentDormant, into: &effects)
        certificates.sleep(entry)
        effects.persist(certificates.dormant[entry.update.key].map { .entry($0) })
    }

    /// What becomes of an entry that leaves the table.
    enum Leaving {
        case discarded, wentDormant
        /// A peer knows that it was superseded.
        case refused(by: Peer)
    }

    /// Takes an entry out of the table, the cache and the hot list.
    mutating func discard(_ key: Key, _ leaving: Leaving, into effects: inout EffectBuffer) {
        guard let entry = store.remove(key) else { return }
        recent.forget(entry)
        if hot.remove(entry.update.id) {
            effects.trace(.cooled(entry.update, .expired))
            noteSpread(entry.update.id, into: &effects)
        }
        switch leaving {
        case .discarded:
            effects.persist(.discarded(key))
            effects.trace(.discarded(entry.update, from: .table))
        case .wentDormant: effects.trace(.wentDormant(entry.update))
        case .refused(let peer):
            effects.persist(.discarded(key))
            noteIrregular(.letGo, from: peer, into: &effects)
            effects.trace(.letGo(entry.update, toldBy: peer))
        }
    }

    /// The floor takes in a context, durable no later than what follows.
    mutating func raiseFloor(to context: VectorClock, into effects: inout EffectBuffer) {
        let before = certificates.floor
        if !certificates.floor.join(context) {
            noteIrregular(.floorFull, from: nil, into: &effects)
        }
        guard certificates.floor != before,
            shared.settings.deletion.rules.contains(.floorDurable)
        else { return }
        effects.persist(.floor(certificates.floor))
    }

    /// Sets the timer of the next certificate that is due.
    mutating func noteDueCertificate(into effects: inout EffectBuffer) {
        guard let due = certificates.nextDue(settings.deletion) else { return }
        set(.certificate, at: due, into: &effects)
    }
}

extension Update {
    /// Whether this node keeps it dormant.
    func isRetained(by name: ReplicaName) -> Bool {
        switch content {
        case .value: false
        case .deathCertificate(_, let retention): retention.contains(name)
        }
    }
}
