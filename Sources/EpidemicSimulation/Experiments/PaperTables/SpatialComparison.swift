/// A row of Table 4 or 5 beside what was measured.
public struct SpatialComparison: Hashable, Sendable {
    public let table: SpatialTable
    public let row: SpatialTable.Row
    public let measured: SpreadStatistics
    public let cells: [Cell]

    /// A cell beside what was measured.
    public struct Cell: Hashable, Sendable {
        public let cell: SpatialTable.Cell
        public let measured: Double
        /// Of the uniform row how far it may be from the printed number; of the others by how much chance
        /// may turn the change from the row before.
        public let tolerance: Double
        public let verdict: CellComparison.Verdict
    }

    /// - Parameter before: what the row before came to; nil for the first.
    public init(
        _ row: SpatialTable.Row, of table: SpatialTable, measured: SpreadStatistics,
        before: SpreadStatistics?
    ) {
        self.table = table
        self.row = row
        self.measured = measured
        cells = row.cells.map { cell in
            let now = measured[cell.quantity]
            guard let known = cell.known else {
                return Self.shape(cell, now, before: before?[cell.quantity])
            }
            return Self.near(cell, known, now)
        }
    }

    /// The rule of PROTOCOL.md §2: near the printed number, and near the reference.
    private static func near(
        _ cell: SpatialTable.Cell, _ known: SpatialTable.Known, _ measured: Statistics
    ) -> Cell {
        let variance = known.sd * known.sd
        let runs = Double(measured.count)
        let errors = AcceptanceRule.standardErrorsMax
        let tolerance =
            cell.printed.halfUnit
            + errors * (variance / runs + variance / PaperTable.runsPrinted).squareRoot()
        let isNear =
            abs(measured.mean - cell.printed.value) <= tolerance
            && abs(measured.mean - known.reference) <= errors * known.sd / runs.squareRoot()
        return Cell(
            cell: cell, measured: measured.mean, tolerance: tolerance,
            verdict: isNear ? .pass : .fail)
    }

    /// The shape: time grows with the exponent, traffic falls, but for chance.
    private static func shape(
        _ cell: SpatialTable.Cell, _ measured: Statistics, before: Statistics?
    ) -> Cell {
        let change = measured.mean - (before?.mean ?? measured.mean)
        let variance = measured.meanVariance + (before?.meanVariance ?? 0)
        let tolerance = AcceptanceRule.standardErrorsMax * variance.squareRoot()
        let wrongWay = cell.quantity.grows ? -change : change
        return Cell(
            cell: cell, measured: measured.mean, tolerance: tolerance,
            verdict: wrongWay <= tolerance ? .pass : .fail)
    }
}

extension SpreadStatistics {
    /// A column of Tables 4 and 5.
    public subscript(quantity: SpatialTable.Quantity) -> Statistics {
        switch quantity {
        case .tLast: tLast
        case .tAve: tAve
        case .comparisons: comparisons
        case .criticalComparisons: criticalComparisons
        case .updates: updates
        case .criticalUpdates: criticalUpdates
        }
    }
}

extension Statistics {
    /// The variance of the mean.
    fileprivate var meanVariance: Double { sd * sd / Double(max(1, count)) }
}
