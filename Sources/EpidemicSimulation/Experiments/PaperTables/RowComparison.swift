/// A row of the paper beside what was measured.
public struct RowComparison: Hashable, Sendable {
    public let table: PaperTable
    public let row: PaperTable.Row
    public let measured: SpreadStatistics
    /// In the order of the columns.
    public let cells: [CellComparison]

    public init(_ row: PaperTable.Row, of table: PaperTable, measured: SpreadStatistics) {
        self.table = table
        self.row = row
        self.measured = measured
        cells = row.cells.map { cell in
            CellComparison(cell, measured: measured, meaningOfTAve: table.meaningOfTAve)
        }
    }
}

/// A cell of the paper beside what was measured.
public struct CellComparison: Hashable, Sendable {
    public let cell: PaperTable.Cell
    public let measured: Double
    /// How far it may be from the printed number.
    public let tolerance: Double
    /// Whether it counts as the printed number.
    public let verdict: Verdict

    public enum Verdict: Hashable, Sendable { case pass, fail }

    init(
        _ cell: PaperTable.Cell, measured: SpreadStatistics,
        meaningOfTAve: PaperTable.MeaningOfTAve
    ) {
        self.cell = cell
        self.measured = measured.mean(of: cell.quantity, meaningOfTAve)
        tolerance = cell.tolerance(runs: measured.runs)
        verdict = cell.accepts(self.measured, measured) ? .pass : .fail
    }
}

extension PaperTable.Cell {
    /// Whether both bounds hold: the paper's and that of the reference.
    fileprivate func accepts(_ mean: Double, _ measured: SpreadStatistics) -> Bool {
        let runs = measured.runs
        switch rule {
        case .nearMean:
            return abs(mean - printed.value) <= tolerance(runs: runs)
                && abs(mean - reference) <= referenceTolerance(runs: runs)
        case .almostAlwaysComplete:
            return (0...AcceptanceRule.residueMax).contains(mean)
                && CompleteRuns(runs: runs).accepts(measured.completeRuns)
        }
    }
}

extension SpreadStatistics {
    fileprivate func mean(
        of quantity: PaperTable.Quantity, _ meaningOfTAve: PaperTable.MeaningOfTAve
    ) -> Double {
        switch (quantity, meaningOfTAve) {
        case (.residue, _): residue.mean
        case (.traffic, _): traffic.mean
        case (.tAve, .usefulTransfers): tAvePrinted.mean
        case (.tAve, .firstReceipts): tAve.mean
        case (.tLast, _): tLast.mean
        }
    }
}
