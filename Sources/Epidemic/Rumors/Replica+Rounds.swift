// The rounds of a node (PROTOCOL.md §2).

extension Replica {
    /// Begins an aligned round, without making its contacts. Whoever drives the replica begins the round
    /// of every node before the first contact of any.
    ///
    /// A node with nothing hot, nothing learned and no pulling to do is passed over.
    ///
    /// - Returns: what it is to do in the round.
    public mutating func beginAlignedRound(
        now: Instant, into effects: inout EffectBuffer
    ) -> RoundPlan {
        guard
            hot.count > 0 || hot.roundCount > 0 || round.lapse != nil || round.wasVisited
                || wantsContact
        else {
            return RoundPlan(contacts: 0, isInfected: false)
        }
        beginRound(now: now, into: &effects)
        return RoundPlan(
            contacts: wantsContact ? shared.traits.fanOut : 0, isInfected: hot.count > 0)
    }

    // Built in where they are asked, and mutating: otherwise the whole replica is copied for the question.

    /// Whether it has a contact to make in the round under way.
    private var wantsContact: Bool { @inline(__always) mutating get { pulls || pushes } }

    /// Whether it has anything to push.
    private var pushes: Bool {
        @inline(__always) mutating get {
            guard hot.offerCount > 0 else { return false }
            guard let rounds = shared.traits.roundsOfPush else { return shared.traits.pushes }
            return hot.youngest <= rounds
        }
    }

    /// Whether it asks for what others have.
    private var pulls: Bool {
        @inline(__always) mutating get {
            shared.traits.roundsOfPush == nil
                ? round.asks && shared.traits.pulls : hot.roundCount == 0
        }
    }

    /// Makes one more contact of the round under way, with a peer not contacted in it yet.
    ///
    /// - Returns: the peer; nil when there is nobody left or nothing to say.
    @discardableResult
    public mutating func makeContact(into effects: inout EffectBuffer) -> Peer? {
        makeContact(tries: 0, into: &effects)
    }

    /// The same, after so many peers were tried in vain.
    @discardableResult
    mutating func makeContact(tries: UInt16, into effects: inout EffectBuffer) -> Peer? {
        guard wantsContact, let peer = nextPeer() else { return nil }
        let contact = ContactID(round: round.number, index: UInt16(round.contacted.count))
        let doesPush = pushes
        round.contacted.append(.init(peer: peer, tries: tries, pushed: doesPush))
        if doesPush { push(to: peer, contact, into: &effects) }
        if pulls { pull(from: peer, contact, into: &effects) }
        return peer
    }

    @inline(__always) private mutating func nextPeer() -> Peer? {
        guard !round.contacted.isEmpty else { return peers.random(using: &generator) }
        return peers.random(besides: round.contacted.map(\.peer), using: &generator)
    }

    /// The timer of the round came: begins a round and makes all its contacts.
    mutating func beginFreeRound(now: Instant, into effects: inout EffectBuffer) {
        beginRound(now: now, into: &effects)
        for _ in 0..<shared.traits.fanOut {
            guard makeContact(into: &effects) != nil else { break }
        }
        round.noteContactsMade()
    }

    /// In this order: the feedback of the last round is settled; what is hot and what is known now is
    /// fixed.
    private mutating func beginRound(now: Instant, into effects: inout EffectBuffer) {
        guard let removal = shared.traits.removal else { return }
        if removal.needsFeedback, hot.roundCount > 0 { round.rememberPlaces(hot.places) }
        let contacts = round.contacts
        let roundsMax = removal.roundsMax(among: peers.count + 1)
        let own = id
        // Whoever writes a flood tells it to everybody, and there it ends: rounds that would count known
        // holders against thousands of rumors, one by one, tell nobody anything.
        let everybody = round.isFlood && removal.needsFeedback ? peers.nearSlots : nil
        hot.settle { rumor in
            if let everybody, rumor.holders.containAll(of: everybody) { return .knownToAll }
            return removal.settle(
                &rumor, contacts: contacts, roundsMax: roundsMax, using: &generator)
        } leave: { update, reason in
            effects.trace(.cooled(update, reason))
            effects.persistSpread(of: update.id, by: own)
        }
        if hot.count == 0 { round.past.value = nil }
        learned.removeAll()
        round.settlePace()
        hot.beginRound()
        if shared.traits.marksRumors, let rumors { hot.markRound(rumors) }
        round.begin(at: now, asking: shared.traits.isPullDue(at: now, since: round.pulled))
        round.isFlood =
            hot.count > Limits.passedOnMax && shared.traits.holderMemory == .near
        // What the round had no room for has waited long enough.
        if hot.leftOut > 0 { noteNews(now: now) }
    }

    /// On a node whose rounds stand still, the moment passes at which a round would have begun: what it
    /// learned quietly is not news for ever. Otherwise a peer that pushes to it would be told "useful"
    /// without end.
    @inline(__always) mutating func letQuietRoundPass(now: Instant) {
        guard let lapse = round.lapse, lapse <= now, hot.count == 0, !hasPeriodicRounds else {
            return
        }
        learned.removeAll()
        round.visits.change { $0.accepted.removeAll() }
        round.lapse = nil
    }

    /// Sees to it that what is learned now stops being news, on a node whose rounds stand still, too.
    mutating func limitNews(now: Instant) {
        guard round.lapse == nil else { return }
        round.lapse = shared.nextLapse(after: now, phase: timers.phase)
    }
}

extension SharedSettings {
    /// When what is learned now stops being news on a node whose rounds stand still.
    ///
    /// - Parameter phase: where the node's periodic rounds lie within an interval.
    func nextLapse(after now: Instant, phase: Interval) -> Instant {
        if settings.antiEntropy.rounds == .aligned { return Instant(nanoseconds: .max) }
        guard let rumors else { return now }
        if rumors.rounds == .aligned { return Instant(nanoseconds: .max) }
        return rumors.trigger.heedsNews
            ? now + rumors.coalescing : rumors.nextBoundary(after: now, phase: phase)
    }
}

extension RumorSettings {
    /// The next moment at a node's own phase within the interval.
    func nextBoundary(after now: Instant, phase: Interval) -> Instant {
        let length = interval.nanoseconds
        let into = (now.nanoseconds - phase.nanoseconds) % length
        return Instant(nanoseconds: now.nanoseconds + length - (into < 0 ? into + length : into))
    }
}

// When the next round begins.

extension Replica {
    /// The length of a round; nil while rumor mongering is off.
    var roundInterval: Interval? { rumors?.interval }

    /// Notes that news arrived; it may begin a round.
    mutating func noteNews(now: Instant) {
        round.newsSince = round.newsSince ?? now
    }

    /// Sets the timer of the round to when the next one begins, if one does.
    mutating func scheduleRound(now: Instant, into effects: inout EffectBuffer) {
        guard shared.traits.hasFreeRounds, let rumors, let next = nextRound(now: now, rumors) else {
            timers[.round] = nil
            return
        }
        set(.round, at: max(next, now), into: &effects)
    }

    /// Whether its timer begins rounds by itself: it pulls, or something is hot.
    private var hasPeriodicRounds: Bool {
        guard let rumors, rumors.trigger.isPeriodic else { return false }
        return rumors.direction.pulls || hot.count > 0
    }

    private func nextRound(now: Instant, _ rumors: RumorSettings) -> Instant? {
        let periodic = hasPeriodicRounds ? periodicRound(now, rumors) : nil
        let prompted = rumors.trigger.heedsNews ? promptedRound(now, rumors) : nil
        guard let periodic, let prompted else { return periodic ?? prompted }
        return min(periodic, prompted)
    }

    /// The next round that the periodic timer begins: at the node's own phase, or, where news begins
    /// rounds too, an interval after the last one, or the last one that pulled.
    private func periodicRound(_ now: Instant, _ rumors: RumorSettings) -> Instant {
        if let due = timers[.round], due >= now, rumors.trigger == .periodic { return due }
        guard rumors.trigger == .both, let end = round.end(interval: rumors.interval), end >= now
        else {
            return rumors.nextBoundary(after: now, phase: timers.phase)
        }
        guard rumors.direction.pulls, let pulled = round.pulled else { return end }
        return max(pulled + rumors.interval, endOfRound(now, rumors) ?? now)
    }

    /// The next round that news, or the end of the last round, begins.
    ///
    /// No round is shorter than the coalescing delay. Where answers come faster than that, a node would
    /// otherwise push again and again to a peer whose own round has not begun yet, to whom everything is
    /// still news.
    private func promptedRound(_ now: Instant, _ rumors: RumorSettings) -> Instant? {
        guard hot.count > 0 else { return nil }
        let end = endOfRound(now, rumors)
        switch round.newsSince {
        case let arrival?: return max(arrival + rumors.coalescing, end ?? arrival)
        case nil where rumors.trigger == .message:
            return max(end ?? now, (round.began ?? now) + rumors.coalescing)
        case nil: return nil
        }
    }

    /// When the round under way ends at the latest; nil when none is. It ends early once all its answers
    /// are in; where nobody answers, it lasts an interval, and in a flood longer.
    private func endOfRound(_ now: Instant, _ rumors: RumorSettings) -> Instant? {
        guard hot.roundCount > 0 || !round.awaited.isEmpty,
            let end = round.end(interval: rumors.interval)
        else { return nil }
        let answersAreIn =
            round.awaited.isEmpty && !round.contacted.isEmpty && rumors.removal.needsFeedback
        return answersAreIn || end <= now ? nil : end
    }
}

/// What a node is to do in an aligned round.
public struct RoundPlan: Hashable, Sendable {
    /// How many contacts it has to make.
    public let contacts: Int
    /// Whether anything is hot.
    public let isInfected: Bool
}
