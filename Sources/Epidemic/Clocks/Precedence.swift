/// Why one of two updates of a key wins over the other.
public enum WinReason: Hashable, Sendable {
    /// The winner had seen the loser: its clock is after the loser's, and counts the life that wrote it.
    case causality
    /// The winner's clock is after the loser's, but counts another life of the loser's writer. It may have
    /// seen the loser or not: the clocks cannot tell.
    case otherLife(ReplicaID)
    /// The clocks are concurrent and the winner's is longer.
    case norm
    /// Concurrent and equally long: at the smallest name where they differ, the winner counts more, or
    /// alike in this later life.
    case component(ReplicaID)
    /// Equal clocks of different updates: the larger identity.
    case identity
}

/// The norm rule: the total order in which the greatest update of a key wins.
///
/// By ‖clock‖², then, at the smallest name where the clocks differ, by the larger (count, epoch), then by
/// (origin, sequence). A write counts one more than everything that its writer had seen, so it is longer,
/// and the order extends causality; merging by it is a join: commutative, associative and idempotent.
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
        guard let (mine, theirs) = firstDifference(clock, other) else { return id > otherID }
        return mine?.tally ?? .none > theirs?.tally ?? .none
    }

    /// Why the winner wins, for people who ask.
    public static func reason(winner: Update, loser: Update) -> WinReason {
        switch winner.clock.compare(with: loser.clock) {
        case .after:
            let writer = loser.id.origin
            return winner.clock[writer.name].epoch == writer.epoch
                ? .causality : .otherLife(writer)
        case .equal: return .identity
        case .before, .concurrent: break
        }
        if winner.clock.squaredNorm != loser.clock.squaredNorm { return .norm }
        let difference = firstDifference(winner.clock, loser.clock)
        return (difference?.mine ?? difference?.theirs).map { .component($0.replica) } ?? .identity
    }

    private static func firstDifference(
        _ left: VectorClock, _ right: VectorClock
    ) -> (mine: VectorClock.Component?, theirs: VectorClock.Component?)? {
        var found: (mine: VectorClock.Component?, theirs: VectorClock.Component?)?
        left.forEachName(with: right) { mine, theirs in
            if mine == theirs { return true }
            found = (mine, theirs)
            return false
        }
        return found
    }
}
