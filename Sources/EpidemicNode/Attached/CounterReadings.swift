import ClusterObservation
import Epidemic

/// How the counters of a cluster that is watched stood when they were looked at: nobody but whoever
/// watches remembers them.
struct CounterReadings {
    private struct Reading {
        var moment: Instant
        var counters: ClusterCounters
    }

    /// Oldest first, not closer together than `spacing`.
    private var readings: [Reading] = []

    /// Rates are means over so long, or over less as long as less has passed; over less than the least
    /// they would say nothing.
    private static let window = Interval.seconds(1)
    private static let windowMin = Interval.milliseconds(500)
    private static let spacing = Interval.milliseconds(50)

    /// Takes a reading.
    ///
    /// - Returns: how the counters stood about a second before it; nil while that is not known.
    mutating func take(_ counters: ClusterCounters, at now: Instant) -> EarlierCounters? {
        if readings.last.map({ now - $0.moment >= Self.spacing }) ?? true {
            readings.append(Reading(moment: now, counters: counters))
        }
        let old = readings.dropFirst().prefix { now - $0.moment >= Self.window }
        readings.removeFirst(old.count)
        guard let first = readings.first, now - first.moment >= Self.windowMin else { return nil }
        return EarlierCounters(counters: first.counters, ago: now - first.moment)
    }
}
