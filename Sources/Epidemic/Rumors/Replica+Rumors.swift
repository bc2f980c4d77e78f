// Rumor mongering (Demers et al. 1987, §1.4): pushing, pulling, and what the other side says.

extension Replica {
    /// Makes an update hot, where rumor mongering is on and there is anybody to tell; it is spread from
    /// the next round.
    mutating func heat(
        _ update: Update, hops: UInt16, now: Instant, into effects: inout EffectBuffer
    ) {
        guard settings.rumors != nil, peers.count > 0 else {
            noteSpread(update.id, into: &effects)
            return
        }
        guard hot.count < Limits.hotRumorsMax else {
            noteIrregular(.hotListFull, from: nil, into: &effects)
            return
        }
        hot.add(update, hops: hops)
        noteNews(now: now)
    }

    // MARK: Push

    /// Sends what was hot when the round began.
    mutating func push(
        to peer: Peer, _ contact: ContactID, _ removal: Removal, into effects: inout EffectBuffer
    ) {
        guard hot.hasOffers else { return }
        round.contacts += 1
        let answer: Push.Answer = removal.needsFeedback ? .feedback : .none
        hot.forEachOffered { start, offered in
            offered.forEachBatch(bytes: \.estimatedBytes) { offset, batch in
                let first = UInt32(start + offset)
                if answer == .feedback {
                    round.awaited.append(
                        .init(peer: peer, contact: contact, first: first, kind: .feedback))
                }
                let push = Push(
                    contact: contact, first: first, answer: answer, updates: batch)
                effects.send(.push(push), to: peer)
            }
        }
    }

    /// Rumors were pushed to this node: what was news is judged before anything is merged.
    mutating func receive(
        _ push: Push, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        var useful = Flags()
        for place in push.updates.indices {
            useful.append(isNews(push.updates[place].update.header))
        }
        for place in push.updates.indices {
            merge(push.updates[place], from: peer, by: .rumor, now: now, into: &effects)
        }
        guard push.answer == .feedback else { return }
        effects.send(
            .feedback(Feedback(contact: push.contact, first: push.first, useful: useful)), to: peer)
    }

    /// The receiver of a push says what was news.
    mutating func receive(
        _ feedback: Feedback, from peer: Peer, into effects: inout EffectBuffer
    ) {
        let answer = RoundState.Awaited(
            peer: peer, contact: feedback.contact, first: feedback.first, kind: .feedback)
        guard round.settle(answer) else {
            noteIrregular(.lateFeedback, from: peer, into: &effects)
            return
        }
        note(feedback.useful, from: feedback.first)
    }

    // MARK: Pull

    /// Asks a peer for what it has.
    mutating func pull(from peer: Peer, _ contact: ContactID, into effects: inout EffectBuffer) {
        round.awaited.append(.init(peer: peer, contact: contact, first: 0, kind: .offer))
        effects.send(.pull(contact), to: peer)
    }

    /// A peer asks: it is offered what was hot when this node's own round began.
    mutating func servePull(
        _ contact: ContactID, from peer: Peer, into effects: inout EffectBuffer
    ) {
        let purpose = TransferPurpose.pull(contact, round: round.number)
        guard hot.hasOffers else {
            effects.send(.offer(Offer(purpose: purpose, first: 0, headers: [])), to: peer)
            return
        }
        // A pull that arrives twice is answered twice and counts once.
        let isRepeated = round.served.contains { $0.peer == peer && $0.contact == contact }
        if !isRepeated { round.contacts += 1 }
        hot.forEachOffered { start, offered in
            offered.map(\.update.header).forEachBatch(bytes: \.estimatedBytes) { offset, batch in
                let first = UInt32(start + offset)
                if !isRepeated { noteServed(peer, contact, first: first, into: &effects) }
                effects.send(
                    .offer(Offer(purpose: purpose, first: first, headers: batch)), to: peer)
            }
        }
    }

    /// Updates are offered, in answer to a pull or out of a cache: says which were news, and asks for
    /// what is lacking.
    mutating func receive(
        _ offer: Offer, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        if case .pull(let contact, _) = offer.purpose {
            _ = round.settle(.init(peer: peer, contact: contact, first: 0, kind: .offer))
        }
        var useful = Flags()
        var wanted: [UpdateReference] = []
        for header in offer.headers {
            heedOwnIdentity(header.id, from: peer, into: &effects)
            useful.append(isNews(header))
            if lacks(header) {
                wanted.append(UpdateReference(key: header.key, id: header.id))
            } else {
                noteOutdated(header, from: peer, now: now, into: &effects)
            }
        }
        guard offer.isJudged ? !offer.headers.isEmpty : !wanted.isEmpty else { return }
        effects.send(
            .want(
                Want(purpose: offer.purpose, first: offer.first, useful: useful, wanted: wanted)),
            to: peer)
    }

    /// A peer says which offered updates were news, and which to send.
    mutating func receive(_ want: Want, from peer: Peer, into effects: inout EffectBuffer) {
        if case .pull(let contact, let number) = want.purpose {
            let answer = RoundState.Awaited(
                peer: peer, contact: contact, first: want.first, kind: .want)
            if number == round.number, round.settleServed(answer) {
                note(want.useful, from: want.first)
            } else {
                noteIrregular(.lateFeedback, from: peer, into: &effects)
            }
        }
        var found: [Carried] = []
        for reference in want.wanted {
            if let entry = store[reference.key], entry.update.id == reference.id {
                found.append(entry.carried)
            } else {
                noteIrregular(.wantedGone, from: peer, into: &effects)
            }
        }
        found.forEachBatch(bytes: \.estimatedBytes) { _, batch in
            effects.send(
                .values(Values(purpose: want.purpose, updates: batch)), to: peer)
        }
    }

    /// Wanted updates arrive.
    mutating func receive(
        _ values: Values, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        let layer: Layer =
            switch values.purpose {
            case .pull: .rumor
            case .cache: .cache
            }
        for carried in values.updates {
            merge(carried, from: peer, by: layer, now: now, into: &effects)
        }
    }

    // MARK: The round's account

    /// Notes what a receiver said of the rumors from a place on.
    private mutating func note(_ useful: Flags, from first: UInt32) {
        for position in 0..<useful.count {
            hot.answer(at: Int(first) + position, useful: useful[position])
        }
    }

    private mutating func noteServed(
        _ peer: Peer, _ contact: ContactID, first: UInt32, into effects: inout EffectBuffer
    ) {
        guard round.served.count < Limits.pullsPerRoundMax else {
            noteIrregular(.tooManyPulls, from: peer, into: &effects)
            return
        }
        round.served.append(.init(peer: peer, contact: contact, first: first, kind: .want))
    }
}

extension Offer {
    /// Whether its want list is feedback, and so is owed even when nothing is wanted.
    fileprivate var isJudged: Bool {
        switch purpose {
        case .pull: true
        case .cache: false
        }
    }
}
