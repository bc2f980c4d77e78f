extension PaperTable {
    /// Tables 1 to 3: rumor mongering alone.
    public static let all = [table1, table2, table3]

    /// Push, feedback, counter.
    private static let table1 = PaperTable(
        number: 1, direction: .push, reaction: .feedback, rule: .counter,
        rows: [
            Row(
                k: 1,
                residue: Known("0.18", sd: 0.016, reference: 0.1745),
                traffic: Known("1.7", sd: 0.037, reference: 1.745),
                tAve: Known("11.0", sd: 0.2, reference: 10.99),
                tLast: Known("16.8", sd: 1.3, reference: 16.81)),
            Row(
                k: 2,
                residue: Known("0.037", sd: 0.0066, reference: 0.0368),
                traffic: Known("3.3", sd: 0.034, reference: 3.3),
                tAve: Known("12.1", sd: 0.2, reference: 12.09),
                tLast: Known("16.9", sd: 1.1, reference: 16.97)),
            Row(
                k: 3,
                residue: Known("0.011", sd: 0.0033, reference: 0.01069),
                traffic: Known("4.5", sd: 0.034, reference: 4.533),
                tAve: Known("12.5", sd: 0.21, reference: 12.53),
                tLast: Known("17.4", sd: 1.1, reference: 17.31)),
            Row(
                k: 4,
                residue: Known("0.0036", sd: 0.0019, reference: 0.003548),
                traffic: Known("5.6", sd: 0.037, reference: 5.637),
                tAve: Known("12.7", sd: 0.22, reference: 12.7),
                tLast: Known("17.5", sd: 1.2, reference: 17.55)),
            Row(
                k: 5,
                residue: Known("0.0012", sd: 0.0011, reference: 0.001241),
                traffic: Known("6.7", sd: 0.04, reference: 6.682),
                tAve: Known("12.8", sd: 0.22, reference: 12.77),
                tLast: Known("17.7", sd: 1.2, reference: 17.71)),
        ])

    /// Push, blind, coin.
    private static let table2 = PaperTable(
        number: 2, direction: .push, reaction: .blind, rule: .coin,
        rows: [
            Row(
                k: 1,
                residue: Known("0.96", sd: 0.02, reference: 0.9598),
                traffic: Known("0.04", sd: 0.02, reference: 0.0402),
                tAve: Known("19", sd: 10.0, reference: 19.6),
                tLast: Known("38", sd: 20.0, reference: 39.2)),
            Row(
                k: 2, extinction: 9.7e-4,
                residue: Known("0.20", sd: 0.021, reference: 0.2043),
                traffic: Known("1.6", sd: 0.076, reference: 1.592),
                tAve: Known("17", sd: 1.9, reference: 16.56),
                tLast: Known("33", sd: 4.1, reference: 32.78)),
            Row(
                k: 3, extinction: 3.0e-4,
                residue: Known("0.060", sd: 0.01, reference: 0.0599),
                traffic: Known("2.8", sd: 0.093, reference: 2.82),
                tAve: Known("15", sd: 1.2, reference: 14.71),
                tLast: Known("32", sd: 4.4, reference: 31.59)),
            Row(
                k: 4, extinction: 1.3e-4,
                residue: Known("0.021", sd: 0.005, reference: 0.02005),
                traffic: Known("3.9", sd: 0.12, reference: 3.919),
                tAve: Known("14.1", sd: 0.94, reference: 14.11),
                tLast: Known("32", sd: 4.9, reference: 32.19)),
            Row(
                k: 5, extinction: 4.0e-5,
                residue: Known("0.008", sd: 0.0028, reference: 0.00713),
                traffic: Known("4.9", sd: 0.15, reference: 4.964),
                tAve: Known("13.8", sd: 0.85, reference: 13.78),
                tLast: Known("32", sd: 5.8, reference: 32.34)),
        ])

    /// Pull, feedback, counter.
    private static let table3 = PaperTable(
        number: 3, direction: .pull, reaction: .feedback, rule: .counter,
        rows: [
            Row(
                k: 1,
                residue: Known("3.1e-2", sd: 0.0066, reference: 0.03164),
                traffic: Known("2.7", sd: 0.037, reference: 2.699),
                tAve: Known("9.97", sd: 1.3, reference: 10.156),
                tLast: Known("17.6", sd: 2.0, reference: 17.57)),
            Row(
                k: 2,
                residue: Known("5.8e-4", sd: 0.00078, reference: 0.000581),
                traffic: Known("4.5", sd: 0.037, reference: 4.487),
                tAve: Known("10.07", sd: 1.3, reference: 10.066),
                tLast: Known("15.4", sd: 1.8, reference: 15.23)),
            Row(
                k: 3,
                residue: Known(
                    "4.0e-6", sd: 5.9e-05, reference: 3.61e-06, rule: .almostAlwaysComplete),
                traffic: Known("6.1", sd: 0.041, reference: 6.088),
                tAve: Known("10.08", sd: 1.3, reference: 10.064),
                tLast: Known("14.0", sd: 1.4, reference: 13.97)),
        ])
}

/// What is known of a number: a cell before it is told its column.
private struct Known {
    let printed: PrintedNumber
    let sd: Double
    let reference: Double
    let rule: AcceptanceRule

    init(
        _ printed: PrintedNumber, sd: Double, reference: Double, rule: AcceptanceRule = .nearMean
    ) {
        self.printed = printed
        self.sd = sd
        self.reference = reference
        self.rule = rule
    }

    func cell(_ quantity: PaperTable.Quantity) -> PaperTable.Cell {
        PaperTable.Cell(
            quantity: quantity, printed: printed, sd: sd, reference: reference, rule: rule)
    }
}

extension PaperTable.Row {
    fileprivate init(
        k: Int, extinction: Double = 0, residue: Known, traffic: Known, tAve: Known, tLast: Known
    ) {
        self.init(
            k: k,
            cells: [
                residue.cell(.residue), traffic.cell(.traffic), tAve.cell(.tAve),
                tLast.cell(.tLast),
            ], extinction: extinction)
    }
}
