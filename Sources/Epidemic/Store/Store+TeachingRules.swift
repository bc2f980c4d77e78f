// Two ways of merging that fail in instructive ways (PROTOCOL.md §3). Nothing else uses them.

extension Store {
    /// Merges an update by one of the teaching rules.
    ///
    /// - Parameter own: the replica that merges.
    mutating func receive(
        _ carried: Carried, teaching rule: ConflictRule, at own: ReplicaID, now: Instant
    ) -> Reception {
        let update = carried.update
        let place = table.place(of: update.key)
        guard place.isTaken else {
            put(carried, at: place, context: update.clock, over: nil, now: now)
            return .added
        }
        let held = table[place]
        let areEqual = held.update.clock == update.clock
        let differ = held.update.content != update.content
        if differ, rule.isStuck(between: held.update.clock, update.clock) {
            return .diverged(from: held, .kept)
        }
        let clock: VectorClock?
        switch rule {
        case .norm: preconditionFailure("the norm rule needs no teaching")
        case .mergeClocksUnsafe:
            clock = areEqual ? nil : held.update.clock.joined(with: update.clock)
        case .incrementOnReceiptUnsafe:
            let isAccepted =
                areEqual || update.clock.squaredNorm > held.update.clock.squaredNorm
            clock =
                isAccepted
                ? try? held.update.clock.joined(with: update.clock).incremented(by: own) : nil
        }
        guard let clock else { return .duplicate }
        let isNewer =
            rule == .incrementOnReceiptUnsafe
            || Precedence.ranks(update.clock, update.id, over: held.update.clock, held.update.id)
        let winner = isNewer ? update : held.update
        guard clock != held.update.clock || winner.content != held.update.content else {
            return .superseded(by: held.update, changed: nil)
        }
        put(
            Carried(
                update: Update(
                    key: winner.key, content: winner.content, clock: clock, id: winner.id),
                hops: isNewer ? carried.hops : held.hops,
                activation: isNewer ? carried.activation : held.activation),
            at: place, context: clock, over: held, now: now)
        return .replaced(held)
    }
}

extension ConflictRule {
    /// Whether neither of two different values under these clocks gives way to the other.
    fileprivate func isStuck(between held: VectorClock, _ other: VectorClock) -> Bool {
        switch self {
        case .norm: false
        case .mergeClocksUnsafe: held == other
        case .incrementOnReceiptUnsafe: held.squaredNorm == other.squaredNorm
        }
    }
}
