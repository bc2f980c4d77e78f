extension Replica {
    /// The shell gives it a fresh epoch, never used before for its name.
    public mutating func take(epoch: UInt64, into effects: inout EffectBuffer) {
        precondition(
            epoch > id.epoch, "epoch \(epoch) of \(id.name) must be greater than \(id.epoch)")
        keepWrittenAlone()
        arrival.change { $0.noteNewLife() }
        id = ReplicaID(name: id.name, epoch: epoch)
        sequence = 0
        identityIsInUse = false
        takeMembershipEpoch()
        effects.persist(.identity(id))
        effects.trace(.tookEpoch(id))
    }

    /// Hearing of an own sequence that was never issued means that somebody else lives this life: a
    /// copied or restored data directory. Nothing is written until a fresh epoch is given.
    mutating func heedOwnIdentity(
        _ update: UpdateID, from peer: Peer?, into effects: inout EffectBuffer
    ) {
        guard update.origin == id, update.sequence > sequence, !identityIsInUse else { return }
        identityIsInUse = true
        noteIrregular(.identityInUse, from: peer, into: &effects)
        effects.append(.requestEpoch)
    }
}
