// What was deleted so long ago that nobody remembers how, and comes back (PROTOCOL.md §7).
//
// A replica that has seen a value, and holds neither it nor anything that wins over it, let go of something
// that did: a key leaves the table only with the certificate that won over everything seen of it, or with a
// value that somebody refused for this reason; and a seen clock is joined only while both tables are equal.
// So some update of the key wins over the value, whoever remembers it; no order of events makes the value
// the latest one again. It is refused, and its sender, who would offer it for ever, is told to let go of it.

extension Replica {
    /// Whether what was seen and is not held proves anything: not under rules that let equal clocks stand for
    /// equal updates, nor after them.
    var refusesForgotten: Bool {
        !wasTaught && shared.settings.deletion.rules.contains(.refusal)
    }

    /// Whether an update was seen, and is known to have been superseded where neither it nor anything better is
    /// held. Not where its identity was given out twice, as far as that is known, because the other one may be
    /// what was seen: when it stands on another key here, when it follows from what is held, or when somebody was
    /// found to live this life, too.
    mutating func isForgotten(_ update: Update) -> Bool {
        guard !update.isCertificate, refusesForgotten, seen.contains(update.id) else {
            return false
        }
        // What is held needs no proof, and that is what mostly comes again.
        if let held = store[update.key]?.update {
            guard update.prevails(over: held) else { return false }
            // Its writer had seen what is held here, so what was seen of this identity was another update.
            if update.clock.compare(with: held.clock) == .after { return false }
        }
        if update.id.origin.name == id.name, doubtful.value?.isShared(update.id) ?? false {
            return false
        }
        return !isHeld(update.id)
    }

    private mutating func isHeld(_ write: UpdateID) -> Bool {
        if heldIdentities.value?.areCurrent(for: store) != true {
            heldIdentities.value = HeldIdentities(of: store)
        }
        return heldIdentities.value?.contains(write) ?? false
    }

    /// A value was refused; its sender is told at the end of the event.
    mutating func refuse(
        _ update: Update, from peer: Peer, into effects: inout EffectBuffer
    ) {
        noteIrregular(.forgotten, from: peer, into: &effects)
        effects.trace(.refused(update, from: peer))
        refused.append(UpdateReference(key: update.key, id: update.id))
    }

    /// A value that was never seen is taken. Where its clock lies within the floor it is older than
    /// deletions that were let go: it may be one of those that were deleted, which nothing can prove any more.
    mutating func noteReturn(
        of update: Update, from peer: Peer, into effects: inout EffectBuffer
    ) {
        guard !certificates.floor.isEmpty, certificates.floor.contains(update.clock) else { return }
        noteIrregular(.cameBack, from: peer, into: &effects)
        effects.trace(.cameBack(update, from: peer))
    }

    /// Tells a peer what of its updates was refused.
    mutating func tellRefused(to peer: Peer, into effects: inout EffectBuffer) {
        guard !refused.isEmpty else { return }
        refused.forEachBatch(of: settings.batchBytes, bytes: \.estimatedBytes) { _, batch in
            effects.send(.forgotten(batch), to: peer)
        }
        refused.removeAll()
    }

    /// A peer has seen these values, and what won over them. Who holds one still lets go of it; what its
    /// writes have to go on from goes into the floor.
    mutating func receive(
        forgotten references: [UpdateReference], from peer: Peer, now: Instant,
        into effects: inout EffectBuffer
    ) {
        guard settings.conflict == .norm, refusesForgotten else { return }
        for reference in references {
            guard let entry = store[reference.key], entry.update.id == reference.id,
                !entry.update.isCertificate
            else { continue }
            guard !isOwnAndDoubtful(entry, now: now) else {
                keepOwn(reference, from: peer, into: &effects)
                continue
            }
            raiseFloor(to: entry.context, into: &effects)
            discard(reference.key, .refused(by: peer), into: &effects)
            noteSpread(reference.id, into: &effects)
        }
    }

    // MARK: Own writes

    /// Whether the peer may mean another write with the same identity. Of this one nobody can have forgotten
    /// the deletion before τ1.
    private func isOwnAndDoubtful(_ entry: Entry, now: Instant) -> Bool {
        let write = entry.update.id
        guard write.origin.name == id.name, shared.settings.rules.contains(.doubtfulWrites) else {
            return false
        }
        return !arrival.isEmpty || identityIsInUse || now - entry.modified < settings.deletion.age
            || doubtful.value?.contains(write) ?? false
    }

    /// An acknowledged write is not let go for what was said of another one. It is made again, under an
    /// identity that nobody has seen; until then it stays. While the replica arrives, that sees to it.
    private mutating func keepOwn(
        _ write: UpdateReference, from peer: Peer, into effects: inout EffectBuffer
    ) {
        guard arrival.isEmpty else { return }
        doubtful.change(orBegin: DoubtfulWrites()) { $0.makeAgain(write) }
        if write.id.origin == id { leaveIdentity(from: peer, into: &effects) }
    }

    /// Makes the own writes again that somebody took for others, as soon as it has a fresh identity.
    mutating func writeDoubtfulAgain(now: Instant, into effects: inout EffectBuffer) {
        guard !identityIsInUse, arrival.isEmpty,
            let waiting = doubtful.change({ $0.takeWaiting() }), !waiting.isEmpty
        else { return }
        let held = waiting.compactMap { write in
            store[write.key].flatMap { $0.update.id == write.id ? $0.update : nil }
        }
        for update in held { issue(update.key, update.content, now: now, into: &effects) }
        effects.trace(.arrival(.reissued(held.count)))
    }
}
