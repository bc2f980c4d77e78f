import ArgumentParser
import Epidemic
import EpidemicMaelstrom
import EpidemicWire
import Foundation
import Laboratory

/// `outbreak maelstrom`: a node of Jepsen's workbench.
struct MaelstromCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "maelstrom",
        abstract: "Run one node of Jepsen's Maelstrom, over the same replica.",
        discussion: """
            Reads messages on standard input and writes messages, and nothing else, on standard output, a \
            JSON object a line; what it does not heed it says on standard error. It serves the workloads \
            echo, broadcast, g-set, g-counter, pn-counter, unique-ids and txn-rw-register at \
            read-uncommitted; and lin-kv, which must fail there. The workbench gives a node whatever stands \
            behind two dashes: maelstrom test -w broadcast --bin outbreak -- maelstrom --dissemination hub. \
            Ends when standard input does.
            """)

    @Option(
        help: """
            How updates come to all: by way of a hub, which needs the fewest messages, on a tree of depth \
            two under each writer, or as rumors.
            """)
    var dissemination = Dissemination.gossip

    @Option(
        parsing: .unconditional,
        help: .init(
            """
            The time between two tellings of the hub or of the head of a branch, or the length of a round \
            of rumors (default: \(Self.defaults(\.beat))).
            """, valueName: "duration"),
        transform: Interval.init(argument:))
    var beat: Interval?

    @Option(
        parsing: .unconditional,
        help: .init(
            "How long news waits for more before it is told (default: \(Self.defaults(\.coalescing))).",
            valueName: "duration"),
        transform: Interval.init(argument:))
    var coalescing: Interval?

    @Option(
        parsing: .unconditional,
        help: .init(
            """
            How long before the next beat of the hub the others tell it what they have: the way there and \
            back, and some more (default: \(MaelstromSettings(.hub).lead)).
            """, valueName: "duration"),
        transform: Interval.init(argument:))
    var lead: Interval?

    @Option(
        parsing: .unconditional,
        help: .init(
            """
            After this long without proof that its table is whole a node compares it with another's \
            (default: \(Self.defaults(\.repair))).
            """, valueName: "duration"),
        transform: Interval.init(argument:))
    var repairInterval: Interval?

    @Option(
        help: """
            What a read without a key is a read of, where it cannot be inferred from what was asked before.
            """)
    var workload: ReadWorkload?

    @Option(
        parsing: .unconditional,
        help: .init(
            "What everything random follows from, 64 bits (default: drawn).", valueName: "n"),
        transform: Numbers.seed)
    var seed: UInt64?

    /// A setting's default for each way to spread.
    private static func defaults(_ setting: KeyPath<MaelstromSettings, Interval>) -> String {
        Dissemination.allCases.map { "\($0.rawValue) \(MaelstromSettings($0)[keyPath: setting])" }
            .joined(separator: ", ")
    }
}

extension Dissemination: ExpressibleByArgument {}
extension ReadWorkload: ExpressibleByArgument {}

extension MaelstromCommand: EndingCommand {
    /// Answers until standard input ends.
    ///
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        var settings = MaelstromSettings(dissemination)
        settings.beat = beat ?? settings.beat
        settings.coalescing = coalescing ?? settings.coalescing
        settings.lead = lead ?? settings.lead
        settings.repair = repairInterval ?? settings.repair
        settings.workload = workload
        let clock = SteadyClock()
        let node: MaelstromNode
        do {
            node = try MaelstromNode(
                settings, epoch: UInt64(max(1, clock.now.nanoseconds / 1_000_000)),
                seed: seed ?? .random(in: .min ... .max))
        } catch {
            throw .wrongUse(error.description)
        }
        let signals = EndSignals.exitOnArrival()
        defer { signals.forEach { $0.cancel() } }
        var driver = MaelstromDriver(node, clock)
        try driver.run()
        return .done
    }
}
