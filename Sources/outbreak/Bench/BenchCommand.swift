import ArgumentParser
import Foundation
import Laboratory

/// `outbreak bench`: the figures of the README, measured on this machine.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure how fast the program is on this machine.",
        discussion: """
            frames draws the live view of 16 nodes on a screen of 200x50, at rest, while an update \
            spreads, when everything changes and when nothing does, and writes it through ncurses to \
            a terminal that nobody looks at, beside a full repaint of the same frames; then it runs \
            10000 nodes. engine runs up to a million replicas, and Table 1 of Demers et al. (1987) on \
            one core beside the same epidemic on bare arrays. network launches nodes as processes on \
            loopback, with their defaults: how soon a put on one of 25 is visible on all, how many \
            updates a second reach the other of two over UDP and TCP, what a node at rest costs, and \
            what redis-benchmark measures, where it is installed; all of it three times. Where a figure \
            stands beside another, the ratio of their medians is told: it means more than the \
            milliseconds of one machine.
            """)

    @Argument(
        help: .init(
            "What to measure: frames, engine, network, or all of them (default: all).",
            valueName: "what"
        ),
        completion: .list(BenchChoice.allCases.map(\.rawValue)), transform: BenchChoice.read)
    var what = BenchChoice.all

    @Option(
        parsing: .unconditional,
        help: .value(
            "How often everything is measured, 10 to 100000.", "n", default: Self.repeatsDefault),
        transform: Numbers.whole(10...100_000))
    var repeats = Self.repeatsDefault

    @Option(
        parsing: .unconditional,
        help: .value(
            "What everything random follows from, 64 bits.", "n", default: Self.seedDefault),
        transform: Numbers.seed)
    var seed = Self.seedDefault

    @Option(help: "How to report.")
    var format = ReportFormat.text

    private static let repeatsDefault = 300
    private static let seedDefault: UInt64 = 1
}

extension BenchCommand: EndingCommand {
    /// Measures one thing after the other, and prints each figure as soon as it is measured.
    ///
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        // While frames are measured, the terminal that they are drawn on is the standard output.
        let output = dup(STDOUT_FILENO)
        defer { close(output) }
        let stream = ReportStream(format) { text throws(Complaint) in
            try StandardOutput.write(text, to: output)
        }
        let signals = stream.breakOffAtSignals()
        defer { signals.forEach { $0.cancel() } }
        let plan = BenchPlan(repeats: repeats, seed: seed)
        let benchmarks = Benchmark.all.filter { what.includes($0.name) }
        let scenes = benchmarks.map(\.scenes).reduce(0, +)
        var report = BenchReport(plan: plan, scenes: scenes, to: stream)
        for benchmark in benchmarks { try await benchmark.measure(plan, &report) }
        try report.finish()
        return .done
    }
}
