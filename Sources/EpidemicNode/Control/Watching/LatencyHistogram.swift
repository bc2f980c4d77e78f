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
    /// Those that were refused before they were carried out, and those that failed, by the same places.
    private var rejections = [UInt64](repeating: 0, count: ControlCommand.all.count)
    private var failuresByPlace = [UInt64](repeating: 0, count: ControlCommand.all.count)
    /// Answers that were errors, and commands that there are none of, by the code before the sentence.
    private(set) var failuresByCode: [String: UInt64] = [:]
    /// Keys that were asked for and had a value, and those that had none.
    private(set) var hits: UInt64 = 0
    private(set) var misses: UInt64 = 0

    mutating func note(_ command: ControlCommand, nanoseconds: Int64) {
        histograms[command.place].note(nanoseconds: nanoseconds)
    }

    mutating func noteRejection(of command: ControlCommand) { rejections[command.place] += 1 }

    mutating func noteFailure(of command: ControlCommand) { failuresByPlace[command.place] += 1 }

    /// - Parameter text: the error as it is answered, which begins with its code.
    mutating func noteFailure(_ text: String) {
        failuresByCode[String(text.prefix { $0 != " " }), default: 0] += 1
    }

    mutating func noteLookup(found isFound: Bool) { if isFound { hits += 1 } else { misses += 1 } }

    /// Failures in all.
    var failures: UInt64 { failuresByCode.values.reduce(0, +) }

    /// Those that were given at all, in the order in which they are listed.
    var given: [(name: String, histogram: LatencyHistogram)] {
        zip(ControlCommand.all, histograms).filter { $1.count > 0 }.map { ($0.name, $1) }
    }

    /// How a command fared, as `INFO` tells it.
    struct Fate {
        let name: String
        let histogram: LatencyHistogram
        let rejected: UInt64
        let failed: UInt64
    }

    /// Those that were given or refused, in the order in which they are listed.
    var fates: [Fate] {
        ControlCommand.all.indices.compactMap { place in
            guard histograms[place].count > 0 || rejections[place] > 0 else { return nil }
            return Fate(
                name: ControlCommand.all[place].name, histogram: histograms[place],
                rejected: rejections[place], failed: failuresByPlace[place])
        }
    }

    /// Commands in all.
    var total: UInt64 { histograms.reduce(0) { $0 + $1.count } }
}
