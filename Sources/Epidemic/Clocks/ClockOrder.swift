/// How one clock stands to another.
public enum ClockOrder: Hashable, Sendable {
    case before, equal, after, concurrent
}

extension VectorClock {
    /// Compares by component, absent counting as 0.
    public func compare(with other: VectorClock) -> ClockOrder {
        var less = false
        var greater = false
        forEachReplica(with: other) { _, mine, theirs in
            if mine < theirs { less = true } else if mine > theirs { greater = true }
            return !(less && greater)
        }
        switch (less, greater) {
        case (false, false): return .equal
        case (true, false): return .before
        case (false, true): return .after
        case (true, true): return .concurrent
        }
    }

    /// Visits every replica that either clock names, ascending, until the body returns false.
    func forEachReplica(
        with other: VectorClock, _ body: (ReplicaID, _ mine: UInt64, _ theirs: UInt64) -> Bool
    ) {
        let left = components
        let right = other.components
        var mine = 0
        var theirs = 0
        while mine < left.count || theirs < right.count {
            let goOn: Bool
            if theirs == right.count
                || (mine < left.count && left[mine].replica < right[theirs].replica)
            {
                goOn = body(left[mine].replica, left[mine].count, 0)
                mine += 1
            } else if mine == left.count || right[theirs].replica < left[mine].replica {
                goOn = body(right[theirs].replica, 0, right[theirs].count)
                theirs += 1
            } else {
                goOn = body(left[mine].replica, left[mine].count, right[theirs].count)
                mine += 1
                theirs += 1
            }
            if !goOn { return }
        }
    }
}
