import ClusterObservation
import TerminalUI

/// What two nodes have seen of one origin, compared.
enum ClockComparison {
    /// Before, after, equal or concurrent: whether either has seen all that the other has.
    static func role(of run: ReplicaClock.Run, beside other: ReplicaClock.Run?) -> Role {
        guard let other else { return .clockAfter }
        switch (covers(run, other), covers(other, run)) {
        case (true, true): return .clockEqual
        case (true, false): return .clockAfter
        case (false, true): return .clockBefore
        case (false, false): return .clockConcurrent
        }
    }

    /// Whether nothing is missing in one that is there in the other.
    private static func covers(_ run: ReplicaClock.Run, _ other: ReplicaClock.Run) -> Bool {
        guard run.highest >= other.highest else { return false }
        return run.gaps.allSatisfy { gap in
            gap.lowerBound > other.highest
                || other.gaps.contains {
                    $0.lowerBound <= gap.lowerBound && gap.upperBound <= $0.upperBound
                }
        }
    }
}
