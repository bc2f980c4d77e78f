/// The members that somebody asked to be forgotten, and what was last believed of each: so that old news
/// of others does not bring them back.
///
/// Example: n3 is gone for good and forgotten here. A peer that heard less still tells that n3 is alive,
/// with the incarnation that n3 had; that is old, and not believed. What n3 itself says is, and it is asked
/// to refute that it is gone: with a greater incarnation everybody believes it.
struct ForgottenMembers: Sendable {
    private struct Entry: Sendable {
        let record: MemberRecord
        let end: Instant
        /// When it may be asked again what it says of itself.
        var nextQuestion: Instant
    }

    /// Sorted by the moment at which they are not remembered any more.
    private var entries: [Entry] = []

    /// How long who speaks and is forgotten has to say that it is there, before it is asked again.
    private static let answerTime = Interval.seconds(1)

    /// Somebody is forgotten.
    mutating func add(_ record: MemberRecord, now: Instant) {
        entries.removeAll { $0.record.isSameNode(as: record) || $0.end <= now }
        if entries.count >= Limits.goneMembersMax { entries.removeFirst() }
        entries.append(
            Entry(record: record, end: now + Limits.forgottenStay, nextQuestion: now))
    }

    /// Whether a record says nothing that was not known when its member was forgotten.
    func isOld(_ record: MemberRecord, now: Instant) -> Bool {
        entries.contains { entry in
            entry.record.id.name == record.id.name && entry.end > now
                && record.id.epoch <= entry.record.id.epoch
                && (record.id.epoch < entry.record.id.epoch
                    || record.incarnation <= entry.record.incarnation)
        }
    }

    /// What was last believed of the node that a record is about; nil where that is not forgotten.
    func record(of record: MemberRecord, now: Instant) -> MemberRecord? {
        entries.first { $0.record.isSameNode(as: record) && $0.end > now }?.record
    }

    /// Somebody speaks at an address.
    ///
    /// - Returns: what was believed of the one who was forgotten there, when that is to be told to it now.
    mutating func takeQuestion(at address: NodeAddress, now: Instant) -> MemberRecord? {
        guard
            let place = entries.firstIndex(where: {
                $0.record.address == address && $0.end > now && $0.nextQuestion <= now
            })
        else { return nil }
        entries[place].nextQuestion = now + Self.answerTime
        return entries[place].record
    }

    /// Somebody is a member again.
    mutating func remove(_ record: MemberRecord) {
        entries.removeAll { $0.record.isSameNode(as: record) }
    }

    var count: Int { entries.count }
}

/// What comes of asking that a member be forgotten.
public enum Forgetting: Hashable, Sendable {
    case done
    /// It is not believed to be gone.
    case lives
    case unknown
}

extension Membership {
    /// Forgets a member that is gone: it is neither told of nor tried again, until it is heard.
    mutating func forget(_ name: ReplicaName, now: Instant) -> Forgetting {
        let lives = table.lives(of: name)
        guard !lives.isEmpty else { return .unknown }
        guard lives.allSatisfy({ isGone($0, now: now) }) else { return .lives }
        for life in lives {
            let isDead = life.record.state.isPresent
            forgotten.add(isDead ? life.record.with(.dead) : life.record, now: now)
            table.remove(life.record.id)
        }
        hasOtherPeers = true
        return .done
    }

    /// Whether a member may be forgotten. One that nobody else could be asked about is only doubted, for
    /// ever; after long silence that is enough.
    private func isGone(_ member: Member, now: Instant) -> Bool {
        switch member.state {
        case .alive: false
        case .suspect:
            now - max(member.heard ?? member.changed, member.changed) >= Limits.forgettingSilence
        case .dead, .left: true
        }
    }

    /// Somebody speaks who is no member because it was forgotten: it hears that it was taken for gone, and is
    /// asked what it says itself.
    mutating func askForgotten(_ peer: Peer, now: Instant, into effects: inout EffectBuffer) {
        guard forgotten.count > 0, table.member(at: peer) == nil, let address = book[peer],
            let record = forgotten.takeQuestion(at: address, now: now)
        else { return }
        ask(peer, toRefute: record, into: &effects)
    }
}

extension Replica {
    /// Forgets a member that is gone, where members are found by themselves.
    public mutating func forget(_ name: ReplicaName, now: Instant) -> Forgetting {
        discovery.change { $0.forget(name, now: now) } ?? .unknown
    }
}
