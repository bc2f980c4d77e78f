extension Replica {
    /// The shell gives it a fresh epoch, never used before for its name.
    public mutating func take(epoch: UInt64, into effects: inout EffectBuffer) {
        precondition(
            epoch > id.epoch, "epoch \(epoch) of \(id.name) must be greater than \(id.epoch)")
        keepWrittenAlone()
        if identityIsInUse {
            doubtful.change(orBegin: DoubtfulWrites()) { $0.noteShared(id) }
        }
        arrival.change { $0.noteNewLife() }
        id = ReplicaID(name: id.name, epoch: epoch)
        sequence = 0
        identityIsInUse = false
        ownLives.change { $0.began() }
        takeMembershipEpoch()
        effects.persist(.identity(id))
        effects.trace(.tookEpoch(id))
    }

    /// The highest epoch of its own name that it has heard of; 0 when it is its own. The epoch that it is
    /// given next must be greater.
    public var epochHeard: UInt64 { ownLives.value?.highest ?? 0 }

    /// Another node is alive under its own name, and in this epoch.
    public mutating func note(namesakeIn epoch: UInt64) {
        ownLives.change(orBegin: OwnLives()) { $0.note(namesake: epoch) }
    }

    /// It heard of a life of its own name with a greater epoch than its own. A later life is known by its
    /// epoch, whatever the wall clock said when it began: it takes a greater one, unless somebody else
    /// lives that life.
    mutating func heedEarlierLife(_ epoch: UInt64, into effects: inout EffectBuffer) {
        guard epoch > id.epoch, epoch < Limits.epochBound,
            shared.settings.rules.contains(.freshEpoch)
        else { return }
        let isAlive = discovery.value?.namesakes.contains { $0.record.id.epoch == epoch } ?? false
        let takesOneAbove = ownLives.change(orBegin: OwnLives()) {
            if isAlive { $0.note(namesake: epoch) }
            return $0.hear(of: epoch)
        }
        if takesOneAbove { effects.append(.requestEpoch) }
    }

    /// The same for what was seen of others' writes.
    mutating func heedEarlierLives(in clock: SeenClock, into effects: inout EffectBuffer) {
        if let epoch = clock.latestEpoch(of: id.name) { heedEarlierLife(epoch, into: &effects) }
    }

    /// Hearing of an own sequence that was never issued means that somebody else lives this life: a
    /// copied or restored data directory. Nothing is written until a fresh epoch is given.
    mutating func heedOwnIdentity(
        _ update: UpdateID, from peer: Peer?, into effects: inout EffectBuffer
    ) {
        guard update.origin == id, update.sequence > sequence else { return }
        leaveIdentity(from: peer, into: &effects)
    }

    /// Nothing more is written under this identity; a fresh epoch is asked for.
    mutating func leaveIdentity(from peer: Peer?, into effects: inout EffectBuffer) {
        guard !identityIsInUse, shared.settings.rules.contains(.freshEpoch) else { return }
        identityIsInUse = true
        noteIrregular(.identityInUse, from: peer, into: &effects)
        effects.append(.requestEpoch)
    }
}
