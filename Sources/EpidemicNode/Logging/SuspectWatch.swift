import Epidemic

/// Which members do not answer and are not found dead either, as somebody who looks once a second finds out:
/// the last survivor only doubts the others, for ever.
struct SuspectWatch {
    /// What is worth telling of a member.
    enum Event: Hashable {
        /// It has been suspected for so long.
        case silent(ReplicaID, Interval)
        case cameBack(ReplicaID)
    }

    private struct Suspect {
        let since: Instant
        var isTold = false
    }

    private var suspects: [ReplicaID: Suspect] = [:]

    /// How long a member is suspected before it is told of: most refute it, or are found dead, before.
    static let patience = Interval.seconds(10)

    /// Looks at the members, in their order. Who is dead, or has left, is told of elsewhere.
    mutating func look(_ members: [(id: ReplicaID, state: MemberState)], now: Instant) -> [Event] {
        var left: [ReplicaID: Suspect] = [:]
        var events: [Event] = []
        for (id, state) in members {
            switch state {
            case .suspect:
                var suspect = suspects[id] ?? Suspect(since: now)
                if now - suspect.since >= Self.patience {
                    suspect.isTold = true
                    events.append(.silent(id, now - suspect.since))
                }
                left[id] = suspect
            case .alive: if suspects[id]?.isTold == true { events.append(.cameBack(id)) }
            case .dead, .left: break
            }
        }
        suspects = left
        return events
    }
}
