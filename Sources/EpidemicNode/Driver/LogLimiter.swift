import Epidemic

/// Keeps a peer from filling the log: of each kind of warning that it can cause one is told a minute, and
/// the next one tells how many were held back meanwhile.
///
/// Its memory is bounded: when too many peers cause warnings, the one told longest ago is forgotten.
struct LogLimiter: Sendable {
    /// How long a warning of a kind keeps the next one of the same peer back.
    static let pause = Interval.seconds(60)

    /// What is limited apart: a kind of warning, and who caused it.
    private struct Cause: Hashable, Sendable {
        let kind: String
        let peer: String?
    }

    private struct Told: Sendable {
        var moment: Instant
        var heldBack = 0
    }

    private var told: [Cause: Told] = [:]

    /// What becomes of a warning.
    enum Verdict: Hashable, Sendable {
        /// It is told, and with it how many like it were held back since the last one.
        case tell(heldBack: Int)
        case holdBack
    }

    /// How many causes are remembered.
    var count: Int { told.count }

    /// Whether a warning of this kind, caused by this peer, is told now.
    mutating func admit(_ kind: String, from peer: String?, now: Instant) -> Verdict {
        let cause = Cause(kind: kind, peer: peer)
        if let last = told[cause] {
            // A clock that was set back does not silence a warning.
            if now >= last.moment, now - last.moment < Self.pause {
                told[cause]?.heldBack += 1
                return .holdBack
            }
            told[cause] = Told(moment: now)
            return .tell(heldBack: last.heldBack)
        }
        if told.count >= TransportLimits.limitedWarningsMax { forgetOldest() }
        told[cause] = Told(moment: now)
        return .tell(heldBack: 0)
    }

    private mutating func forgetOldest() {
        let oldest = told.min { left, right in
            (left.value.moment, left.key.kind, left.key.peer ?? "")
                < (right.value.moment, right.key.kind, right.key.peer ?? "")
        }
        if let oldest { told[oldest.key] = nil }
    }
}
