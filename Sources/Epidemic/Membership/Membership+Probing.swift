// The probes (SWIM, §3): one member after another is asked whether it is there, directly and, when it
// does not answer, through others.

/// A probe under way.
struct Probe: Hashable, Sendable {
    let number: ProbeNumber
    let target: ReplicaID
    let began: Instant
    /// When others are asked; nil once they are.
    var relaysAt: Instant?
    /// When it has failed.
    let end: Instant
    /// Those who were asked, and how many of them said that they cannot reach it either.
    var asked = 0
    var nacks = 0

    var nextMoment: Instant { relaysAt ?? end }
}

/// A probe that is made for another member.
struct Relay: Hashable, Sendable {
    /// The number of the ping to the target, and of the request.
    let number: ProbeNumber
    let requested: ProbeNumber
    let requester: Peer
    let end: Instant
}

extension Membership {
    /// Probes the next member; the time to the one after it is stretched when this member is unwell.
    mutating func beginProbe(now: Instant, into effects: inout EffectBuffer) {
        let interval = settings.probeInterval * health.stretch
        schedule[.probe] = now + interval
        guard probe == nil, let target = nextTarget() else { return }
        lastProbeNumber &+= 1
        counters.count(.probe)
        probe = Probe(
            number: lastProbeNumber, target: target.record.id, began: now,
            relaysAt: now + min(settings.probeTimeout * health.stretch, interval / 2),
            end: now + interval)
        ping(target, number: lastProbeNumber, into: &effects)
    }

    /// The members are probed in rounds, each in a random order, so that none waits for ever.
    private mutating func nextTarget() -> Member? {
        while true {
            if probeOrder.isEmpty {
                probeOrder = table.members.filter(\.record.state.isPresent).map(\.record.id)
                probeOrder.shuffle(using: &generator)
                if probeOrder.isEmpty { return nil }
            }
            if let member = table[probeOrder.removeLast()], member.record.state.isPresent {
                return member
            }
        }
    }

    private mutating func ping(
        _ target: Member, number: ProbeNumber, into effects: inout EffectBuffer
    ) {
        let ping = Ping(
            number: number, target: target.record.id, news: takeNews(for: target.peer))
        send(.ping(ping), to: target.peer, into: &effects)
    }

    /// Somebody asks whether this member is there.
    mutating func answer(
        _ ping: Ping, to peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        guard ping.target == own.id else {
            return noteDropped(.wrongTarget, from: peer, into: &effects)
        }
        take(ping.news, from: peer, now: now, into: &effects)
        send(.ack(ping.number, takeNews(for: peer)), to: peer, into: &effects)
    }

    /// An answer to the probe under way, to one made for another, or to none.
    mutating func noteAck(
        _ number: ProbeNumber, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        noteAnswer(now: now, into: &effects)
        if let place = relays.firstIndex(where: { $0.number == number }) {
            let relay = relays.remove(at: place)
            send(
                .ack(relay.requested, takeNews(for: relay.requester)), to: relay.requester,
                into: &effects)
        } else if probe?.number == number {
            probe = nil
            health.improve()
        } else {
            noteDropped(.unexpectedAnswer, from: peer, into: &effects)
        }
    }

    /// Somebody answered: this member hears and is heard, and what it could not tell before was its own
    /// trouble.
    mutating func noteAnswer(now: Instant, into effects: inout EffectBuffer) {
        lastAnswer = now
        for member in table.members where member.doubted != nil {
            table.change(member.record.id) { $0.doubted = nil }
            effects.trace(
                .membership(.believes(member.record.id, member.record.state, before: .suspect)))
        }
    }

    /// Asks others when the answer takes too long, and gives its verdict when the time is over.
    mutating func judgeProbe(now: Instant, into effects: inout EffectBuffer) {
        if let moment = probe?.relaysAt, moment <= now { askRelays(into: &effects) }
        guard let failed = probe, failed.end <= now else { return }
        probe = nil
        counters.count(.probeFailed)
        // A relay that does not even say no is a sign of this member's own trouble.
        health.worsen(by: max(1, failed.asked - failed.nacks))
        guard let target = table[failed.target] else { return }
        if let lastAnswer, lastAnswer >= failed.began {
            let accusation = target.record.with(.suspect, accuser: name)
            if believe(accusation, now: now, into: &effects) { counters.count(.suspected) }
        } else {
            doubt(target, now: now, into: &effects)
        }
    }

    /// A member that gets no answers at all is deaf or mute, or alone. It accuses nobody.
    private mutating func doubt(
        _ target: Member, now: Instant, into effects: inout EffectBuffer
    ) {
        counters.count(.doubted)
        guard target.state == .alive else { return }
        table.change(target.record.id) { $0.doubted = now }
        effects.trace(.membership(.believes(target.record.id, .suspect, before: .alive)))
    }

    private mutating func askRelays(into effects: inout EffectBuffer) {
        probe?.relaysAt = nil
        guard let probe, let target = table[probe.target] else { return }
        let helpers = randomMembers(settings.relays) {
            $0.record.state == .alive && $0.record.id != probe.target
        }
        self.probe?.asked = helpers.count
        for helper in helpers {
            let request = PingRequest(
                number: probe.number, target: probe.target, address: target.record.address,
                news: takeNews(for: helper.peer))
            send(.pingRequest(request), to: helper.peer, into: &effects)
        }
    }

    /// Somebody asks to try in its place.
    mutating func relay(
        _ request: PingRequest, for requester: Peer, now: Instant,
        into effects: inout EffectBuffer
    ) {
        take(request.news, from: requester, now: now, into: &effects)
        guard relays.count < Limits.relayedProbesMax, let peer = peer(at: request.address) else {
            return noteDropped(.tooManyRelays, from: requester, into: &effects)
        }
        lastProbeNumber &+= 1
        relays.append(
            Relay(
                number: lastProbeNumber, requested: request.number, requester: requester,
                end: now + settings.probeTimeout))
        let ping = Ping(
            number: lastProbeNumber, target: request.target, news: takeNews(for: peer))
        send(.ping(ping), to: peer, into: &effects)
    }

    /// Says no for the targets that did not answer in time.
    mutating func endRelays(now: Instant, into effects: inout EffectBuffer) {
        for relay in relays where relay.end <= now {
            send(.nack(relay.requested), to: relay.requester, into: &effects)
        }
        relays.removeAll { $0.end <= now }
    }

    mutating func noteNack(
        _ number: ProbeNumber, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        noteAnswer(now: now, into: &effects)
        guard probe?.number == number else {
            return noteDropped(.unexpectedAnswer, from: peer, into: &effects)
        }
        probe?.nacks += 1
    }

    /// So many members drawn at random, each once.
    mutating func randomMembers(_ wanted: Int, where isMeant: (Member) -> Bool) -> [Member] {
        var left = table.members.filter(isMeant)
        var drawn: [Member] = []
        while drawn.count < wanted, !left.isEmpty {
            drawn.append(left.remove(at: generator.below(left.count)))
        }
        return drawn
    }
}
