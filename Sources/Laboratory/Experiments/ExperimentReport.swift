import Epidemic
import EpidemicSimulation

/// What `outbreak experiment` prints: a row as soon as it is measured.
///
/// What the columns are, and how wide those of the protocol, follows from the experiments alone. The
/// time that it took is left out of the text, so that the same seed prints the same text.
struct ExperimentReport {
    let experiments: [Experiment]
    private let stream: ReportStream
    private var results: [ExperimentResult] = []
    private let varying: [Circumstance]
    private var columns: TextColumns

    init(_ experiments: [Experiment], to stream: ReportStream) {
        self.experiments = experiments
        self.stream = stream
        varying = Circumstance.all.varying(among: experiments)
        columns = TextColumns(
            Self.protocolColumns(varying).map(\.alignment) + Self.measureColumns.map(\.alignment))
        let isSwept = experiments.count > 1
        let room = Self.measureColumns.map {
            isSwept ? String(repeating: "0", count: $0.width) : ""
        }
        for experiment in experiments { columns.widen(for: protocolCells(experiment) + room) }
        columns.widen(for: heads)
    }

    /// - Throws: `Complaint` when it cannot be written.
    mutating func add(_ result: ExperimentResult) throws(Complaint) {
        results.append(result)
        let cells = protocolCells(result.experiment) + result.measured.measures
        columns.widen(for: cells)
        if results.count == 1 {
            try stream.add([title(result.experiment.plan), "", columns.line(heads)])
        }
        try stream.add([columns.line(cells)])
        try stream.add([record(result)])
    }

    /// Prints what is to be said of all results.
    ///
    /// - Throws: `Complaint` when it cannot be written.
    func finish() throws(Complaint) {
        try stream.add([""] + notes)
        try stream.finish()
    }

    /// What all results have in common: `Rumor mongering: fan-out 1, full mesh, aligned rounds; …`.
    private func title(_ plan: ExperimentPlan) -> String {
        let swept = Set(varying.map(\.key))
        let common = Circumstance.all.filter { !swept.contains($0.key) }.compactMap {
            $0.words(plan)
        }
        let counters = plan.spreading.minimization == .on ? ["minimization"] : []
        let seed = swept.contains("seed") ? "a seed for each row" : "seed \(plan.seed)"
        return "\(plan.spreading.name): \((counters + common).joined(separator: ", ")); "
            + "\(plan.runs) \(plan.runs == 1 ? "run" : "runs") each, \(seed)"
    }

    private var heads: [String] {
        Self.protocolColumns(varying).map(\.head) + Self.measureColumns.map(\.head)
    }

    /// What was measured, and how wide it mostly is.
    private static let measureColumns:
        [(head: String, alignment: TextTable.Alignment, width: Int)] = [
            ("residue", .right, 8), ("±", .left, 7), ("m", .right, 6), ("±", .left, 6),
            ("t_ave", .right, 6), ("±", .left, 6), ("t_ave*", .right, 6), ("±", .left, 6),
            ("t_last", .right, 6), ("±", .left, 6), ("complete", .right, 0),
        ]

    /// What was measured it of.
    private static func protocolColumns(
        _ varying: [Circumstance]
    ) -> [(head: String, alignment: TextTable.Alignment)] {
        [("direction", .left), ("removal", .left), ("reaction", .left)]
            + varying.map { ($0.head, .right) } + [("nodes", .right)]
    }

    private func protocolCells(_ experiment: Experiment) -> [String] {
        [
            experiment.plan.spreading.direction.rawValue,
            experiment.point.removal.map { "\($0)" } ?? "–",
            experiment.plan.spreading.reaction?.rawValue ?? "–",
        ] + varying.map { $0.value(experiment.plan).text } + ["\(experiment.plan.nodes)"]
    }
}

extension ExperimentReport {
    private var notes: [String] {
        let notes = [
            "Means ± the standard deviation of one run; times in cycles. residue: the fraction of nodes",
            "never reached; m: rumor transfers per node; complete: runs that reached everybody.",
            "t_ave is the mean cycle of first receipt. t_ave* is what Tables 1 and 2 of Demers et al.",
            "(1987) print as t_ave: the cycle numbers of all useful transfers over the infected nodes.",
        ]
        return notes + chanceNotes + linkNotes + limitNotes
    }

    /// What the numbers beside ± do not say.
    private var chanceNotes: [String] {
        let plans = results.map(\.experiment.plan)
        var notes: [String] = []
        if plans.contains(where: { $0.conditions.loss > 0 }) {
            notes.append("It counts offers whose values were lost, too.")
        }
        if plans.count > 1, Set(plans.map(\.seed)).count == 1 {
            notes += [
                "All rows use the same random numbers, so they differ by less chance than ± says;",
                "--random-numbers independent gives each its own.",
            ]
        }
        if plans.contains(where: { $0.topology.isDrawn && $0.draw == .row }) {
            notes += [
                "A random topology was drawn once for all runs of its row, and ± says nothing of what another",
                "one would give; --network-draw run draws it anew for each run.",
            ]
        }
        return notes
    }

    /// What the links carried, where it matters who is linked to whom.
    private var linkNotes: [String] {
        guard results.contains(where: { $0.measured.comparisons.count > 0 }) else { return [] }
        var table = TextTable(
            Self.protocolColumns(varying) + [
                ("contacts", .right), ("critical", .right), ("updates", .right),
                ("critical", .right),
            ])
        for result in results {
            table.add(protocolCells(result.experiment) + result.measured.loads)
        }
        return [
            "",
            "What a link carries, on average: contacts a cycle and updates; critical: on those that join",
            "the continents.",
            "",
        ] + table.lines
    }

    private var limitNotes: [String] {
        let limited = results.filter { $0.measured.stoppedRuns > 0 }
        guard let limit = limited.first?.experiment.plan.cyclesMax else { return [] }
        let count = limited.map(\.measured.stoppedRuns).reduce(0, +)
        return [
            "\(count) \(count == 1 ? "run was" : "runs were") stopped at the limit of \(limit) cycles."
        ]
    }
}

extension SpreadStatistics {
    fileprivate var measures: [String] {
        let columns = [(residue, 3), (traffic, 4), (tAve, 4), (tAvePrinted, 4), (tLast, 4)]
        return columns.flatMap { [$0.mean.digits($1), $0.sd.digits(2)] } + ["\(completeRuns)"]
    }

    fileprivate var loads: [String] {
        [comparisons, criticalComparisons, updates, criticalUpdates].map {
            $0.count > 0 ? $0.mean.digits(3) : "–"
        }
    }
}
