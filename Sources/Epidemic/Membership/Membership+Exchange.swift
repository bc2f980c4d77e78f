// What members tell each other at once: when one joins, from time to time, and when one that was taken
// for dead can be reached again.

extension Membership {
    /// Asks to be let in by members that are not known yet.
    mutating func knock(now: Instant, into effects: inout EffectBuffer) {
        var doors = plan.seeds.filter(isStrange)
        doors.shuffle(using: &generator)
        for door in doors.prefix(Self.knocks) { tellAll(to: door, into: &effects) }
        schedule.hasten(.reconnect, to: now + settings.probeInterval * 2)
    }

    private static let knocks = 3

    /// From time to time everything, or a sample, is exchanged with somebody.
    mutating func beginExchange(now: Instant, into effects: inout EffectBuffer) {
        schedule[.exchange] = now + settings.exchangeInterval
        guard let partner = randomMembers(1, where: { $0.record.state == .alive }).first else {
            return
        }
        tell(to: partner.peer, .wanted, into: &effects)
    }

    /// Now and then one of those that are taken for dead, or of the addresses given at the start, is
    /// tried, for ever: so a partition of any length heals by itself. An alone member tries more often.
    mutating func reconnect(now: Instant, into effects: inout EffectBuffer) {
        let isAlone = !table.members.contains { $0.record.state.isPresent }
        let wait = isAlone ? settings.probeInterval * 2 : settings.reconnectInterval
        schedule[.reconnect] = now + wait / 2 + generator.interval(below: wait)
        let dead = members.filter { $0.record.state == .dead }.map(\.record.address)
        let doors = dead + plan.seeds.filter { isStrange($0) && !dead.contains($0) }
        guard !doors.isEmpty else { return }
        counters.count(.reconnect)
        tellAll(to: doors[generator.below(doors.count)], into: &effects)
    }

    /// Whether no member that is present is known to be there.
    func isStrange(_ address: NodeAddress) -> Bool {
        address != own.address
            && !table.members.contains { $0.record.address == address && $0.record.state.isPresent }
    }

    mutating func tellAll(to address: NodeAddress, into effects: inout EffectBuffer) {
        guard let peer = peer(at: address) else { return }
        tell(to: peer, .wanted, into: &effects)
    }

    /// Tells a peer what is known, in bounded parts; the last one asks for the same.
    private mutating func tell(
        to peer: Peer, _ answer: MemberExchange.Answer, into effects: inout EffectBuffer
    ) {
        var told = subjects()
        // Whoever is believed gone has to hear that, to refute it.
        if let held = table.member(at: peer), held.record.state != .alive {
            told.insert((held.record, nil), at: 1)
        }
        let parts = stride(from: 0, to: told.count, by: Limits.membersPerPart).map { first in
            told[first..<min(first + Limits.membersPerPart, told.count)]
        }
        for (place, part) in parts.enumerated() {
            let news = MemberNews(
                records: part.map(\.record), reports: part.compactMap(\.report))
            let isLast = place == parts.count - 1
            send(
                .exchange(MemberExchange(answer: isLast ? answer : .none, news: news)), to: peer,
                into: &effects)
        }
    }

    /// Tells somebody who speaks, but was taken for gone, what is said of it, and asks what it knows.
    func ask(_ peer: Peer, toRefute record: MemberRecord, into effects: inout EffectBuffer) {
        let news = MemberNews(records: [own, record], reports: ownReport.map { [$0] } ?? [])
        send(.exchange(MemberExchange(answer: .wanted, news: news)), to: peer, into: &effects)
    }

    /// Whom an exchange tells of, this member first.
    private mutating func subjects() -> [(record: MemberRecord, report: StatusReport?)] {
        let others: [Member]
        switch settings.view {
        case .full: others = table.members
        case .partial:
            // Those that are gone go along, so that they are put to their subjects.
            others =
                randomMembers(Self.sampleSize) { $0.record.state.isPresent }
                + randomMembers(Self.goneSampleSize) { !$0.record.state.isPresent }
        }
        return [(own, ownReport)] + others.map { ($0.record, $0.report) }
    }

    private static let sampleSize = 8
    private static let goneSampleSize = 6

    /// Takes in what a peer knows, and tells the same when it asks.
    mutating func merge(
        _ exchange: MemberExchange, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        var challenges = 0
        for record in exchange.news.records {
            if isContested(record) {
                challenges += 1
                if challenges <= Limits.challengesMax { challenge(record, into: &effects) }
            } else {
                shuffleOut(for: record)
                believe(record, from: peer, now: now, into: &effects)
            }
        }
        for report in exchange.news.reports { heed(report, now: now) }
        switch exchange.answer {
        case .wanted: tell(to: peer, .none, into: &effects)
        case .none: noteAnswer(now: now, into: &effects)
        }
    }

    /// Whether a peer believes gone who is alive here. After a partition both sides do so of each other's
    /// members: if they just took it over, everybody would flap.
    private func isContested(_ record: MemberRecord) -> Bool {
        guard record.state == .suspect || record.state == .dead, let held = table[record.id]
        else { return false }
        return held.record.state.isPresent && record.overrides(held.record)
    }

    /// Puts a claim to its subject, who refutes it if it can.
    private mutating func challenge(_ record: MemberRecord, into effects: inout EffectBuffer) {
        guard let member = table[record.id] else { return }
        counters.count(.challenged)
        send(.news(MemberNews(records: [record])), to: member.peer, into: &effects)
    }

    /// Under partial views a newcomer of a shuffle takes the place of one drawn at random.
    private mutating func shuffleOut(for record: MemberRecord) {
        guard settings.view != .full, record.state == .alive, record.id != own.id,
            table[record.id] == nil
        else { return }
        makeRoom()
    }

    // MARK: Leaving and coming back

    /// Says that it goes.
    mutating func leave(into effects: inout EffectBuffer) {
        guard isPresent else { return }
        own = own.with(.left)
        takeIncarnation(after: own.incarnation)
        for member in randomMembers(Limits.farewellsMax, where: { $0.record.state.isPresent }) {
            send(.news(MemberNews(records: [own])), to: member.peer, into: &effects)
        }
        withdraw(into: &effects)
        (probe, relays, schedule) = (nil, [], MembershipSchedule())
        hasOtherPeers = true
    }

    /// Comes back after it had said that it goes.
    mutating func comeBack(now: Instant, into effects: inout EffectBuffer) {
        guard !isPresent else { return }
        own = own.with(.alive)
        takeIncarnation(after: own.incarnation)
        hasOtherPeers = true
        start(now: now, into: &effects)
        for member in randomMembers(3, where: { $0.record.state.isPresent }) {
            tell(to: member.peer, .wanted, into: &effects)
        }
    }

    /// The replica lives under a new epoch.
    mutating func take(_ id: ReplicaID) {
        own = MemberRecord(id: id, address: own.address, state: own.state)
        ownReport = ownReport.map { StatusReport(id: id, edition: $0.edition, status: $0.status) }
        news.add(.init(id: id, kind: .liveness))
    }
}
