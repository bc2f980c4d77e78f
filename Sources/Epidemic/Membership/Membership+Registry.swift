// Finding others through registries. Only that: who is found is spoken to directly, and goes on being so
// when a registry is gone.

extension Membership {
    /// Says to the registries that are to be told that this member is here.
    mutating func register(now: Instant, into effects: inout EffectBuffer) {
        for (address, isSilentNow) in registries.takeDue(now: now) {
            if isSilentNow { effects.trace(.membership(.registry(.silent, at: address))) }
            guard let peer = peer(at: address) else { continue }
            let registration = Registration(id: own.id, address: own.address)
            effects.send(.registry(.register(registration)), to: peer)
        }
        schedule[.registry] = registries.earliest
    }

    mutating func withdraw(into effects: inout EffectBuffer) {
        for address in registries.addresses {
            guard let peer = peer(at: address) else { continue }
            effects.send(.registry(.withdraw(own.id)), to: peer)
        }
    }

    /// A registry answered: asks some of those that are not known to be let in.
    mutating func receive(
        _ message: RegistryMessage, from peer: Peer, now: Instant,
        into effects: inout EffectBuffer
    ) {
        guard isPresent, case .listing(let listed, let lease) = message,
            let registry = registry(at: peer)
        else { return noteDropped(.unserved, from: peer, into: &effects) }
        if registries.noteAnswer(from: registry, lease: lease, now: now) {
            effects.trace(.membership(.registry(.answering, at: registry)))
        }
        schedule[.registry] = registries.earliest
        for registration in listed where registration.id.name == name {
            _ = heedsAsEarlierLife(
                MemberRecord(id: registration.id, address: registration.address))
        }
        var strangers = listed.map(\.address).filter(isStrange)
        strangers.shuffle(using: &generator)
        for stranger in strangers.prefix(3) { tellAll(to: stranger, into: &effects) }
    }

    /// Whom it asks to be let in, and the registries, are other ones from now on: names stand for other
    /// addresses than before.
    mutating func seek(
        seeds: [NodeAddress], registries addresses: [NodeAddress], now: Instant,
        into effects: inout EffectBuffer
    ) {
        let isNew = seeds.contains { !plan.seeds.contains($0) }
        plan.seeds = seeds
        plan.registries = addresses
        registries.change(to: addresses, now: now)
        guard isPresent else { return }
        schedule[.registry] = registries.earliest
        if isNew { knock(now: now, into: &effects) }
    }

    private mutating func registry(at peer: Peer) -> NodeAddress? {
        for address in registries.addresses where self.peer(at: address) == peer { return address }
        return nil
    }
}
