import ArgumentParser
import Foundation

/// What the commands that measure have in common.
struct LaboratoryOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .value("Runs of every protocol, 1 to 1000000.", "n", default: Self.runsDefault),
        transform: Numbers.whole(1...1_000_000))
    var runs = Self.runsDefault

    @Option(
        parsing: .unconditional,
        help: .init(
            "Runs made at the same time, 1 to 1024 (default: as many as there are cores, which is "
                + "also the most that helps). The results do not depend on it.", valueName: "n"),
        transform: Numbers.whole(1...1_024))
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Option(
        parsing: .unconditional,
        help: .value(
            "What everything random follows from, 64 bits.", "n", default: Self.seedDefault),
        transform: Numbers.seed)
    var seed = Self.seedDefault

    @Option(help: "How to report.")
    var format = ReportFormat.text

    private static let runsDefault = 500
    private static let seedDefault: UInt64 = 1
}
