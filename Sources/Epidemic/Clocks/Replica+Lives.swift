extension Replica {
    /// Forgets the lives that ended long ago, as far as it is due.
    @inline(never) mutating func tendLives(now: Instant, into effects: inout EffectBuffer) {
        let past = lives.tend(
            seen, of: id, table: store.table, dormant: certificates.dormant,
            lifetime: settings.deletion.lifetime, now: now)
        forget(past, into: &effects)
    }

    /// Other lives make room for a write in the seen clock.
    mutating func makeRoom(
        for update: UpdateID, from peer: Peer?, into effects: inout EffectBuffer
    ) {
        noteIrregular(.seenClockFull, from: peer, into: &effects)
        let leaving = seen.makeRoom(for: update, besides: id)
        if !leaving.isEmpty { effects.persist(.forgotten(leaving)) }
    }

    private mutating func forget(_ past: [ReplicaID], into effects: inout EffectBuffer) {
        guard !past.isEmpty else { return }
        seen.forget(past)
        effects.persist(.forgotten(past))
    }
}
