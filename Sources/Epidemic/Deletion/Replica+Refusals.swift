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
        guard settings.conflict == .norm, refusesForgotten, !identityIsInUse else { return }
        for reference in references {
            guard let entry = store[reference.key], entry.update.id == reference.id,
                !entry.update.isCertificate
            else { continue }
            raiseFloor(to: entry.context, into: &effects)
            discard(reference.key, .refused(by: peer), into: &effects)
            noteSpread(reference.id, into: &effects)
        }
    }
}
