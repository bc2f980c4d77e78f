/// How often a faithful engine fails a comparison with the paper by chance alone.
public struct FalseAlarms: Hashable, Sendable {
    /// Comparisons made.
    public let tests: Int
    /// An upper bound of the probability that any of them fails: the sum of their probabilities,
    /// whatever hangs together with what, as if rounding had taken nothing away.
    public let rateMax: Double

    /// - Parameter runs: of every row.
    public init(tables: [PaperTable], runs: Int) {
        let cells = tables.flatMap(\.rows).flatMap(\.cells)
        let normal = cells.count(where: { $0.rule == .nearMean }) * 2
        let complete = cells.count(where: { $0.rule == .almostAlwaysComplete })
        tests = normal + complete * 2
        rateMax = min(
            1,
            Double(normal) * Self.normalRate + Double(complete)
                * CompleteRuns(runs: runs).falseAlarmRate)
    }

    /// The probability that a normal deviate is more than four standard deviations off, either way:
    /// erfc(4/√2).
    static let normalRate = 6.334e-5
}
