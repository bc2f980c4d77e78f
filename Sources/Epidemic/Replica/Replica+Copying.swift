// For measurements and demonstrations with large tables, which nobody would write entry by entry.

extension Replica {
    /// A replica of its own identity that begins with the table of another, and what that one had seen.
    package init(
        id: ReplicaID, peers: PeerSet, settings: SharedSettings, seed: UInt64,
        tableOf other: Replica
    ) {
        self.init(id: id, peers: peers, settings: settings, seed: seed)
        store = other.store
        seen = other.seen
        certificates = other.certificates
        // Its own writes go on from the last one, when it is the other's life.
        sequence = seen.highest(of: id)
    }

    /// Takes in updates as if it had had them for long: they are not spread, and nobody is told.
    ///
    /// - Returns: those that it holds now, each with what it won over.
    package mutating func fill(
        with updates: [Update], now: Instant, into effects: inout EffectBuffer
    ) -> [(update: Update, over: Update?)] {
        var changes: [(update: Update, over: Update?)] = []
        for update in updates where seen.canInsert(update.id) {
            let over: Entry?
            switch store.receive(Carried(update: update, hops: 0), now: now) {
            case .added: over = nil
            case .replaced(let entry): over = entry
            case .duplicate, .superseded, .diverged, .forgotten: continue
            }
            seen.insert(update.id)
            accept(update, over: over, now: now, into: &effects)
            changes.append((update, over?.update))
        }
        return changes
    }

    /// Begins with what another has found in its last exchanges.
    package mutating func remember(exchangesOf other: Replica) { found = other.found }

    /// Builds the root and the hash tree now, as a replica has them that compared its table before.
    package mutating func buildIndex() { withTree { _ = $0.digest(of: 0) } }
}
