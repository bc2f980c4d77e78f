import Epidemic
import EpidemicSimulation

extension ExperimentReport {
    /// The object of a result; all have the same fields. What a link carried stands in it, and what is
    /// not as usual, where that is so for any of them.
    func record(_ result: ExperimentResult) -> Record {
        let unusual = Circumstance.all.unusual(among: experiments)
        let isLinked = experiments.contains { $0.plan.network != nil }
        return Record(
            result.fields
                + unusual.map { .init($0.key, $0.value(result.experiment.plan)) }
                + (isLinked ? result.linkFields : []))
    }
}

extension ExperimentResult {
    /// What every report has.
    fileprivate var fields: [Record.Field] {
        let plan = experiment.plan
        let spreading = plan.spreading
        return [
            .init("mode", .text(spreading.mode.rawValue)),
            .init("direction", .text(spreading.direction.rawValue)),
            .init("trigger", .text(spreading.trigger.rawValue)),
            .init("removal", experiment.point.removal.map { .text("\($0)") } ?? .none),
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
            .init("stoppedRuns", .count(measured.stoppedRuns)),
        ]
    }

    /// What the links carried, where it matters who is linked to whom.
    fileprivate var linkFields: [Record.Field] {
        [
            .init("comparisons", .record(measured.comparisons.record)),
            .init("criticalComparisons", .record(measured.criticalComparisons.record)),
            .init("updates", .record(measured.updates.record)),
            .init("criticalUpdates", .record(measured.criticalUpdates.record)),
        ]
    }
}

extension Statistics {
    /// Nothing is said of what was not measured.
    fileprivate var record: Record {
        let isMeasured = count > 0
        return Record([
            .init("mean", isMeasured ? .number(mean) : .none),
            .init("sd", isMeasured ? .number(sd) : .none),
        ])
    }
}
