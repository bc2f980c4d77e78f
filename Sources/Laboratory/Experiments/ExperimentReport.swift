import Epidemic
import EpidemicSimulation

/// What `outbreak experiment` prints.
struct ExperimentReport {
    let results: [ExperimentResult]

    func text(in format: ReportFormat) -> String {
        switch format {
        case .text: lines.joined(separator: "\n")
        case .json: Record.json(results.map(\.record))
        case .csv: Record.csv(results.map(\.record))
        }
    }

    /// The time that it took is left out, so that the same seed prints the same text.
    private var lines: [String] {
        guard let plan = results.first?.experiment.plan else { return [] }
        return [Self.title(plan), ""] + table.lines + [""] + notes
    }

    private static func title(_ plan: ExperimentPlan) -> String {
        let network = plan.network.map { "\($0.topology), spatial \($0.exponent)" } ?? "full mesh"
        return "\(plan.spreading.title), \(network), aligned rounds; "
            + "\(plan.runs) \(plan.runs == 1 ? "run" : "runs") each, seed \(plan.seed)"
    }

    private var table: TextTable {
        var table = TextTable([
            ("direction", .left), ("removal", .left), ("reaction", .left), ("nodes", .right),
            ("residue", .right),
            ("±", .left), ("m", .right), ("±", .left), ("t_ave", .right), ("±", .left),
            ("t_ave*", .right), ("±", .left), ("t_last", .right), ("±", .left),
            ("complete", .right),
        ])
        for result in results { table.add(result.cells) }
        return table
    }

    private var notes: [String] {
        let notes = [
            "Means ± the standard deviation of one run; times in cycles. residue: the fraction of nodes",
            "never reached; m: rumor transfers per node; complete: runs that reached everybody.",
            "t_ave is the mean cycle of first receipt. t_ave* is what Tables 1 and 2 of Demers et al.",
            "(1987) print as t_ave: the cycle numbers of all useful transfers over the infected nodes.",
        ]
        guard let limited = results.first(where: \.reachedLimit) else {
            return notes + linkNotes
        }
        let limit = limited.experiment.plan.cyclesMax
        return notes + linkNotes + ["Runs were stopped at the limit of \(limit) cycles."]
    }
}

extension ExperimentReport {
    /// What the links carried, where partners were chosen by distance.
    private var linkNotes: [String] {
        guard results.contains(where: { $0.experiment.plan.network != nil }) else { return [] }
        return ["", "A link carries, on average (critical: joining the continents):"]
            + results.map { result in
                let measured = result.measured
                return "\(result.experiment.plan.nodes) nodes: "
                    + "\(measured.comparisons.mean.digits(3)) comparisons a cycle "
                    + "(critical \(measured.criticalComparisons.mean.digits(3))), "
                    + "\(measured.updates.mean.digits(3)) updates "
                    + "(critical \(measured.criticalUpdates.mean.digits(3)))."
            }
    }
}

extension ExperimentResult {
    /// A line of the table.
    fileprivate var cells: [String] {
        let plan = experiment.plan
        let statistics = [
            (measured.residue, 3), (measured.traffic, 4), (measured.tAve, 4),
            (measured.tAvePrinted, 4), (measured.tLast, 4),
        ]
        return [
            plan.spreading.direction.rawValue, experiment.removal.map { "\($0)" } ?? "–",
            plan.spreading.reaction?.rawValue ?? "–", "\(plan.nodes)",
        ]
            + statistics.flatMap { [$0.mean.digits($1), $0.sd.digits(2)] }
            + ["\(measured.completeRuns)"]
    }

    /// The object of the JSON report.
    fileprivate var record: Record {
        let plan = experiment.plan
        let spreading = plan.spreading
        let fields: [Record.Field] = [
            .init("mode", .text(spreading.mode.rawValue)),
            .init("direction", .text(spreading.direction.rawValue)),
            .init("trigger", .text(Trigger.periodic.rawValue)),
            .init("removal", experiment.removal.map { .text("\($0)") } ?? .none),
            .init("reaction", spreading.reaction.map { .text($0.rawValue) } ?? .none),
            .init("nodes", .count(plan.nodes)), .init("runs", .count(plan.runs)),
            .init("connectionLimit", spreading.limits.connections.map { .count($0) } ?? .none),
            .init("huntLimit", spreading.limits.hunt.value),
            .init("minimization", .truth(spreading.minimization == .on)),
            .init("seed", .whole(plan.seed)),
            .init("residue", .record(measured.residue.record)),
            .init("traffic", .record(measured.traffic.record)),
            .init("tAve", .record(measured.tAve.record)),
            .init("tAvePrinted", .record(measured.tAvePrinted.record)),
            .init("tLast", .record(measured.tLast.record)),
            .init("completeRuns", .count(measured.completeRuns)),
            .init("seconds", .number(seconds)),
        ]
        return Record(fields + linkFields)
    }

    /// What the links carried, where partners were chosen by distance.
    private var linkFields: [Record.Field] {
        guard let network = experiment.plan.network else { return [] }
        return [
            .init("topology", .text("\(network.topology)")),
            .init("spatial", .number(network.exponent)),
            .init("comparisons", .record(measured.comparisons.record)),
            .init("criticalComparisons", .record(measured.criticalComparisons.record)),
            .init("updates", .record(measured.updates.record)),
            .init("criticalUpdates", .record(measured.criticalUpdates.record)),
        ]
    }
}

extension Statistics {
    fileprivate var record: Record {
        Record([.init("mean", .number(mean)), .init("sd", .number(sd))])
    }
}
