import EpidemicSimulation

/// The paper's tables for people: printed and measured side by side, and what to think of them.
struct ReproductionText {
    let report: ReproductionReport

    /// What is said below the tables.
    var ending: [String] { failures + summary }

    func lines(of table: PaperTable) -> [String] {
        var text = TextTable([("k", .left)] + Self.columns(of: table))
        let rows = report.rows.filter { $0.table.number == table.number }
        for row in rows { text.add(["\(row.row.k)"] + row.cells.flatMap(Self.texts)) }
        return [Self.title(table)] + text.lines + rows.flatMap(Self.completeness) + [""]
    }

    private static func title(_ table: PaperTable) -> String {
        "Table \(table.number): \(table.direction.rawValue), \(table.reaction.rawValue), "
            + "\(table.rule.rawValue), \(PaperTable.nodes) nodes; printed | measured"
    }

    private static func columns(
        of table: PaperTable
    ) -> [(head: String, alignment: TextTable.Alignment)] {
        PaperTable.Quantity.allCases.flatMap { quantity in
            [(quantity.head(table.meaningOfTAve), .right), ("|", .left), ("", .left)]
        }
    }

    private static func texts(_ cell: CellComparison) -> [String] {
        let mark = cell.verdict == .pass ? "" : " FAIL"
        return [cell.cell.printed.text, "|", cell.measured.digits(4) + mark]
    }

    /// What is asked of a row where a mean says little.
    private static func completeness(_ row: RowComparison) -> [String] {
        guard row.cells.contains(where: { $0.cell.rule == .almostAlwaysComplete }) else {
            return []
        }
        let expected = CompleteRuns(runs: row.measured.runs)
        return [
            "\(row.row.name): \(row.measured.completeRuns) of \(expected.runs) runs reached everybody; "
                + "expected \(expected.expectedFraction) ± \(expected.tolerance.digits(2)) of them."
        ]
    }

    private var failures: [String] {
        let spatial = SpatialTableText(report: report).failures
        let lines = report.failures.map { row, cell in
            "Table \(row.table.number), \(row.row.name), \(cell.cell.quantity.rawValue): measured "
                + "\(cell.measured.digits(4)), printed \(cell.cell.printed.text) "
                + "± \(cell.tolerance.digits(2)), reference \(cell.cell.reference.digits(4)) "
                + "± \(cell.cell.referenceTolerance(runs: report.runs).digits(2))."
        }
        let all = lines + spatial
        return all.isEmpty ? [] : ["Outside of their tolerance:"] + all + [""]
    }

    private var summary: [String] {
        let cells = report.cells.count + report.spatialCells.count
        let failures = report.failures.count + report.spatialFailures.count
        let alarms = FalseAlarms(
            tables: report.choice.tables, spatialCells: report.spatialCells.map(\.cell.cell),
            runs: report.runs)
        return [
            "\(cells - failures) of \(cells) cells pass, with \(report.runs) "
                + "\(report.runs == 1 ? "run" : "runs") a row and seed \(report.seed).",
            "t_ave* is what Tables 1 and 2 print as t_ave: the cycle numbers of all useful transfers",
            "over the infected nodes. t_ave is the mean cycle of first receipt.",
            "False alarms: of all seeds at most \(Self.percent(alarms.tailRate)) fail one of these "
                + "\(alarms.tests) comparisons though the",
            "engine is right, if means are normal (the tails at 4 standard errors, added up).",
        ] + extinction(alarms)
    }

    /// Where the means are not normal, the tails are no bound, and it is said.
    private func extinction(_ alarms: FalseAlarms) -> [String] {
        guard alarms.extinctionRate > 0 else { return [] }
        return [
            "In Table 2 they are not: rarely a rumor dies at its beginning, and one such run can move",
            "a mean residue out of its bounds. That adds about "
                + "\(Self.percent(alarms.extinctionRate)) of all seeds.",
        ]
    }

    private static func percent(_ probability: Double) -> String {
        "\((probability * 100).digits(2)) %"
    }
}

extension PaperTable.Quantity {
    /// The head of its column.
    fileprivate func head(_ meaningOfTAve: PaperTable.MeaningOfTAve) -> String {
        switch (self, meaningOfTAve) {
        case (.residue, _): "residue"
        case (.traffic, _): "m"
        case (.tAve, .usefulTransfers): "t_ave*"
        case (.tAve, .firstReceipts): "t_ave"
        case (.tLast, _): "t_last"
        }
    }
}
