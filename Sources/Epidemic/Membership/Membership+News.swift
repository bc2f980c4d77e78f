// What is heard and passed on (SWIM, §4.1 and §4.2).

extension Membership {
    // MARK: Passing on

    /// News to travel with a message to a peer. One who is not believed to be alive hears that first, so
    /// that it can refute it.
    mutating func takeNews(for peer: Peer) -> MemberNews {
        var told = MemberNews()
        if let member = table.member(at: peer), member.record.state != .alive {
            told.records.append(member.record)
        }
        for subject in news.take(Limits.membersPerPart, tellings: tellings) {
            switch subject.kind {
            case .liveness: if let record = record(of: subject.id) { told.records.append(record) }
            case .status: if let report = report(of: subject.id) { told.reports.append(report) }
            }
        }
        return told
    }

    /// How often a piece of news is told: twice the logarithm of the cluster's size.
    private var tellings: Int { 2 * (Int.bitWidth - (table.count + 1).leadingZeroBitCount) }

    private func record(of id: ReplicaID) -> MemberRecord? {
        id == own.id ? own : table[id]?.record
    }

    private func report(of id: ReplicaID) -> StatusReport? {
        id == own.id ? ownReport : table[id]?.report
    }

    /// Sends news to a few that no probe has brought it to.
    mutating func spreadNews(into effects: inout EffectBuffer) {
        let targets = randomMembers(Self.newsFanOut) { $0.record.state.isPresent }
        // Who joins later is told everything at once.
        guard !targets.isEmpty else { return news = NewsQueue() }
        for target in targets where !news.isEmpty {
            send(.news(takeNews(for: target.peer)), to: target.peer, into: &effects)
        }
    }

    private static let newsFanOut = 2

    // MARK: Hearing

    /// Takes in what travelled with a message of a peer.
    mutating func take(
        _ news: MemberNews, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        for record in news.records { believe(record, from: peer, now: now, into: &effects) }
        for report in news.reports { heed(report, now: now) }
    }

    /// Takes in a record, when it is to be believed rather than what is held.
    ///
    /// - Parameter peer: who says so; nil for this member itself.
    /// - Returns: whether anything changed.
    @discardableResult
    mutating func believe(
        _ record: MemberRecord, from peer: Peer? = nil, now: Instant,
        into effects: inout EffectBuffer
    ) -> Bool {
        guard record.id != own.id else {
            heedOwn(record, into: &effects)
            return false
        }
        if record.id.name == name, heedsAsEarlierLife(record) { return false }
        guard let held = table[record.id] else {
            guard forgotten.count > 0 else {
                return record.state.isPresent && !isOver(record)
                    && admit(record, now: now, into: &effects)
            }
            return readmit(record, from: peer, now: now, into: &effects)
        }
        guard record.overrides(held.record) else {
            confirm(record, held)
            return false
        }
        return adopt(record, insteadOf: held, now: now, into: &effects)
    }

    /// Takes in a member that is not known while some are forgotten: one of them only by later news, or by its
    /// own word. Who gives that is asked to refute that it is gone, because others have forgotten it, too.
    private mutating func readmit(
        _ record: MemberRecord, from peer: Peer?, now: Instant, into effects: inout EffectBuffer
    ) -> Bool {
        let isOwnWord = peer.map { book[$0] == record.address } ?? false
        guard isOwnWord || !forgotten.isOld(record, now: now) else {
            noteDropped(.forgotten, from: nil, into: &effects)
            return false
        }
        let past = forgotten.record(of: record, now: now)
        guard record.state.isPresent, !isOver(record),
            admit(record, before: past?.state, now: now, into: &effects)
        else { return false }
        if let past, past.id == record.id, past.overrides(record), let peer {
            ask(peer, toRefute: past, into: &effects)
        }
        if past != nil { forgotten.remove(record) }
        return true
    }

    /// Whether a record of this member's own name is about a life of its own that is over. Then a later
    /// one than that has to be taken, whatever the clock said when this one began.
    mutating func heedsAsEarlierLife(_ record: MemberRecord) -> Bool {
        let isEarlier = record.address == own.address || !record.state.isPresent
        if isEarlier, record.id.epoch > own.id.epoch {
            earlierEpoch = max(earlierEpoch, record.id.epoch)
        }
        return record.address == own.address
    }

    /// Whether a later life of the same node is present already.
    private func isOver(_ record: MemberRecord) -> Bool {
        table.lives(of: record.id.name).contains { other in
            other.record.isSameNode(as: record) && other.record.id > record.id
                && other.record.state.isPresent
        }
    }

    private mutating func adopt(
        _ record: MemberRecord, insteadOf held: Member, now: Instant,
        into effects: inout EffectBuffer
    ) -> Bool {
        guard let peer = peer(at: record.address) else {
            noteDropped(.tableFull, from: nil, into: &effects)
            return false
        }
        if record.state.isPresent, !held.record.state.isPresent { makeRoom() }
        let suspicion = suspicion(about: record, now: now)
        hasOtherPeers = true
        table.change(record.id) { member in
            if member.record.state != record.state { member.changed = now }
            (member.record, member.peer, member.suspicion) = (record, peer, suspicion)
            member.doubted = nil
        }
        spread(record, before: held.record.state, into: &effects)
        if !record.state.isPresent { forgetOldest() }
        return true
    }

    /// Takes in a member that was not known, where there is room.
    ///
    /// - Parameter past: how it stood before it was forgotten; nil where it was not.
    private mutating func admit(
        _ record: MemberRecord, before past: MemberState? = nil, now: Instant,
        into effects: inout EffectBuffer
    ) -> Bool {
        let before = endEarlierLives(of: record) ?? past
        guard hasRoom else {
            if settings.view == .full { noteDropped(.tableFull, from: nil, into: &effects) }
            return false
        }
        guard let peer = peer(at: record.address) else {
            noteDropped(.tableFull, from: nil, into: &effects)
            return false
        }
        var member = Member(record, at: peer, now: now)
        member.suspicion = suspicion(about: record, now: now)
        table.insert(member)
        hasOtherPeers = true
        spread(record, before: before, into: &effects)
        if record.id.name == name {
            noteDropped(.nameTaken, from: peer, into: &effects)
        }
        return true
    }

    /// Forgets the earlier lives of a node.
    ///
    /// - Returns: how the last of them stood; nil when there was none.
    private mutating func endEarlierLives(of record: MemberRecord) -> MemberState? {
        let earlier = table.lives(of: record.id.name).filter {
            $0.record.isSameNode(as: record) && $0.record.id < record.id
        }
        for life in earlier { table.remove(life.record.id) }
        return earlier.last?.record.state
    }

    private mutating func spread(
        _ record: MemberRecord, before: MemberState?, into effects: inout EffectBuffer
    ) {
        news.add(.init(id: record.id, kind: .liveness))
        guard record.state != before else { return }
        effects.trace(.membership(.believes(record.id, record.state, before: before)))
    }

    private func suspicion(about record: MemberRecord, now: Instant) -> Suspicion? {
        guard record.state == .suspect else { return nil }
        let others = table.count { $0.record.state.isPresent }
        return Suspicion(of: others, by: record.accuser ?? name, settings, now: now)
    }

    /// Somebody else suspects the same on its own.
    private mutating func confirm(_ record: MemberRecord, _ held: Member) {
        guard let accuser = record.accuser, record.state == .suspect, held.suspicion != nil,
            record.incarnation == held.record.incarnation
        else { return }
        var isNew = false
        table.change(record.id) { member in
            isNew = member.suspicion?.confirm(by: accuser) ?? false
            if isNew { member.record = record }
        }
        if isNew { news.add(.init(id: record.id, kind: .liveness)) }
    }

    /// Takes in how a member is doing, when it is a later edition.
    mutating func heed(_ report: StatusReport, now: Instant) {
        guard report.id != own.id else { return heedOwn(report) }
        guard let held = table[report.id], held.report.map(report.overrides) ?? true else { return }
        table.change(report.id) { ($0.report, $0.reported) = (report, now) }
        news.add(.init(id: report.id, kind: .status))
    }

    mutating func noteHeard(_ peer: Peer, now: Instant) {
        guard let member = table.member(at: peer) else { return }
        table.change(member.record.id) { $0.heard = now }
    }

    // MARK: About oneself

    /// Refutes what is said of this member and is not so, with a greater incarnation.
    private mutating func heedOwn(_ record: MemberRecord, into effects: inout EffectBuffer) {
        let isElsewhere = record.address != own.address && record.incarnation >= own.incarnation
        guard isPresent, record.overrides(own) || isElsewhere else { return }
        if isElsewhere { noteDropped(.nameTaken, from: nil, into: &effects) }
        takeIncarnation(after: record.incarnation)
        guard record.state != .alive else { return }
        health.worsen()
        counters.count(.refuted)
        effects.trace(.membership(.refuted(record.state)))
    }

    mutating func takeIncarnation(after other: UInt32) {
        own = MemberRecord(
            id: own.id, address: own.address,
            incarnation: min(max(other, own.incarnation) + 1, Limits.incarnationBound - 1),
            state: own.state)
        news.add(.init(id: own.id, kind: .liveness))
    }

    /// An edition of an earlier start of this life: the next own one has to be later.
    private mutating func heedOwn(_ report: StatusReport) {
        guard report != ownReport, report.edition >= ownReport?.edition ?? 0
        else { return }
        let status = ownReport?.status ?? report.status
        tell(status, edition: report.edition + 1)
    }

    /// Says how this member is doing, when that has changed.
    mutating func report(_ status: MemberStatus, now: Instant) {
        schedule[.status] = now + settings.statusInterval
        var status = status
        status.control = plan.control
        status.load = MemberStatus.load(messages: received, in: now - lastReport)
        (received, lastReport) = (0, now)
        guard status != ownReport?.status else { return }
        tell(status, edition: (ownReport?.edition ?? 0) + 1)
    }

    private mutating func tell(_ status: MemberStatus, edition: UInt32) {
        ownReport = StatusReport(
            id: own.id, edition: min(edition, Limits.incarnationBound - 1), status: status)
        news.add(.init(id: own.id, kind: .status))
    }

    // MARK: Suspicions

    /// Declares dead who did not refute in time; not while nobody answers this member either.
    mutating func endSuspicions(now: Instant, into effects: inout EffectBuffer) {
        for member in table.members {
            guard let end = member.suspicion?.end, end <= now else { continue }
            let patience = settings.probeInterval * (2 * health.stretch)
            guard let lastAnswer, lastAnswer + patience >= now else {
                table.change(member.record.id) { $0.suspicion?.postpone(to: now + patience) }
                continue
            }
            counters.count(.declaredDead)
            believe(member.record.with(.dead), now: now, into: &effects)
        }
    }

    // MARK: Room

    private var hasRoom: Bool {
        table.count { $0.record.state.isPresent } < roomForPresent
    }

    private var roomForPresent: Int {
        switch settings.view {
        case .full: Limits.membersMax
        case .partial(let size): min(size, Limits.membersMax)
        }
    }

    /// Where there is no room for one more who is present, one drawn at random makes room.
    mutating func makeRoom() {
        guard !hasRoom else { return }
        for member in randomMembers(1, where: { $0.record.state.isPresent }) {
            table.remove(member.record.id)
            hasOtherPeers = true
        }
    }

    /// Of those that are gone the latest are kept: they are tried again, and old news does not bring them
    /// back.
    private mutating func forgetOldest() {
        let gone = table.members.filter { !$0.record.state.isPresent }
        guard gone.count > Limits.goneMembersMax,
            let oldest = gone.min(by: { $0.changed < $1.changed })
        else { return }
        table.remove(oldest.record.id)
    }
}

extension MemberStatus {
    /// Messages per second, to a quarter of their power of two, so that a steady load is no news.
    static func load(messages: Int, in time: Interval) -> UInt32 {
        guard time > .zero else { return 0 }
        let exact = messages * 1_000 / max(1, Int(time.nanoseconds / 1_000_000))
        let shift = max(0, Int.bitWidth - exact.leadingZeroBitCount - 2)
        return UInt32(clamping: (exact >> shift) << shift)
    }
}
