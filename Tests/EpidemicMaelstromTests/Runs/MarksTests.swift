import Epidemic
import EpidemicMaelstrom
import Foundation
import Testing

/// Runs of 25 nodes with a latency of 100 ms and 100 requests a second, held against the marks.
///
/// `OUTBREAK_MAELSTROM_SECONDS=120 swift test --filter MarksTests` makes them longer and prints the figures. In less
/// than 20 s the comparisons of the quiet time after it weigh too much.
@Suite struct MarksTests {
    /// One way to spread, and what it may cost.
    struct Mark: Sendable, CustomStringConvertible {
        var name: String
        let dissemination: Dissemination
        let beat: Int64
        var messagesMax: Double
        var medianMax: Int64
        var latencyMax: Int64
        /// How long it is measured, unless it is said.
        var seconds = 10.0
        var latency = Bench.Latency.constant(milliseconds: 100)
        var topology = OfferedTopology.total

        var description: String { name }

        /// The same under another name, with so much more time and as many more messages allowed.
        func easier(by factor: Int64, _ name: String) -> Mark {
            var mark = self
            mark.name = name
            mark.messagesMax *= Double(factor)
            mark.medianMax *= factor
            mark.latencyMax *= factor
            return mark
        }
    }

    private static let marks = [
        Mark(
            name: "3e with a hub", dissemination: .hub, beat: 1_200, messagesMax: 0.5,
            medianMax: 1_000, latencyMax: 2_000, seconds: 20),
        Mark(
            name: "3d with a hub", dissemination: .hub, beat: 250, messagesMax: 2, medianMax: 400,
            latencyMax: 600),
        Mark(
            name: "3d on trees", dissemination: .tree, beat: 200, messagesMax: 5, medianMax: 400,
            latencyMax: 600),
        Mark(
            name: "3e by gossip", dissemination: .gossip, beat: 400, messagesMax: 5,
            medianMax: 1_000, latencyMax: 2_000, seconds: 5),
    ]

    /// The same where latency is chance, and along the links of other topologies: measured in long runs only.
    private static let further: [Mark] =
        marks.map { mark in
            var mark = mark
            mark.latency = .exponential(mean: 100)
            return mark.easier(by: 3, "\(mark.name), exponential latency")
        }
        + [OfferedTopology.grid, .tree].map { topology in
            var mark = marks[3]
            mark.topology = topology
            return mark.easier(by: 3, "\(mark.name), \(topology.rawValue)")
        }

    static let seconds = ProcessInfo.processInfo.environment["OUTBREAK_MAELSTROM_SECONDS"]
        .flatMap(Double.init)

    private static var measured: [Mark] { seconds == nil ? marks : marks + further }

    @Test(arguments: measured)
    func `what is written is everywhere in time, and for few messages`(mark: Mark) throws {
        var settings = MaelstromSettings(mark.dissemination)
        settings.beat = .milliseconds(mark.beat)
        var bench = try Bench(
            nodes: 25, settings, topology: mark.topology, latency: mark.latency, seed: 1)
        var load = Load()
        load.seconds = Self.seconds ?? mark.seconds
        _ = try bench.run(load)
        let set = SetChecker(bench.history)
        let messages = Double(bench.serverMessages) / Double(bench.history.count)
        if Self.seconds != nil {
            let latencies = [0.5, 0.95, 0.99, 1].map { "\(set.latency(quantile: $0))" }
            print(
                "| \(mark.name) | \(bench.history.count) | \(String(format: "%.2f", messages)) | "
                    + latencies.joined(separator: " | ") + " |")
        }
        #expect(set.isValid, "lost \(set.lost), twice \(set.duplicated)")
        #expect(set.attempts > 0 && bench.complaints.isEmpty)
        #expect(messages <= mark.messagesMax)
        #expect(set.latency(quantile: 0.5) <= mark.medianMax)
        #expect(set.latency(quantile: 1) <= mark.latencyMax)
    }
}
