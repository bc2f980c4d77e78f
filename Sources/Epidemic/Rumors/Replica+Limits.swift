// Connection limits and hunting (Demers et al. 1987, §1.4).

extension Replica {
    /// Whether a contact is accepted: what belongs to an accepted one is, and of new ones as many as the
    /// limit of a round lets in.
    @inline(__always)
    mutating func accepts(_ contact: ContactID, from peer: Peer, now: Instant) -> Bool {
        guard let limit = shared.traits.connections else { return true }
        return accepts(contact, from: peer, within: limit, now: now)
    }

    private mutating func accepts(
        _ contact: ContactID, from peer: Peer, within limit: Int, now: Instant
    ) -> Bool {
        let caller = RoundState.Caller(peer: peer, contact: contact)
        let verdict = round.visits.change(orBegin: .init()) { visits in
            if visits.accepted.contains(caller) { return (isAccepted: true, isNew: false) }
            guard visits.accepted.count < limit else { return (false, false) }
            visits.accepted.append(caller)
            return (true, true)
        }
        if verdict.isNew { limitNews(now: now) }
        return verdict.isAccepted
    }

    /// A peer is too busy for a contact, which so never was one: another peer is tried, within the limit.
    mutating func receive(
        _ refusal: Refusal, from peer: Peer, into effects: inout EffectBuffer
    ) {
        let index = Int(refusal.contact.index)
        guard refusal.contact.round == round.number, index < round.contacted.count,
            round.contacted[index].peer == peer
        else {
            let isKnown =
                round.past.change { $0.forgetAnswers(to: refusal.contact, of: peer) } ?? false
            if !isKnown { noteIrregular(.lateFeedback, from: peer, into: &effects) }
            return
        }
        // A contact of several messages is refused message by message.
        guard round.contacted[index].standing == .made else { return }
        round.contacted[index].standing = .refused
        if round.contacted[index].pushed { round.contacts -= 1 }
        round.forgetAnswers(to: refusal.contact)
        let tries = round.contacted[index].tries
        guard rumors?.limits.hunt.goesOn(after: Int(tries)) == true else { return }
        makeContact(tries: tries + 1, into: &effects)
    }
}
