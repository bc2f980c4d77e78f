// How a replica becomes ready (PROTOCOL.md §7): what `Arrival` decides is done here.

extension Replica {
    /// Whether it knows what the others know.
    public var readiness: Readiness {
        guard let arrival = arrival.value else { return .ready }
        return arrival.isAlone ? .alone : .arriving
    }

    /// Begins to find out what the others know, where it was told of any.
    mutating func arrive(_ birth: Birth, now: Instant, into effects: inout EffectBuffer) {
        // Who finds the others by itself knows of none at first.
        guard peers.count > 0 || discovery.value != nil,
            shared.settings.rules.contains(.readiness)
        else {
            return effects.trace(.arrival(.first))
        }
        // A stream of its own, so that what the replica draws otherwise is the same.
        let seed = SeededGenerator.seed(UInt64(lastExchange), stream: UInt64(round.number) << 32)
        arrival.value = Arrival(
            number: UInt32(truncatingIfNeeded: seed), knownSequence: sequence,
            isOfEarlierLife: birth == .returning, beganEmpty: seen.runs.isEmpty, seed: seed,
            now: now)
        effects.trace(.arrival(.began))
        askOthers(now: now, into: &effects)
    }

    /// The timer of its arrival came.
    mutating func fireArrival(now: Instant, into effects: inout EffectBuffer) {
        settleArrival(now: now, into: &effects)
        askOthers(now: now, into: &effects)
    }

    private mutating func askOthers(now: Instant, into effects: inout EffectBuffer) {
        let peers = peers
        guard let asked = arrival.change({ $0.peersToAsk(of: peers, now: now) }),
            let arrival = arrival.value
        else { return }
        let question = ArrivalQuestion(number: arrival.number, id: id)
        for peer in asked { effects.send(.arrival(.question(question)), to: peer) }
        set(.arrival, at: arrival.nextMoment(after: now), into: &effects)
    }

    /// A peer asks, or answers.
    mutating func receive(
        _ message: ArrivalMessage, from peer: Peer, life: PeerLife, now: Instant,
        into effects: inout EffectBuffer
    ) {
        switch message {
        case .question(let question):
            noteNewcomer(peer)
            let answer = ArrivalAnswer(
                question: question, readiness: readiness, root: store.root(),
                highest: seen.highest(of: question.id))
            effects.send(.arrival(.answer(answer)), to: peer)
        case .answer(let answer):
            guard !arrival.isEmpty else { return }
            if answer.highest > 0 {
                let own = UpdateID(origin: answer.question.id, sequence: answer.highest)
                heedOwnIdentity(own, from: peer, into: &effects)
            }
            let root = store.root()
            arrival.change { $0.note(answer, from: peer, life: life, root: root, now: now) }
        }
    }

    /// Does what is to be done now about its arrival; who leaves looks for nothing more.
    mutating func settleArrival(now: Instant, into effects: inout EffectBuffer) {
        // What the peer held then is held here, or something newer: so what it had seen has been seen.
        if let (peer, learned) = arrival.change({ $0.takeLearned() }) ?? nil {
            join(learned: learned, from: peer, now: now, into: &effects)
        }
        guard let arrival = arrival.value, handOverAside.isEmpty else { return }
        switch arrival.verdict(peers: peers.count, now: now) {
        case .wait: break
        case .exchange(let peer):
            let method: AntiEntropySettings.Method = store.table.count == 0 ? .checksum : .auto
            exchange(with: peer, by: method, direction: .pushPull, now: now, into: &effects)
            let number = lastExchange
            self.arrival.change { $0.beginPass(with: peer, exchange: number) }
        case .arrived(let event):
            // Until then nothing is written under an identity that is in use.
            guard !identityIsInUse else { return }
            self.arrival.value = nil
            timers[.arrival] = nil
            effects.trace(.arrival(event))
            if hasLostWrites(arrival), let contents = arrival.writtenAlone {
                reissue(contents, now: now, into: &effects)
            }
        case .alone:
            guard !arrival.isAlone else { return }
            if arrival.needsNewLife, shared.settings.rules.contains(.freshEpoch) {
                let last = UpdateID(origin: id, sequence: sequence)
                self.arrival.change { $0.leaveLife(after: last) }
                return effects.append(.requestEpoch)
            }
            self.arrival.change { $0.goOnAlone() }
            effects.trace(.arrival(.alone))
        }
    }

    /// Whether what it wrote alone may be shorter than what the same node had written before: its disk was set
    /// back, or it has none and its earlier life is known to others.
    private func hasLostWrites(_ arrival: Arrival) -> Bool {
        if arrival.hasNewLife { return true }
        if let left = arrival.left, seen.highest(of: left.origin) > left.sequence { return true }
        return arrival.beganEmpty
            && seen.runs.contains { $0.origin.name == id.name && $0.origin != id }
    }

    /// The exchange from which it was to learn everything has ended.
    mutating func endArrivalPass(
        _ state: ExchangeState, _ ending: ExchangeOutcome.Ending
    ) {
        guard !arrival.isEmpty else { return }
        let isWhole = ending == .equal || ending == .different
        // Where it does not matter who speaks, whoever said how the peer stands is taken for the same.
        let hasOneLife = shared.settings.rules.contains(.oneLifePerExchange)
        _ = arrival.change {
            let life = hasOneLife ? state.life : $0.life(of: state.peer)
            return $0.endPass(state.number, with: life, isWhole ? .whole : .broken)
        }
    }

    // MARK: Writing alone

    /// Before anything of others is taken in, what was written while nobody answered is kept aside: if it was
    /// written under an identity that is in use, it is shorter than what it replaces.
    mutating func keepWrittenAlone() {
        guard let arrival = arrival.value, arrival.isAlone, arrival.writtenAlone == nil else {
            return
        }
        var contents: [Key: Content] = [:]
        for entry in store.table.slice(0..<store.table.count) {
            let update = entry.update
            if update.id.origin == id, update.id.sequence > arrival.knownSequence {
                contents[update.key] = update.content
            }
        }
        self.arrival.change { $0.keep(contents) }
    }

    /// Makes writes again, under the identity that it has now and over everything that it has learned.
    private mutating func reissue(
        _ contents: [Key: Content], now: Instant, into effects: inout EffectBuffer
    ) {
        for (key, content) in contents.sorted(by: { $0.key < $1.key }) {
            issue(key, content, now: now, into: &effects)
        }
        effects.trace(.arrival(.reissued(contents.count)))
    }
}
