import EpidemicSimulation
import Foundation

/// How often an engine that is right fails a comparison with the paper by chance alone.
struct FalseAlarms: Hashable, Sendable {
    /// Comparisons made.
    let tests: Int
    /// The sum of the tails of all comparisons: an upper bound of the probability that any of them
    /// fails, whatever hangs together with what, where the means are normal.
    let tailRate: Double
    /// About how probable it is that rumors which die at their beginning make a cell fail. Such a run
    /// is rare and far off, so that the mean of some hundred runs is not normal.
    let extinctionRate: Double

    /// - Parameter runs: of every row.
    init(tables: [PaperTable], spatialCells: [SpatialTable.Cell] = [], runs: Int) {
        let rows = tables.flatMap(\.rows)
        let cells = rows.flatMap(\.cells)
        let near = cells.count { $0.rule == .nearMean }
        let counted = cells.count { $0.rule == .almostAlwaysComplete }
        let shaped = spatialCells.count { $0.known == nil }
        let known = spatialCells.count - shaped
        tests = (near + counted + known) * 2 + shaped
        let tails =
            Double((near + known) * 2 + shaped) * Self.tail(AcceptanceRule.standardErrorsMax)
        tailRate = min(
            1, tails + Double(counted) * CompleteRuns(runs: runs).falseAlarmRate)
        extinctionRate = min(1, rows.map { Self.extinctionRate($0, runs: runs) }.reduce(0, +))
    }

    /// The probability that a residue fails for runs that died, more of them than the reference has.
    private static func extinctionRate(_ row: PaperTable.Row, runs: Int) -> Double {
        guard row.extinction > 0, let residue = row.cells.first else { return 0 }
        let bound = residue.referenceTolerance(runs: runs)
        let error = bound / AcceptanceRule.standardErrorsMax
        let shift = (1 - residue.reference) / Double(runs)
        let expected = row.extinction * Double(runs)
        var probability = pow(1 - row.extinction, Double(runs))
        var rate = 0.0
        for died in 1...min(runs, diedMax) {
            let odds = row.extinction / (1 - row.extinction)
            probability *= odds * Double(runs - died + 1) / Double(died)
            rate += probability * upperTail((bound - (Double(died) - expected) * shift) / error)
        }
        return rate
    }

    /// More runs than so many never die, at the frequencies there are.
    private static let diedMax = 1_000

    /// The probability that a normal deviate is more than so many standard deviations off.
    private static func tail(_ deviations: Double) -> Double { 2 * upperTail(deviations) }

    private static func upperTail(_ deviations: Double) -> Double {
        erfc(deviations / 2.0.squareRoot()) / 2
    }
}
