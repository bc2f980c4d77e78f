/// How often something took how long: counts below fixed bounds, as Prometheus wants them.
struct LatencyHistogram: Sendable {
    /// Upper bounds, in nanoseconds: 10 µs to 1 s.
    static let bounds: [Int64] = [
        10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000, 10_000_000, 50_000_000,
        100_000_000, 1_000_000_000,
    ]

    /// By the first bound that is not exceeded; the last is for what exceeds all of them.
    private var counts = [UInt64](
        repeating: 0, count: LatencyHistogram.bounds.count + 1)
    private(set) var sum: Int64 = 0

    mutating func note(nanoseconds: Int64) {
        var place = 0
        while place < Self.bounds.count, nanoseconds > Self.bounds[place] { place += 1 }
        counts[place] += 1
        sum += nanoseconds
    }

    var count: UInt64 { counts.reduce(0, +) }

    /// For each bound how often it was not exceeded.
    var cumulative: [UInt64] {
        var total: UInt64 = 0
        return counts.dropLast().map { count in
            total += count
            return total
        }
    }
}

/// How long the commands of clients took, by their names: no more of them than there are commands.
struct CommandStatistics {
    private var histograms = [LatencyHistogram](
        repeating: LatencyHistogram(), count: ControlCommand.all.count)
    /// Answers that were errors, and commands that there are none of.
    private(set) var failures: UInt64 = 0

    mutating func note(_ command: ControlCommand, nanoseconds: Int64) {
        histograms[command.place].note(nanoseconds: nanoseconds)
    }

    mutating func noteFailure() { failures += 1 }

    /// Those that were given at all, in the order in which they are listed.
    var given: [(name: String, histogram: LatencyHistogram)] {
        zip(ControlCommand.all, histograms).filter { $1.count > 0 }.map { ($0.name, $1) }
    }

    /// Commands in all.
    var total: UInt64 { histograms.reduce(0) { $0 + $1.count } }
}
