import ClusterObservation

/// What the panel with the counters keeps from view to view: how they stood a little while ago, from which
/// it tells how fast they grow.
struct CountersState: Hashable, Sendable {
    private struct Reading: Hashable {
        var moment: Moment
        var counters: ClusterCounters

        /// Whether at least so many nanoseconds passed since another.
        func isAfter(_ other: Reading, by nanoseconds: Int64) -> Bool {
            moment.nanoseconds - other.moment.nanoseconds >= nanoseconds
        }
    }

    /// The first line in view.
    var top = 0
    /// Oldest first, not closer together than `spacing`.
    private var readings: [Reading] = []
    private var latest: Reading?

    /// Rates are means over so many nanoseconds, or over fewer as long as fewer have passed; over less
    /// than the least they would say nothing.
    private static let window: Int64 = 1_000_000_000
    private static let windowMin: Int64 = 500_000_000
    private static let spacing: Int64 = 50_000_000

    /// Takes a view's counters in; where time was turned back there is nothing to compare with.
    mutating func take(_ view: ClusterView) {
        guard let counters = view.counters else {
            readings = []
            latest = nil
            return
        }
        let now = Reading(moment: view.time.now, counters: counters)
        if let latest, latest.moment > now.moment { readings = [] }
        latest = now
        if readings.last.map({ now.isAfter($0, by: Self.spacing) }) ?? true {
            readings.append(now)
        }
        let old = readings.dropFirst().prefix { now.isAfter($0, by: Self.window) }
        readings.removeFirst(old.count)
    }

    /// How much something grew in a second of the cluster's time; nil while that is not known.
    func rate(of count: (ClusterCounters) -> Int?) -> Double? {
        guard let latest, let first = readings.first, latest.isAfter(first, by: Self.windowMin),
            let now = count(latest.counters), let before = count(first.counters)
        else { return nil }
        let span = TimeSpan(
            nanoseconds: latest.moment.nanoseconds - first.moment.nanoseconds)
        return Double(max(0, now - before)) / span.inSeconds
    }
}
