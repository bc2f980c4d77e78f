import EpidemicSimulation

/// What `outbreak reproduce` prints.
struct ReproductionReport {
    let choice: TableChoice
    let runs: Int
    let seed: UInt64
    private(set) var rows: [RowComparison]
    private(set) var spatialRows: [SpatialComparison]

    /// Takes a row, and prints what is complete with it.
    ///
    /// - Throws: `Complaint` when it cannot be written.
    mutating func add(_ row: RowComparison, to stream: ReportStream) throws(Complaint) {
        rows.append(row)
        try stream.add(row.cells.map { record($0, of: row) })
        try stream.add(
            ReproductionText(report: self).lines(of: row.table),
            areRipe: row.row.name == row.table.rows.last?.name)
    }

    /// Takes a row with partners by distance, and prints what is complete with it.
    ///
    /// - Throws: `Complaint` when it cannot be written.
    mutating func add(_ row: SpatialComparison, to stream: ReportStream) throws(Complaint) {
        spatialRows.append(row)
        try stream.add(row.cells.map { record($0, of: row) })
        try stream.add(
            SpatialTableText(report: self).lines(of: row.table),
            areRipe: row.row.name == row.table.rows.last?.name)
    }

    /// Prints what is to be said of all tables.
    ///
    /// - Throws: `Complaint` when it cannot be written.
    func finish(_ stream: ReportStream) throws(Complaint) {
        try stream.add(ReproductionText(report: self).ending)
        try stream.finish()
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

    private func record(_ cell: CellComparison, of row: RowComparison) -> Record {
        record(
            row.table.number, row.row.name, cell.cell.quantity.rawValue, cell.cell.printed,
            cell.measured, cell.tolerance, cell.verdict)
    }

    private func record(_ cell: SpatialComparison.Cell, of row: SpatialComparison) -> Record {
        record(
            row.table.number, row.row.name, cell.cell.quantity.rawValue, cell.cell.printed,
            cell.measured, cell.tolerance, cell.verdict)
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
