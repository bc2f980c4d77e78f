import ArgumentParser
import Epidemic
import EpidemicSimulation

/// `outbreak reconcile`: what it costs to find what two tables lack.
struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Compare the methods of anti-entropy by what they cost.",
        discussion: """
            Two replicas hold tables of random 128-bit ids, and each lacks half of the differences. \
            One exchange is carried out, every message encoded as on a network. Bytes are those of \
            finding the differences: the updates that are handed over in the end are the same for \
            every method and are not counted. The replicas have compared tables before, so roots \
            and trees are at hand, and auto has made three exchanges of the same kind. Lists with \
            commas are swept. The bound is that of information theory: the fewest bytes in which so \
            many ids can be named. The differences were written last, unless --order says otherwise: \
            that is where the caches of recent and the order of peel-back look first.
            """)

    @Option(
        parsing: .unconditional,
        help: .value("Entries in a table, 1 to 10000000.", "list", default: Self.entriesDefault),
        transform: Sweep.of(Numbers.whole(1...10_000_000)))
    var entries = Self.entriesDefault

    @Option(
        parsing: .unconditional,
        help: .init(
            "Entries that one of the two lacks, 0 to 10000000 (default: 0,1,16,256,4096).",
            valueName: "list"),
        transform: Sweep.of(Numbers.whole(0...10_000_000)))
    var differences: Sweep<Int>?

    @Option(
        parsing: .unconditional,
        help: .value(
            "all, full, checksum, recent, peel-back, hash-tree, sketch or auto.", "list",
            default: MethodChoice.all),
        completion: .list(MethodChoice.allCases.map(\.rawValue)),
        transform: Sweep.of(MethodChoice.read))
    var method = Sweep(MethodChoice.all)

    @Option(
        parsing: .unconditional,
        help: .value(
            "When the differences were written: first, last, or spread among the others.", "list",
            default: DifferenceOrder.last.rawValue),
        completion: .list(DifferenceOrder.allCases.map(\.rawValue)),
        transform: Sweep.of(Choice.read))
    var order = Sweep(DifferenceOrder.last)

    @Option(
        parsing: .unconditional,
        help: .value(
            "Pairs of tables that are measured, 1 to 10000; with several, means ± the standard deviation of "
                + "one.", "n", default: 1),
        transform: Numbers.whole(1...10_000))
    var trials = 1

    @Option(
        parsing: .unconditional,
        help: .value("What ids and values follow from, 64 bits.", "n", default: UInt64(1)),
        transform: Numbers.seed)
    var seed: UInt64 = 1

    @Option(help: "How to report.")
    var format = ReportFormat.text

    private static let entriesDefault = Sweep(100_000)
    private static let differencesDefault = [0, 1, 16, 256, 4_096]
}

extension ReconcileCommand {
    /// The cells to measure, as they are printed: by entries, then by differences, then by order, then by
    /// method.
    var cases: [ReconciliationCase] {
        var cases: [ReconciliationCase] = []
        for entries in entries.values {
            for differences in differences?.values ?? Self.differencesDefault {
                for order in order.values {
                    cases += method.values.flatMap(\.methods).map { method in
                        ReconciliationCase(
                            method: method, entries: entries, differences: differences,
                            order: order)
                    }
                }
            }
        }
        return cases
    }

    /// Measures all cells that can be.
    ///
    /// - Parameter each: is told what was measured up to now, by its place in the report.
    /// - Throws: `Complaint`.
    func results(
        each: ([Int: ReconciliationResult]) -> Void = { _ in }
    ) throws(Complaint) -> [ReconciliationResult] {
        let possible = cases.enumerated().filter { $0.element.isPossible }
        var progress = Progress(total: max(1, possible.count * trials), of: "exchanges")
        var results: [Int: ReconciliationResult] = [:]
        do throws(SettingsError) {
            for trial in 0..<trials {
                var pairs = try TablePairs(seed: seed(ofTrial: trial))
                // One table grows from cell to cell, so the cells come in the order of what is common.
                for (place, cell) in possible.sorted(by: { $0.element.common < $1.element.common })
                {
                    let trial = try measure(cell, &pairs)
                    results[place, default: ReconciliationResult(cell: cell)].trials.append(trial)
                    progress.advance()
                    each(results)
                }
            }
        } catch {
            throw .wrongUse(error.description)
        }
        progress.clear()
        return Self.inOrder(results)
    }

    private static func inOrder(_ results: [Int: ReconciliationResult]) -> [ReconciliationResult] {
        results.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The first trial is the one that is made alone.
    private func seed(ofTrial trial: Int) -> UInt64 {
        trial == 0 ? seed : SeededGenerator.seed(seed, stream: UInt64(trial))
    }

    private func measure(
        _ cell: ReconciliationCase, _ pairs: inout TablePairs
    ) throws(SettingsError) -> ReconciliationResult.Trial {
        var pair = try cell.pair(from: &pairs)
        var cost = ExchangeCost()
        let milliseconds = Stopwatch.milliseconds { cost = pair.exchange() }
        return ReconciliationResult.Trial(cost: cost, seconds: milliseconds / 1_000)
    }
}

extension ReconciliationCase {
    /// Entries that both tables hold.
    fileprivate var common: Int { entries - (differences + 1) / 2 }
}

extension ReconcileCommand: EndingCommand {
    /// Measures everything, and prints it together at the end, because cells are not measured in the
    /// order of the report; or what is measured when a signal comes.
    ///
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        guard cases.contains(where: \.isPossible) else {
            throw .wrongUse(
                "two tables of \(entries) entries cannot differ in \(cases[0].differences): at most "
                    + "twice as many entries can be on one side alone")
        }
        let stream = ReportStream(format)
        let signals = stream.breakOffAtSignals()
        defer { signals.forEach { $0.cancel() } }
        let impossible = cases.filter { !$0.isPossible }
        let results = try results { results in
            stream.keep(
                ReconciliationReport(
                    seed: seed, results: Self.inOrder(results), impossible: impossible))
        }
        let report = ReconciliationReport(seed: seed, results: results, impossible: impossible)
        try stream.add(report)
        try stream.finish()
        report.tellWhatIsLeftOut(in: format)
        return report.status
    }
}
