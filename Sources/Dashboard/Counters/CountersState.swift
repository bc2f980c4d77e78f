import ClusterObservation

/// Where the user is in the panel with the counters.
struct CountersState: Hashable, Sendable {
    /// The first line in view.
    var top = 0
}

extension ClusterView {
    /// How much something grew in a second of the cluster's time; nil while that is not known.
    func rate(of count: (ClusterCounters) -> Int?) -> Double? {
        guard let counters, let earlierCounters, let now = count(counters) else { return nil }
        let before = count(earlierCounters.counters) ?? 0
        return Double(max(0, now - before)) / earlierCounters.ago.inSeconds
    }
}
