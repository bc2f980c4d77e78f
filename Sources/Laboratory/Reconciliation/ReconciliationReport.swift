import Epidemic
import EpidemicSimulation

/// One cell that was measured.
struct ReconciliationResult: Sendable {
    let cell: ReconciliationCase
    let cost: ExchangeCost
    /// How long the exchange took on the wall, both sides together.
    let seconds: Double

    /// Whether both tables are equal now.
    var isRepaired: Bool { cost.ending == .equal }

    var bytesPerDifference: Double? {
        cell.differences == 0 ? nil : Double(cost.bytes) / Double(cell.differences)
    }
}

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
    var records: [Record] { results.map(\.record) }

    var lines: [String] {
        [
            "What it takes to find the differences of two tables of 128-bit ids; seed \(seed)", "",
        ] + table.lines + ["", Self.note] + omissions
    }

    private var table: TextTable {
        var table = TextTable([
            ("entries", .right), ("differences", .right), ("method", .left), ("bytes", .right),
            ("per difference", .right), ("bound", .right), ("messages", .right),
            ("round trips", .right), ("", .left),
        ])
        for result in results { table.add(result.cells) }
        return table
    }

    private static let note =
        "bytes: all messages without the updates handed over; bound: the fewest bytes that can name so\n"
        + "many ids."

    private var omissions: [String] {
        var seen: Set<[Int]> = []
        return impossible.filter { seen.insert([$0.entries, $0.differences]).inserted }.map {
            "Left out: two tables of \($0.entries) entries cannot differ in \($0.differences)."
        }
    }
}

extension ReconciliationResult {
    /// A line of the table.
    fileprivate var cells: [String] {
        [
            "\(cell.entries)", "\(cell.differences)", cell.method.rawValue, "\(cost.bytes)",
            bytesPerDifference.map { $0.decimals(1) } ?? "–",
            "\(InformationBound.bytes(differences: cell.differences))", "\(cost.messages)",
            "\(cost.roundTrips)", isRepaired ? "" : "NOT EQUAL",
        ]
    }

    /// The object of the JSON report.
    fileprivate var record: Record {
        Record([
            .init("method", .text(cell.method.rawValue)), .init("entries", .count(cell.entries)),
            .init("differences", .count(cell.differences)), .init("bytes", .count(cost.bytes)),
            .init("messages", .count(cost.messages)),
            .init("roundTrips", .count(cost.roundTrips)),
            .init("bytesPerDifference", bytesPerDifference.map { .number($0) } ?? .none),
            .init("seconds", .number(seconds)),
            .init("bound", .count(InformationBound.bytes(differences: cell.differences))),
        ])
    }
}
