import EpidemicSimulation

/// Tables 4 and 5 for people.
struct SpatialTableText {
    let report: ReproductionReport

    /// What did not pass, a line each.
    var failures: [String] {
        report.spatialFailures.map { row, cell in
            "Table \(row.table.number), \(row.row.name), \(cell.cell.quantity.rawValue): measured "
                + "\(cell.measured.digits(4)), tolerance \(cell.tolerance.digits(2))."
        }
    }

    func lines(of table: SpatialTable) -> [String] {
        var text = TextTable(Self.columns)
        for row in report.spatialRows where row.table.number == table.number {
            text.add(Self.texts(row))
        }
        return [Self.title(table)] + text.lines + Self.notes + [""]
    }

    private static func title(_ table: SpatialTable) -> String {
        let limit =
            table.limits.connections.map { "connection limit \($0)" } ?? "no connection limit"
        return
            "Table \(table.number): anti-entropy, push-pull, \(limit), \(SpatialTable.nodes) nodes; "
            + "printed | measured"
    }

    private static let columns: [(head: String, alignment: TextTable.Alignment)] =
        [("a", .left)]
        + SpatialTable.Quantity.allCases.flatMap { quantity in
            [(quantity.head, .right), ("|", .left), ("", .left)]
        }

    private static func texts(_ row: SpatialComparison) -> [String] {
        [row.row.exponent == 0 ? "uniform" : "\(row.row.exponent)"]
            + SpatialTable.Quantity.allCases.flatMap { quantity in
                let cell = row.cells.first { $0.cell.quantity == quantity }
                let mark = cell?.verdict == .fail ? " FAIL" : ""
                return [
                    cell?.cell.printed.text ?? "–", "|",
                    row.measured[quantity].mean.digits(3) + mark,
                ]
            }
    }

    private static let notes = [
        "The map of the Xerox network is not public. The uniform row needs none; the others were measured",
        "on two continents of \(SpatialTable.nodes / 2) nodes joined by two critical links, so that their numbers",
        "differ from the printed ones, and a cell passes when it changes from row to row as those do:",
        "time grows with a, traffic falls, on average over the links and on the critical ones.",
    ]
}

extension SpatialTable.Quantity {
    fileprivate var head: String {
        switch self {
        case .tLast: "t_last"
        case .tAve: "t_ave"
        case .comparisons: "compare"
        case .criticalComparisons: "critical"
        case .updates: "update"
        case .criticalUpdates: "critical"
        }
    }
}
