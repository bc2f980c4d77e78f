import EpidemicSimulation

/// What `outbreak reproduce` prints.
struct ReproductionReport {
    let choice: TableChoice
    let runs: Int
    let seed: UInt64
    let rows: [RowComparison]

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

    /// How the command ends.
    var status: ExitStatus { failures.isEmpty ? .done : .failed }

    private var records: [Record] {
        cells.map { row, cell in
            Record([
                .init("table", .count(row.table.number)), .init("row", .text(row.row.name)),
                .init("cell", .text(cell.cell.quantity.rawValue)),
                .init("printed", .number(cell.cell.printed.value)),
                .init("measured", .number(cell.measured)),
                .init("tolerance", .number(cell.tolerance)),
                .init("pass", .truth(cell.verdict == .pass)),
            ])
        }
    }
}
