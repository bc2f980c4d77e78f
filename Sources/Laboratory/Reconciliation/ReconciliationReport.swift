import Epidemic
import EpidemicSimulation

/// What `outbreak reconcile` prints.
struct ReconciliationReport {
    let seed: UInt64
    let results: [ReconciliationResult]
    /// Cells that cannot be.
    let impossible: [ReconciliationCase]

    /// An exchange that does not make two tables equal is a fault.
    var status: ExitStatus { results.allSatisfy(\.isRepaired) ? .done : .failed }

    /// Says on standard error what the machine-readable reports have no place for.
    func tellWhatIsLeftOut(in format: ReportFormat) {
        guard format != .text else { return }
        for note in omissions { StandardError.write(note + "\n") }
    }
}

extension ReconciliationReport: StreamedReport {
    var records: [Record] {
        results.map { $0.record(order: tellsOrder, deviation: tellsDeviation) }
    }

    var lines: [String] {
        [
            "What it takes to find the differences of two tables of 128-bit ids; seed \(seed)", "",
        ] + table.lines + ["", Self.note] + deviationNotes + omissions
    }

    /// Whether the differences were written otherwise than last in any cell, and whether there are several
    /// trials: only then is more told than of one trial.
    private var tellsOrder: Bool { results.contains { $0.cell.order != .last } }
    private var tellsDeviation: Bool { results.contains { $0.trials.count > 1 } }

    private var table: TextTable {
        let order: [(String, TextTable.Alignment)] = tellsOrder ? [("written", .left)] : []
        let deviation: [(String, TextTable.Alignment)] = tellsDeviation ? [("±", .left)] : []
        var table = TextTable(
            [("entries", .right), ("differences", .right)] + order
                + [("method", .left), ("bytes", .right)] + deviation
                + [("per difference", .right), ("bound", .right), ("messages", .right)] + deviation
                + [("round trips", .right)] + deviation + [("", .left)])
        for result in results {
            table.add(result.cells(order: tellsOrder, deviation: tellsDeviation))
        }
        return table
    }

    private static let note =
        "bytes: all messages without the updates handed over; bound: the fewest bytes that can name so\n"
        + "many ids."

    private var deviationNotes: [String] {
        // One that was broken off has made less trials of some cells.
        let counts = results.map(\.trials.count)
        guard tellsDeviation, let least = counts.min(), let most = counts.max() else { return [] }
        let pairs = least == most ? "\(most)" : "\(least) to \(most)"
        return ["Means of \(pairs) pairs of tables ± the standard deviation of one."]
    }

    private var omissions: [String] {
        var seen: Set<[Int]> = []
        return impossible.filter { seen.insert([$0.entries, $0.differences]).inserted }.map {
            "Left out: two tables of \($0.entries) entries cannot differ in \($0.differences)."
        }
    }
}

extension ReconciliationResult {
    /// A line of the table.
    fileprivate func cells(order: Bool, deviation: Bool) -> [String] {
        func number(_ numbers: Statistics) -> [String] {
            deviation
                ? [numbers.mean.decimals(1), numbers.sd.decimals(1)]
                : [numbers.mean.decimals(0)]
        }
        return ["\(cell.entries)", "\(cell.differences)"] + (order ? [cell.order.rawValue] : [])
            + [cell.method.rawValue] + number(bytes)
            + [
                bytesPerDifference.map { $0.decimals(1) } ?? "–",
                "\(InformationBound.bytes(differences: cell.differences))",
            ] + number(messages) + number(roundTrips) + [isRepaired ? "" : "NOT EQUAL"]
    }

    /// The object of the JSON report.
    fileprivate func record(order: Bool, deviation: Bool) -> Record {
        func fields(_ name: String, _ numbers: Statistics) -> [Record.Field] {
            deviation
                ? [.init(name, .number(numbers.mean)), .init("\(name)Sd", .number(numbers.sd))]
                : [.init(name, .count(Int(numbers.mean)))]
        }
        return Record(
            [
                .init("method", .text(cell.method.rawValue)),
                .init("entries", .count(cell.entries)),
                .init("differences", .count(cell.differences)),
            ] + fields("bytes", bytes) + fields("messages", messages)
                + fields("roundTrips", roundTrips)
                + [
                    .init("bytesPerDifference", bytesPerDifference.map { .number($0) } ?? .none),
                    .init("seconds", .number(seconds.mean)),
                    .init("bound", .count(InformationBound.bytes(differences: cell.differences))),
                ] + (order ? [.init("order", .text(cell.order.rawValue))] : [])
                + (deviation ? [.init("trials", .count(trials.count))] : []))
    }
}
