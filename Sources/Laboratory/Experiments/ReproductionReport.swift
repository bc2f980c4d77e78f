import EpidemicSimulation

/// What `outbreak reproduce` prints.
struct ReproductionReport {
    let choice: TableChoice
    let runs: Int
    let seed: UInt64
    let rows: [RowComparison]
    let spatialRows: [SpatialComparison]

    func text(in format: ReportFormat) -> String {
        switch format {
        case .text: ReproductionText(report: self).lines.joined(separator: "\n")
        case .json: Record.json(records)
        case .csv: Record.csv(records)
        }
    }

    /// Every cell with its row, in the order of the paper.
    var cells: [(row: RowComparison, cell: CellComparison)] {
        rows.flatMap { row in row.cells.map { (row, $0) } }
    }

    var failures: [(row: RowComparison, cell: CellComparison)] {
        cells.filter { $0.cell.verdict == .fail }
    }

    /// Every cell of the tables with partners by distance.
    var spatialCells: [(row: SpatialComparison, cell: SpatialComparison.Cell)] {
        spatialRows.flatMap { row in row.cells.map { (row, $0) } }
    }

    var spatialFailures: [(row: SpatialComparison, cell: SpatialComparison.Cell)] {
        spatialCells.filter { $0.cell.verdict == .fail }
    }

    /// How the command ends.
    var status: ExitStatus { failures.isEmpty && spatialFailures.isEmpty ? .done : .failed }

    private var records: [Record] {
        cells.map { row, cell in
            record(
                row.table.number, row.row.name, cell.cell.quantity.rawValue, cell.cell.printed,
                cell.measured, cell.tolerance, cell.verdict)
        }
            + spatialCells.map { row, cell in
                record(
                    row.table.number, row.row.name, cell.cell.quantity.rawValue,
                    cell.cell.printed, cell.measured, cell.tolerance, cell.verdict)
            }
    }

    private func record(
        _ table: Int, _ row: String, _ cell: String, _ printed: PrintedNumber, _ measured: Double,
        _ tolerance: Double, _ verdict: CellComparison.Verdict
    ) -> Record {
        Record([
            .init("table", .count(table)), .init("row", .text(row)), .init("cell", .text(cell)),
            .init("printed", .number(printed.value)), .init("measured", .number(measured)),
            .init("tolerance", .number(tolerance)), .init("pass", .truth(verdict == .pass)),
        ])
    }
}
