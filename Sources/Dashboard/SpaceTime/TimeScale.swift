import ClusterObservation

/// How much time a row of a diagram stands for: 1, 2 or 5 of a power of ten, from 1 ms to 10 s.
struct TimeScale: Hashable, Sendable {
    /// The place in the row of lengths.
    private let step: Int

    private static let lengths: [Int64] = [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000,
    ]

    private init(step: Int) {
        self.step = min(max(0, step), Self.lengths.count - 1)
    }

    /// The scale by which a message that takes so long is seen to travel: over about ten rows, so that
    /// lines of messages which cross can be told apart.
    init(for latency: TimeSpan) {
        let wanted = latency.nanoseconds / 10
        let step = Self.lengths.firstIndex { $0 * 1_000_000 >= wanted }
        self.init(step: wanted > 0 ? step ?? .max : Self.lengths.count / 2)
    }

    /// The time of one row.
    var row: TimeSpan { .milliseconds(Self.lengths[step]) }

    /// Less time in a row, and more.
    var finer: TimeScale { TimeScale(step: step - 1) }
    var coarser: TimeScale { TimeScale(step: step + 1) }

    /// How many digits behind the second tell labels that stand five rows from each other exactly.
    var digits: Int {
        let step = 5 * row.nanoseconds
        if step % 100_000_000 == 0 { return 1 }
        return step % 10_000_000 == 0 ? 2 : 3
    }
}
