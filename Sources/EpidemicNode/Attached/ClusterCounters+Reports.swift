import ClusterObservation

extension ClusterCounters {
    /// The sums of what nodes count, each under the heading that is true of it.
    init(_ reported: some Sequence<(name: String, count: Int)>) {
        var sums: [String: Int] = [:]
        for counter in reported { sums[counter.name, default: 0] += counter.count }
        let volumes = TrafficCounters().named.compactMap { volume in
            sums.removeValue(forKey: volume.name).map {
                CounterDetail(name: volume.name, count: $0)
            }
        }
        let sorted = sums.map { CounterDetail(name: $0.key, count: $0.value) }
            .sorted { $0.name < $1.name }
        let isLost = { (counter: CounterDetail) in Drop(rawValue: counter.name)?.isLoss ?? false }
        self.init(
            volumes: volumes, losses: sorted.filter(isLost),
            irregularities: sorted.filter { !isLost($0) })
    }
}
