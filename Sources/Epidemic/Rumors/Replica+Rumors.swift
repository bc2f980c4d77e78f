// Rumor mongering (Demers et al. 1987, §1.4): pushing, pulling, and what the other side says.

extension Replica {
    /// Makes an update hot, where rumor mongering is on and there is anybody to tell, or will be; it is spread
    /// from the next round.
    mutating func heat(
        _ update: Update, hops: UInt16, mark: UInt16 = 0, activation: Activation? = nil,
        from peer: Peer? = nil, now: Instant, into effects: inout EffectBuffer
    ) {
        guard let rumors, peers.count > 0 || waitsForPeers else {
            noteSpread(update.id, into: &effects)
            return
        }
        guard hot.count < Limits.hotRumorsMax else {
            noteIrregular(.hotListFull, from: nil, into: &effects)
            return
        }
        if peer != nil, floods.isTold || hot.count >= shared.traits.passedOnMax {
            notePassedOver(from: peer, now: now, into: &effects)
            return
        }
        var account = rumors.removal.account(from: mark)
        if let peer { account.holders.insert(peer, shared.traits.holderMemory) }
        hot.add(update, hops: hops, activation: activation, account: account)
        noteNews(now: now)
    }

    /// Whether nobody is known yet and somebody is there to be found, to whom what is hot will be news. Of more than
    /// rumors are good for, an exchange tells whoever is found.
    private var waitsForPeers: Bool {
        hot.count < Limits.passedOnMax && discovery.value?.awaitsOthers ?? false
    }

    // MARK: Push

    /// Sends what was hot when the round began.
    mutating func push(
        to peer: Peer, _ contact: ContactID, into effects: inout EffectBuffer
    ) {
        round.contacts += 1
        if shared.traits.sparesEchoes { hot.countEchoes(to: peer) }
        let omission = shared.traits.keepsFromPush(to: peer)
        if omission == nil, let whole = hot.wholeRound {
            return push(whole, from: 0, to: peer, contact, into: &effects)
        }
        for stretch in hot.offered(butFor: omission) {
            push(stretch.rumors, from: stretch.first, to: peer, contact, into: &effects)
        }
    }

    /// Sends rumors that stand beside each other in the round, in as many messages as they need.
    @inline(__always) private mutating func push(
        _ rumors: [Carried], from start: Int, to peer: Peer, _ contact: ContactID,
        into effects: inout EffectBuffer
    ) {
        rumors.forEachBatch(of: shared.settings.batchBytes, bytes: \.estimatedBytes) {
            offset, batch in
            let first = UInt32(start + offset)
            let answer = round.isFlood ? .feedbackOfFlood : shared.traits.answer
            if answer != .none {
                round.awaited.insert(
                    .init(peer: peer, contact: contact, first: first, kind: .feedback))
            }
            let push = Push(contact: contact, first: first, answer: answer, updates: batch)
            effects.send(.push(push), to: peer)
        }
    }

    /// Rumors were pushed to this node: what was news is judged before anything is merged.
    mutating func receive(
        _ push: Push, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        guard accepts(push.contact, from: peer, now: now) else {
            let refusal = Refusal(contact: push.contact, updates: UInt32(push.updates.count))
            effects.send(.refusal(refusal), to: peer)
            return
        }
        floods.beginReceiving(push.answer)
        let useful = receive(push.updates, from: peer, now: now, into: &effects)
        floods.endReceiving()
        let spared =
            shared.traits.marksRumors
            ? compareMarks(of: push, useful, from: peer) : Flags()
        guard push.answer != .none else { return }
        effects.send(
            .feedback(
                Feedback(
                    contact: push.contact, first: push.first, useful: useful, spared: spared)),
            to: peer)
    }

    /// Takes in what was pushed: all of it is judged before the first of it is merged.
    ///
    /// - Returns: which of it was news.
    @inline(__always) private mutating func receive(
        _ updates: [Carried], from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) -> Flags {
        guard updates.count != 1 else {
            return Flags(receive(only: updates, from: peer, now: now, into: &effects))
        }
        var useful = Flags()
        for carried in updates { useful.append(isNews(carried)) }
        for carried in updates {
            merge(carried, from: peer, by: .rumor, now: now, into: &effects)
        }
        return useful
    }

    /// The same for a single update, which most often is known, and then not even copied.
    @inline(__always) private mutating func receive(
        only updates: [Carried], from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) -> Bool {
        if isHotAlready(updates[0].update.place) {
            noteIrregular(.duplicate, from: peer, into: &effects)
            return !learned.isEmpty && learned.contains(updates[0].update.id)
        }
        let carried = updates[0]
        let isNews = isNews(carried)
        merge(carried, from: peer, by: .rumor, now: now, into: &effects)
        return isNews
    }

    /// Compares how far the pushed rumors are with their sender and here, where the rule does.
    ///
    /// - Returns: which of them shall not count against the sender; empty unless counters are minimized.
    private mutating func compareMarks(of push: Push, _ useful: Flags, from peer: Peer) -> Flags {
        guard rumors?.minimization == .on else {
            for carried in push.updates { meet(carried.update.id, carried.mark) }
            return Flags()
        }
        let caller = RoundState.Caller(peer: peer, contact: push.contact)
        var spared = Flags(count: push.updates.count)
        for (position, carried) in push.updates.enumerated() where !useful[position] {
            let comparison = hot.meet(carried.update.id) { account, isOfRound in
                let comparison = CounterComparison(sender: carried.mark, receiver: account.counter)
                if isOfRound, comparison != .onlySender { account.unnecessary += 1 }
                return comparison
            }
            guard let comparison else { continue }
            spared[position] = comparison == .onlyReceiver
            let crossing = RoundState.Crossing(caller: caller, update: carried.update.id)
            round.visits.change(orBegin: .init()) { $0.crossed.append(crossing) }
        }
        return spared
    }

    /// A partner has a rumor and is so far with it.
    private mutating func meet(_ id: UpdateID, _ mark: UInt16) {
        guard let removal = rumors?.removal else { return }
        _ = hot.meet(id) { removal.meet(&$0, mark, isOfRound: $1) }
    }

    /// The receiver of a push says what was news.
    mutating func receive(
        _ feedback: Feedback, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        let answer = RoundState.Awaited(
            peer: peer, contact: feedback.contact, first: feedback.first, kind: .feedback)
        guard round.settle(answer, now: now) else {
            hear(
                late: answer, of: feedback.contact.round, feedback.useful, spared: feedback.spared,
                holder: peer, into: &effects)
            return
        }
        for position in 0..<feedback.useful.count
        where feedback.spared.count == 0 || !feedback.spared[position] {
            hear(
                at: Int(feedback.first) + position, useful: feedback.useful[position], holder: peer)
        }
    }

    // MARK: Pull

    /// Asks a peer for what it has.
    mutating func pull(from peer: Peer, _ contact: ContactID, into effects: inout EffectBuffer) {
        round.awaited.insert(.init(peer: peer, contact: contact, first: 0, kind: .offer))
        effects.send(.pull(contact), to: peer)
    }

    /// A peer asks: it is offered what was hot when this node's own round began.
    mutating func servePull(
        _ contact: ContactID, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        guard accepts(contact, from: peer, now: now) else {
            effects.send(.refusal(Refusal(contact: contact, updates: 0)), to: peer)
            return
        }
        let purpose = TransferPurpose.pull(contact, round: round.number)
        // A pull that arrives twice is answered twice and counts once.
        let isRepeated =
            round.visits.change { visits in
                visits.served.contains { $0.peer == peer && $0.contact == contact }
            } ?? false
        if hot.offerCount > 0, !isRepeated {
            round.contacts += 1
            // In aligned rounds only where nobody else asks, who would count it.
            let isAsked = shared.traits.hasFreeRounds || peers.count == 1
            if shared.traits.countsEchoesOfPulls, isAsked { hot.countEchoes(to: peer) }
        }
        let stretches =
            shared.traits.holderMemory == .near && round.pushed(to: peer)
            ? [] : hot.offered(butFor: keptFromPull(in: contact, with: peer))
        guard !stretches.isEmpty else {
            // Who asks waits for an answer, as long as a round.
            effects.send(.offer(Offer(purpose: purpose, first: 0, headers: [])), to: peer)
            return
        }
        let isMarked = shared.traits.marksRumors
        for stretch in stretches {
            stretch.rumors.forEachBatch(
                of: shared.settings.batchBytes, bytes: \.update.header.estimatedBytes
            ) { offset, batch in
                let first = UInt32(stretch.first + offset)
                if !isRepeated { noteServed(peer, contact, first: first, into: &effects) }
                let offer = Offer(
                    purpose: purpose, first: first, headers: batch.map(\.update.header),
                    marks: isMarked ? batch.map(\.mark) : [])
                effects.send(.offer(offer), to: peer)
            }
        }
    }

    /// What is not offered to a pull: what crossed in the contact already, and under push-then-pull what
    /// is pushed still; nil where everything is offered.
    private mutating func keptFromPull(in contact: ContactID, with peer: Peer) -> HotList.Omission?
    {
        if let rounds = shared.traits.roundsOfPush {
            return { carried, _ in carried.mark <= rounds }
        }
        if shared.traits.sparesEchoes { return { $1.holders.contains(peer) } }
        let caller = RoundState.Caller(peer: peer, contact: contact)
        let crossed =
            round.visits.change { visits in
                visits.crossed.filter { $0.caller == caller }.map(\.update)
            } ?? []
        return crossed.isEmpty ? nil : { carried, _ in crossed.contains(carried.update.id) }
    }

    /// Updates are offered, in answer to a pull or out of a cache: says which were news, and asks for
    /// what is lacking.
    mutating func receive(
        _ offer: Offer, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        if case .pull(let contact, _) = offer.purpose {
            _ = round.settle(
                .init(peer: peer, contact: contact, first: 0, kind: .offer), now: now)
        }
        var useful = Flags()
        var wanted: [UpdateReference] = []
        for (position, header) in offer.headers.enumerated() {
            heedOwnIdentity(header.id, from: peer, into: &effects)
            if !offer.marks.isEmpty { meet(header.id, offer.marks[position]) }
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
        if case .pull(let contact, _) = want.purpose, contact.isOfQuestion {
            note(want, to: contact, from: peer, into: &effects)
        } else if case .pull(let contact, let number) = want.purpose {
            let answer = RoundState.Awaited(
                peer: peer, contact: contact, first: want.first, kind: .want)
            if number == round.number, round.settleServed(answer) {
                note(want.useful, from: want.first)
            } else if rumors?.removal.needsFeedback == true {
                hear(late: answer, of: number, want.useful, into: &effects)
            }
        }
        var found: [Carried] = []
        for reference in want.wanted {
            if let entry = store[reference.key], entry.update.id == reference.id {
                var carried = entry.carried
                carried.mark = hot.mark(of: reference.id)
                found.append(carried)
            } else {
                noteIrregular(.wantedGone, from: peer, into: &effects)
            }
        }
        found.forEachBatch(of: settings.batchBytes, bytes: \.estimatedBytes) { _, batch in
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
            hear(at: Int(first) + position, useful: useful[position])
        }
    }

    /// Notes what a contact's receiver said of a rumor. One that was useful is worth telling others, too:
    /// it moves to the front of the order in which tables are peeled back (Demers et al. 1987, §1.5).
    private mutating func hear(at place: Int, useful: Bool, holder: Peer? = nil) {
        hot.answer(
            at: place, useful: useful, holder: holder, shared.traits.holderMemory)
        guard useful, store.isIndexed, let update = hot.update(at: place) else { return }
        store.noteUseful(update.key)
    }

    /// Feedback comes when its round is over. It counts in the round under way, or nothing would ever die
    /// where a round trip is longer than a round; what it says of a rumor that is hot no more is late.
    private mutating func hear(
        late answer: RoundState.Awaited, of number: UInt32, _ useful: Flags,
        spared: Flags = Flags(), holder: Peer? = nil, into effects: inout EffectBuffer
    ) {
        var isHeeded = false
        let places = round.settle(late: answer, of: number) ?? []
        for (position, id) in places.prefix(useful.count).enumerated()
        where spared.count == 0 || !spared[position] {
            let useful = useful[position]
            let update = hot.answer(
                of: id, useful: useful, holder: holder, shared.traits.holderMemory)
            guard let update else { continue }
            isHeeded = true
            if useful, store.isIndexed { store.noteUseful(update.key) }
        }
        if !isHeeded { noteIrregular(.lateFeedback, from: answer.peer, into: &effects) }
    }

    private mutating func noteServed(
        _ peer: Peer, _ contact: ContactID, first: UInt32, into effects: inout EffectBuffer
    ) {
        let isNoted = round.visits.change(orBegin: .init()) { visits in
            guard visits.served.count < Limits.pullsPerRoundMax else { return false }
            visits.served.insert(.init(peer: peer, contact: contact, first: first, kind: .want))
            return true
        }
        if !isNoted { noteIrregular(.tooManyPulls, from: peer, into: &effects) }
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

extension RumorTraits {
    /// What is not pushed to a peer: what is only given to who asks, and what it is known to have; nil
    /// where everything is.
    fileprivate func keepsFromPush(to peer: Peer) -> HotList.Omission? {
        if sparesEchoes { return { $1.holders.contains(peer) } }
        guard let rounds = roundsOfPush else { return nil }
        return { carried, _ in carried.mark > rounds }
    }
}
