/// When a measured cell counts as the printed one.
public enum AcceptanceRule: Hashable, Sendable {
    /// The mean lies near the printed number, as far as its digits and the chance of both experiments
    /// let it, and near the reference.
    case nearMean
    /// Almost every run reaches everybody, so that a mean says little: Table 3, k=3. The residue lies
    /// under a bound, and complete runs are as frequent as they should be.
    case almostAlwaysComplete

    /// How many standard errors a mean may be off.
    public static let standardErrorsMax = 4.0

    /// The largest residue where almost every run is complete.
    static let residueMax = 3e-5

    /// The frequency of complete runs there.
    static let completeFraction = 0.9964
}

extension PaperTable.Cell {
    /// How far the mean of so many runs may be from the printed number.
    public func tolerance(runs: Int) -> Double {
        switch rule {
        case .nearMean:
            let variance = sd * sd
            let error = (variance / Double(runs) + variance / PaperTable.runsPrinted).squareRoot()
            return printed.halfUnit + AcceptanceRule.standardErrorsMax * error
        case .almostAlwaysComplete: return AcceptanceRule.residueMax - printed.value
        }
    }

    /// How far the mean of so many runs may be from the reference.
    public func referenceTolerance(runs: Int) -> Double {
        AcceptanceRule.standardErrorsMax * sd / Double(runs).squareRoot()
    }
}

/// How many runs of a row are complete, when almost all should be.
public struct CompleteRuns: Hashable, Sendable {
    public let runs: Int
    public let expectedFraction = AcceptanceRule.completeFraction
    /// How far the fraction may be off: four standard errors.
    public let tolerance: Double

    public init(runs: Int) {
        self.runs = runs
        let variance = expectedFraction * (1 - expectedFraction) / Double(runs)
        tolerance = AcceptanceRule.standardErrorsMax * variance.squareRoot()
    }

    public func accepts(_ completeRuns: Int) -> Bool {
        abs(Double(completeRuns) / Double(runs) - expectedFraction) <= tolerance
    }

    /// The probability that so many runs of a faithful engine are refused. The distribution is far
    /// from normal, so its terms are added up: each follows from the one before it.
    ///
    /// The bound of the residue is heeded too: a run that is not complete leaves one node at least.
    public var falseAlarmRate: Double {
        let odds = (1 - expectedFraction) / expectedFraction
        var term = 1.0
        for _ in 0..<runs { term *= expectedFraction }
        var accepted = 0.0
        for incomplete in 0...runs {
            let residue = Double(incomplete) / Double(runs * PaperTable.nodes)
            if accepts(runs - incomplete), residue <= AcceptanceRule.residueMax { accepted += term }
            term *= odds * Double(runs - incomplete) / Double(incomplete + 1)
        }
        return max(0, 1 - accepted)
    }
}
