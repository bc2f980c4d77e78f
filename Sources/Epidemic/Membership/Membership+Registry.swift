// Finding others through the registry. Only that: who is found is spoken to directly, and goes on being
// so when the registry is gone.

extension Membership {
    /// Says to the registry that this member is here.
    mutating func register(now: Instant, into effects: inout EffectBuffer) {
        guard let registry = plan.registry, let peer = peer(at: registry) else { return }
        schedule[.registry] = now + (registryState == .answering ? lease / 3 : lease / 10)
        noteSilence(now: now, into: &effects)
        let registration = Registration(id: own.id, address: own.address)
        effects.send(.registry(.register(registration)), to: peer)
    }

    private mutating func noteSilence(now: Instant, into effects: inout EffectBuffer) {
        guard let heard = registryHeard, registryState == .answering, heard + lease < now else {
            return
        }
        registryState = .silent
        effects.trace(.membership(.registry(.silent)))
    }

    mutating func withdraw(into effects: inout EffectBuffer) {
        guard let registry = plan.registry, let peer = peer(at: registry) else { return }
        effects.send(.registry(.withdraw(own.id)), to: peer)
    }

    /// The registry answered: asks some of those that are not known to be let in.
    mutating func receive(
        _ message: RegistryMessage, from peer: Peer, now: Instant,
        into effects: inout EffectBuffer
    ) {
        guard isPresent, let registry = plan.registry,
            case .listing(let listed, let lease) = message,
            self.peer(at: registry) == peer
        else { return noteDropped(.unserved, from: peer, into: &effects) }
        if registryState != .answering {
            registryState = .answering
            effects.trace(.membership(.registry(.answering)))
        }
        registryHeard = now
        self.lease = min(max(lease, .seconds(1)), Limits.intervalMax)
        schedule[.registry] = now + self.lease / 3
        var strangers = listed.map(\.address).filter(isStrange)
        strangers.shuffle(using: &generator)
        for stranger in strangers.prefix(3) { tellAll(to: stranger, into: &effects) }
    }
}
