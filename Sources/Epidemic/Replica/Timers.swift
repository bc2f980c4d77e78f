/// When each timer of a replica is due.
struct Timers: Sendable {
    /// Where the periodic rounds of this replica lie within an interval.
    var phase: Interval = .zero
    private var due = InlineArray<7, CompactInstant>(repeating: CompactInstant())

    subscript(timer: ReplicaTimer) -> Instant? {
        get { due[Int(timer.rawValue)].wrappedValue }
        set { due[Int(timer.rawValue)].wrappedValue = newValue }
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
        effects.setTimer(timer, at: moment)
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
