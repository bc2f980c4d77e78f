/// How one clock stands to another.
///
/// For people who look at clocks: between two lives of one name "after" does not prove that anything was
/// seen, so nothing that decides may ask for it.
public enum ClockOrder: Hashable, Sendable {
    case before, equal, after, concurrent
}

extension VectorClock {
    /// Compares name by name, absent counting as 0.
    public func compare(with other: VectorClock) -> ClockOrder {
        var less = false
        var greater = false
        forEachName(with: other) { mine, theirs in
            let mine = mine?.tally ?? .none
            let theirs = theirs?.tally ?? .none
            if mine < theirs { less = true } else if theirs < mine { greater = true }
            return !(less && greater)
        }
        switch (less, greater) {
        case (false, false): return .equal
        case (true, false): return .before
        case (false, true): return .after
        case (true, true): return .concurrent
        }
    }

    /// Visits every name that either clock has, ascending, until the body returns false. One of the two
    /// components is there at least.
    func forEachName(
        with other: VectorClock, _ body: (_ mine: Component?, _ theirs: Component?) -> Bool
    ) {
        let left = components
        let right = other.components
        var mine = 0
        var theirs = 0
        while mine < left.count || theirs < right.count {
            let goOn: Bool
            if theirs == right.count
                || (mine < left.count && left[mine].name < right[theirs].name)
            {
                goOn = body(left[mine], nil)
                mine += 1
            } else if mine == left.count || right[theirs].name < left[mine].name {
                goOn = body(nil, right[theirs])
                theirs += 1
            } else {
                goOn = body(left[mine], right[theirs])
                mine += 1
                theirs += 1
            }
            if !goOn { return }
        }
    }
}
