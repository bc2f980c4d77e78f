import ArgumentParser
import Epidemic
import EpidemicSimulation
import Foundation

/// `outbreak hunt` in the simulation: clusters drawn from seeds, disturbed in every way, and judged.
package struct HuntCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "hunt",
        abstract: "Hunt for faults of the protocol in clusters drawn from seeds.",
        discussion: """
            Every seed draws a cluster, its settings, and a schedule of writes, deletions, reads and \
            faults: deaths with and without disk, power cuts that lose what was not durable, disks \
            that are set back, freezes, cuts, partitions, deaf and mute nodes, clogged links, loss, \
            duplicates, reordering, wrong clocks, joins, leaves and changed settings. A perfect \
            observer judges every event; then some nodes are healed, and must become equal within \
            the bound of the protocol; then all are, and nothing that was acknowledged may be \
            missing. What breaks a promise is shrunk to its smallest form and written as a session, \
            which outbreak run --open shows at the failing step. The results depend on the seeds \
            alone, not on --jobs. Status 1 when something is found.
            """)

    @Option(
        parsing: .unconditional,
        help: .value("How many seeds, 1 to 1000000000.", "n", default: Self.seedsDefault),
        transform: Numbers.whole(1...1_000_000_000))
    var seeds = Self.seedsDefault

    @Option(
        parsing: .unconditional,
        help: .value("The first seed; the others follow it.", "n", default: UInt64(1)),
        transform: Numbers.seed)
    package var seed: UInt64 = 1

    @Option(
        parsing: .unconditional,
        help: .init("Begin with no more seeds after so many minutes.", valueName: "n"),
        transform: Numbers.whole(1...100_000))
    package var minutes: Int?

    @Option(
        parsing: .unconditional,
        help: .value(
            "Nodes at the beginning, a number or a range of 2 to 12.", "n",
            default: Self.nodesDefault),
        transform: NodeRange.init(argument:))
    var nodes = Self.nodesDefault

    @Option(
        parsing: .unconditional,
        help: .init(
            "Seeds hunted at the same time, 1 to 1024 (default: as many as there are cores).",
            valueName: "n"),
        transform: Numbers.whole(1...1_024))
    var jobs = Self.jobsDefault

    @Flag(
        inversion: .prefixedNo,
        help: "Shrink the first of every kind that is found, and write it as a session.")
    var shrink = true

    @Option(
        parsing: .unconditional,
        help: .value(
            "Seconds that one may be shrunk for.", "n", default: Self.shrinkSecondsDefault),
        transform: Numbers.whole(1...100_000))
    var shrinkSeconds = Self.shrinkSecondsDefault

    @Option(
        help: .init("Where sessions are written.", valueName: "folder"),
        completion: .directory)
    var out = Self.outDefault

    @Option(
        parsing: .unconditionalSingleValue,
        help: .init(
            "Switch a rule of the protocol off, to see that its fault is found; may be given several "
                + "times.", valueName: "rule"),
        completion: .list(PlantedFault.allCases.map(\.rawValue)), transform: Choice.read)
    var plant: [PlantedFault] = []

    @Option(
        help: .init("Judge a session that was written before, and no seeds.", valueName: "file"),
        completion: .file(extensions: ["session"]))
    var open: String?

    @Option(help: "How to report: text or json.")
    package var format = ReportFormat.text

    package init() {}

    /// The first of its options, by name, that says something and has no meaning for real nodes.
    package var firstOfSimulation: String? {
        let options = [
            ("seeds", seeds != Self.seedsDefault), ("nodes", nodes != Self.nodesDefault),
            ("jobs", jobs != Self.jobsDefault), ("no-shrink", !shrink),
            ("shrink-seconds", shrinkSeconds != Self.shrinkSecondsDefault),
            ("out", out != Self.outDefault), ("plant", !plant.isEmpty), ("open", open != nil),
        ]
        return options.first(where: \.1)?.0
    }

    private static let seedsDefault = 1_000
    private static let jobsDefault = ProcessInfo.processInfo.activeProcessorCount
    private static let shrinkSecondsDefault = 60
    private static let outDefault = "."
    private static let nodesDefault = NodeRange(range: 3...9)
}

/// Numbers of nodes, `5` or `3-9`.
struct NodeRange: Hashable, Sendable, CustomStringConvertible {
    let range: ClosedRange<Int>

    init(range: ClosedRange<Int>) { self.range = range }

    /// - Throws: `ValueError`.
    init(argument text: String) throws(ValueError) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
            .map { Int($0) ?? 0 }
        guard (1...2).contains(ends.count), let first = ends.first, let last = ends.last,
            first >= 2, first <= last, last <= HuntPlan.nodesMax
        else {
            throw .wrongForm("a number from 2 to \(HuntPlan.nodesMax), or two such as 3-9")
        }
        range = first...last
    }

    var description: String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }
}

extension HuntCommand: EndingCommand {
    /// Hunts, and prints what is found as soon as it is.
    ///
    /// - Throws: `Complaint`.
    package func outcome() async throws(Complaint) -> ExitStatus {
        guard format != .csv else {
            throw .wrongUse(
                "--format csv has no meaning for hunt, whose lines are not alike: use json")
        }
        if let open { return try judge(open) }
        if shrink { try OutputPath.checkFolder(out, of: "--out") }
        let stream = ReportStream(format)
        let signals = stream.breakOffAtSignals()
        defer { signals.forEach { $0.cancel() } }
        var report = HuntReport(to: stream)
        let (last, isTooMuch) = seed.addingReportingOverflow(UInt64(seeds))
        guard !isTooMuch else {
            throw .wrongUse(
                "--seed \(seed) leaves no room for \(seeds) seeds: begin with a smaller one")
        }
        let hunt = Hunt(seeds: seed..<last, nodes: nodes.range, planted: plant, jobs: jobs)
        var progress = HuntProgress(total: seeds)
        let deadline = minutes.map { ContinuousClock.now + .seconds(60 * $0) }
        var firsts: [Hunt.Result] = []
        try await hunt.run(
            while: { deadline.map { ContinuousClock.now < $0 } ?? true }
        ) { result throws(Complaint) in
            if let violation = result.outcome.violation {
                progress.clear()
                try report.add(violation, of: result)
                if !firsts.contains(where: { $0.outcome.violation?.kind == violation.kind }) {
                    firsts.append(result)
                }
            }
            report.count(result.outcome.tally)
            progress.advance()
        }
        progress.clear()
        if shrink { for first in firsts { try shrinkAndWrite(first, &report) } }
        try report.finish()
        return report.violations == 0 ? .done : .failed
    }

    /// Judges one run that was written before.
    private func judge(_ path: String) throws(Complaint) -> ExitStatus {
        let session = try FoundSession(path: path)
        let outcome: HuntRun.Outcome
        do {
            outcome = try HuntRun.outcome(of: session.plan)
        } catch {
            throw .wrongUse("session \(path): \(error.description)")
        }
        let stream = ReportStream(format)
        var report = HuntReport(to: stream)
        let result = Hunt.Result(
            seed: session.plan.configuration.seed, plan: session.plan, outcome: outcome)
        if let violation = outcome.violation { try report.add(violation, of: result) }
        report.count(outcome.tally)
        try report.finish()
        return outcome.violation == nil ? .done : .failed
    }

    private func shrinkAndWrite(
        _ result: Hunt.Result, _ report: inout HuntReport
    ) throws(Complaint) {
        guard var shrinker = Shrinker(result.plan, result.outcome) else { return }
        let deadline = ContinuousClock.now + .seconds(shrinkSeconds)
        shrinker.shrink { _ in ContinuousClock.now < deadline }
        let kind = shrinker.outcome.violation?.kind.rawValue ?? ""
        let path = "\(OutputPath.full(out))/hunt-\(result.seed)-\(kind).session"
        do throws(OutputFile.Trouble) {
            let text = FoundSession.text(shrinker.plan, shrinker.outcome)
            try OutputFile.make(path) { file throws(OutputFile.Trouble) in
                for line in text.split(separator: "\n") { try file.write(String(line)) }
            }
        } catch {
            switch error {
            case .exists: throw .failed("\(path) is there already: move it, or give another --out")
            case .refused(let reason): throw .failed("\(path) could not be written: \(reason)")
            }
        }
        try report.add(shrinker, of: result, at: path)
    }
}
