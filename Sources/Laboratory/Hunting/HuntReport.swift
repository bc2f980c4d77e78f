import Epidemic
import EpidemicSimulation

/// What a hunt tells: a line for every violation, one for every shrunk run, and a summary.
struct HuntReport {
    private let stream: ReportStream
    private var seeds = 0
    private(set) var violations = 0
    private var tally = HuntTally()

    init(to stream: ReportStream) { self.stream = stream }

    /// Takes in what one seed did.
    mutating func count(_ other: HuntTally) {
        seeds += 1
        tally.add(other)
    }

    /// - Throws: `Complaint` when it cannot be written.
    mutating func add(_ violation: Violation, of result: Hunt.Result) throws(Complaint) {
        violations += 1
        let seconds = (violation.moment - .zero).inSeconds
        try stream.add([
            "seed \(result.seed): \(violation.kind.rawValue) at step \(violation.step), "
                + "\(seconds.decimals(3)) s: \(violation.sentence)"
        ])
        try stream.add([
            Record([
                .init("seed", .whole(result.seed)), .init("kind", .text(violation.kind.rawValue)),
                .init("step", .count(violation.step)), .init("seconds", .number(seconds)),
                .init("sentence", .text(violation.sentence)),
            ])
        ])
    }

    /// Tells how small a run became.
    ///
    /// - Throws: `Complaint` when it cannot be written.
    func add(_ shrinker: Shrinker, of result: Hunt.Result, at path: String) throws(Complaint) {
        let plan = shrinker.plan
        try stream.add([
            "seed \(result.seed): shrunk from \(result.plan.steps.count) steps and "
                + "\(result.plan.configuration.nodes) nodes to \(plan.steps.count) and "
                + "\(plan.configuration.nodes) in \(shrinker.runs) runs"
                + (shrinker.isMinimal ? "" : ", not to the end") + ": \(path)"
        ])
        try stream.add([
            Record([
                .init("seed", .whole(result.seed)),
                .init("kind", .text(shrinker.outcome.violation?.kind.rawValue ?? "")),
                .init("shrunkSteps", .count(plan.steps.count)),
                .init("shrunkNodes", .count(plan.configuration.nodes)),
                .init("runs", .count(shrinker.runs)), .init("minimal", .truth(shrinker.isMinimal)),
                .init("session", .text(path)),
            ])
        ])
    }

    /// Tells the sums.
    ///
    /// - Throws: `Complaint` when it cannot be written.
    func finish() throws(Complaint) {
        let steps = tally.steps.sorted { $0.key < $1.key }
        let reads = tally.reads + tally.roamingReads
        let stepWords = steps.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        let countWords = counts.map { "\($0.words) \($0.count)" }.joined(separator: ", ")
        try stream.add([
            "\(seeds) seeds: \(violations) violations; \(tally.acknowledged) writes acknowledged, "
                + "\(reads) reads, \(tally.events) events",
            "steps: \(stepWords); refused \(tally.refused)", "counted apart: \(countWords)",
        ])
        let sums: [Record.Field] = [
            .init("seeds", .count(seeds)), .init("violations", .count(violations)),
            .init("acknowledged", .count(tally.acknowledged)), .init("reads", .count(tally.reads)),
            .init("roamingReads", .count(tally.roamingReads)),
            .init("events", .count(tally.events)), .init("refused", .count(tally.refused)),
        ]
        let apart: [Record.Field] = counts.map { .init($0.name, .count($0.count)) }
        let byStep: [Record.Field] = steps.map { .init($0.key, .count($0.value)) }
        try stream.add([
            Record(sums + apart + [.init("steps", .record(Record(byStep)))])
        ])
        try stream.finish()
    }

    private var counts: [(words: String, name: String, count: Int)] {
        [
            ("every copy destroyed", "destroyed", tally.destroyed),
            ("deletions forgotten and undone", "forgottenDeletions", tally.forgottenDeletions),
            ("values taken that may have been deleted", "cameBack", tally.cameBack),
            (
                "writes behind a forgotten deletion", "writesBehindForgotten",
                tally.writesBehindForgotten
            ),
            (
                "identities given twice by disks set back", "identitiesReused",
                tally.identitiesReused
            ),
            ("reads behind a forgotten deletion", "behindForgotten", tally.behindForgotten),
            ("roaming reads behind a write", "roamingBehindWrites", tally.roamingBehindWrites),
            ("roaming reads behind a read", "roamingBehindReads", tally.roamingBehindReads),
        ]
    }
}
