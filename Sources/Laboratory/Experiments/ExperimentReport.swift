import Epidemic
import EpidemicSimulation

/// What `outbreak experiment` prints.
struct ExperimentReport {
    let results: [ExperimentResult]

    func text(in format: ReportFormat) -> String {
        switch format {
        case .text: lines.joined(separator: "\n")
        case .json: Record.json(records)
        case .csv: Record.csv(records)
        }
    }

    /// The time that it took is left out, so that the same seed prints the same text.
    private var lines: [String] {
        guard let plan = results.first?.experiment.plan else { return [] }
        return [title(plan), ""] + table.lines + [""] + notes
    }

    /// What all results have in common: `Rumor mongering: fan-out 1, full mesh, aligned rounds; …`.
    private func title(_ plan: ExperimentPlan) -> String {
        let swept = Set(varying.map(\.key))
        let common = Circumstance.all.filter { !swept.contains($0.key) }.compactMap {
            $0.words(plan)
        }
        let counters = plan.spreading.minimization == .on ? ["minimization"] : []
        return "\(plan.spreading.name): \((counters + common).joined(separator: ", ")); "
            + "\(plan.runs) \(plan.runs == 1 ? "run" : "runs") each, seed \(plan.seed)"
    }

    private var varying: [Circumstance] { Circumstance.all.varying(among: results) }

    private var table: TextTable {
        table(of: [
            ("residue", .right), ("±", .left), ("m", .right), ("±", .left), ("t_ave", .right),
            ("±", .left), ("t_ave*", .right), ("±", .left), ("t_last", .right), ("±", .left),
            ("complete", .right),
        ]) { $0.measures }
    }

    /// A line for every result: what it is of, and then these columns.
    private func table(
        of columns: [(head: String, alignment: TextTable.Alignment)],
        _ cells: (SpreadStatistics) -> [String]
    ) -> TextTable {
        let varying = varying
        var table = TextTable(
            [("direction", .left), ("removal", .left), ("reaction", .left)]
                + varying.map { ($0.head, .right) } + [("nodes", .right)] + columns)
        for result in results {
            let plan = result.experiment.plan
            table.add(
                [
                    plan.spreading.direction.rawValue,
                    result.experiment.point.removal.map { "\($0)" } ?? "–",
                    plan.spreading.reaction?.rawValue ?? "–",
                ] + varying.map { $0.value(plan).text } + ["\(plan.nodes)"]
                    + cells(result.measured))
        }
        return table
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
        return notes + linkNotes + limitNotes
    }

    /// What the links carried, where it matters who is linked to whom.
    private var linkNotes: [String] {
        guard results.contains(where: { $0.measured.comparisons.count > 0 }) else { return [] }
        let table = table(of: [
            ("contacts", .right), ("critical", .right), ("updates", .right),
            ("critical", .right),
        ]) { $0.loads }
        return [
            "",
            "What a link carries, on average: contacts a cycle and updates; critical: on those that join",
            "the continents.",
            "",
        ] + table.lines
    }

    private var limitNotes: [String] {
        guard let limited = results.first(where: \.reachedLimit) else { return [] }
        let limit = limited.experiment.plan.cyclesMax
        return ["Runs were stopped at the limit of \(limit) cycles."]
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
