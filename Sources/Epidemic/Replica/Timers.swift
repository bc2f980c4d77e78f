/// When each timer of a replica is due.
struct Timers: Sendable {
    /// Where the periodic rounds of this replica lie within an interval.
    var phase: Interval = .zero
    private var due: (Instant?, Instant?, Instant?, Instant?, Instant?) =
        (nil, nil, nil, nil, nil)

    subscript(timer: ReplicaTimer) -> Instant? {
        get {
            switch timer {
            case .round: due.0
            case .cache: due.1
            case .antiEntropy: due.2
            case .exchange: due.3
            case .certificate: due.4
            }
        }
        set {
            switch timer {
            case .round: due.0 = newValue
            case .cache: due.1 = newValue
            case .antiEntropy: due.2 = newValue
            case .exchange: due.3 = newValue
            case .certificate: due.4 = newValue
            }
        }
    }

    /// Clears a timer that is due; false when it was set anew or cleared meanwhile.
    mutating func take(_ timer: ReplicaTimer, now: Instant) -> Bool {
        guard let moment = self[timer], moment <= now else { return false }
        self[timer] = nil
        return true
    }
}

extension Replica {
    /// Whether the first sharing comes after a whole interval or somewhere within one.
    enum FirstTime { case wholeInterval, random }

    /// Sets a timer, unless it is set to that moment already.
    mutating func set(
        _ timer: ReplicaTimer, at moment: Instant, into effects: inout EffectBuffer
    ) {
        guard timers[timer] != moment else { return }
        timers[timer] = moment
        effects.append(.setTimer(timer, at: moment))
    }

    /// The moment an interval from now, or somewhere within the interval.
    mutating func moment(_ first: FirstTime, of interval: Interval, after now: Instant) -> Instant {
        switch first {
        case .wholeInterval: now + interval
        case .random:
            now + Interval(nanoseconds: Int64(1 + generator.below(Int(interval.nanoseconds))))
        }
    }
}
