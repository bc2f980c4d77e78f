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
        let rumors = plan.rumors
        return "Rumor mongering: fan-out \(rumors.fanOut), full mesh, aligned rounds; "
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
        guard let limited = results.first(where: \.reachedLimit) else { return notes }
        let limit = limited.experiment.plan.cyclesMax
        return notes + ["Runs were stopped at the limit of \(limit) cycles."]
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
            plan.rumors.direction.rawValue, "\(experiment.removal)",
            plan.rumors.removal.reaction?.rawValue ?? "–", "\(plan.nodes)",
        ]
            + statistics.flatMap { [$0.mean.digits($1), $0.sd.digits(2)] }
            + ["\(measured.completeRuns)"]
    }

    /// The object of the JSON report.
    fileprivate var record: Record {
        let plan = experiment.plan
        let rumors = plan.rumors
        return Record([
            .init("mode", .text(ModeChoice.rumor.rawValue)),
            .init("direction", .text(rumors.direction.rawValue)),
            .init("trigger", .text(rumors.trigger.rawValue)),
            .init("removal", .text("\(experiment.removal)")),
            .init("reaction", rumors.removal.reaction.map { .text($0.rawValue) } ?? .none),
            .init("nodes", .count(plan.nodes)), .init("runs", .count(plan.runs)),
            .init("connectionLimit", .none), .init("huntLimit", .count(0)),
            .init("minimization", .truth(false)), .init("seed", .whole(plan.seed)),
            .init("residue", .record(measured.residue.record)),
            .init("traffic", .record(measured.traffic.record)),
            .init("tAve", .record(measured.tAve.record)),
            .init("tAvePrinted", .record(measured.tAvePrinted.record)),
            .init("tLast", .record(measured.tLast.record)),
            .init("completeRuns", .count(measured.completeRuns)),
            .init("seconds", .number(seconds)),
        ])
    }
}

extension Statistics {
    fileprivate var record: Record {
        Record([.init("mean", .number(mean)), .init("sd", .number(sd))])
    }
}
