/// The members that somebody asked to be forgotten, and what was last believed of each: so that old news
/// of others does not bring them back.
///
/// Example: n3 is gone for good and forgotten here. A peer that heard less still tells that n3 is alive,
/// with the incarnation that n3 had; that is old, and not believed. Did n3 itself say anything later, it
/// would have a greater incarnation or a later epoch, and is a member again.
struct ForgottenMembers: Sendable {
    private struct Entry: Sendable {
        let record: MemberRecord
        let end: Instant
    }

    /// Sorted by the moment at which they are not remembered any more.
    private var entries: [Entry] = []

    /// Somebody is forgotten.
    mutating func add(_ record: MemberRecord, now: Instant) {
        entries.removeAll { $0.record.id.name == record.id.name || $0.end <= now }
        if entries.count >= Limits.goneMembersMax { entries.removeFirst() }
        entries.append(Entry(record: record, end: now + Limits.forgottenStay))
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
        guard let latest = lives.max(by: { $0.record.id < $1.record.id }) else { return .unknown }
        guard !lives.contains(where: { $0.record.state.isPresent }) else { return .lives }
        forgotten.add(latest.record, now: now)
        for life in lives { table.remove(life.record.id) }
        hasOtherPeers = true
        return .done
    }
}

extension Replica {
    /// Forgets a member that is gone, where members are found by themselves.
    public mutating func forget(_ name: ReplicaName, now: Instant) -> Forgetting {
        discovery.change { $0.forget(name, now: now) } ?? .unknown
    }
}
