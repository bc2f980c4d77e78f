import ClusterObservation

/// When the rounds of a cluster began.
///
/// Free rounds have no common beginning; those of the cluster are then as long as the nodes' are.
struct RoundMarks: Hashable {
    private let interval: Int64
    /// What has to be added to whole intervals since the beginning to get the source's numbers.
    private let offset: Int

    /// - Returns: nil when there are no rounds.
    init?(_ view: ClusterView) {
        guard let interval = view.settings.rumors?.interval.nanoseconds, interval > 0 else {
            return nil
        }
        self.interval = interval
        offset = view.time.round - Int(view.time.now.nanoseconds / interval)
    }

    /// The number of the round that begins in a stretch of time; of several the last.
    func round(beginningIn stretch: Range<Moment>) -> Int? {
        let last = (stretch.upperBound.nanoseconds - 1) / interval
        let isIn = last * interval >= stretch.lowerBound.nanoseconds
        let round = Int(last) + offset
        return isIn && round > 0 ? round : nil
    }
}
