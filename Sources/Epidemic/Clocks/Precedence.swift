/// Why one of two updates of a key wins over the other.
public enum WinReason: Hashable, Sendable {
    /// The winner had seen the loser: its clock is after the loser's.
    case causality
    /// The clocks are concurrent and the winner's is longer.
    case norm
    /// Concurrent and equally long: at the smallest replica where they differ, the winner counts more.
    case component(ReplicaID)
    /// Equal clocks of different updates: the larger identity.
    case identity
}

/// The norm rule: the total order in which the greatest update of a key wins.
///
/// By ‖clock‖², then, at the smallest replica id where the clocks differ, by the larger component,
/// then by (origin, sequence). A clock that dominates another is longer, so the order extends
/// causality, and merging by it is a join: commutative, associative and idempotent.
public enum Precedence {
    /// Whether an update with this clock and identity wins over another of the same key.
    public static func wins(
        _ clock: VectorClock, _ id: UpdateID, over other: VectorClock, _ otherID: UpdateID
    ) -> Bool {
        id != otherID && ranks(clock, id, over: other, otherID)
    }

    /// The same where one identity may stand under two clocks, as only the teaching rules bring about.
    static func ranks(
        _ clock: VectorClock, _ id: UpdateID, over other: VectorClock, _ otherID: UpdateID
    ) -> Bool {
        let norm = clock.squaredNorm
        let otherNorm = other.squaredNorm
        if norm != otherNorm { return norm > otherNorm }
        switch firstDifference(clock, other) {
        case .some(let difference): return difference.mine > difference.theirs
        case .none: return id > otherID
        }
    }

    /// Why the winner wins, for people who ask.
    public static func reason(
        winner: VectorClock, loser: VectorClock
    ) -> WinReason {
        switch winner.compare(with: loser) {
        case .after: return .causality
        case .equal: return .identity
        case .before, .concurrent: break
        }
        if winner.squaredNorm != loser.squaredNorm { return .norm }
        return firstDifference(winner, loser).map { .component($0.replica) } ?? .identity
    }

    private static func firstDifference(
        _ left: VectorClock, _ right: VectorClock
    ) -> (replica: ReplicaID, mine: UInt64, theirs: UInt64)? {
        var found: (replica: ReplicaID, mine: UInt64, theirs: UInt64)?
        left.forEachReplica(with: right) { replica, mine, theirs in
            if mine == theirs { return true }
            found = (replica, mine, theirs)
            return false
        }
        return found
    }
}
