import ClusterObservation
import Epidemic
import EpidemicWire
import Fuzzing
import Testing

@testable import EpidemicNode

/// What an attached dashboard reads from nodes, of which any may lie.
@Suite struct FeedFuzzTests {
    private static let control = HostPort(host: "127.0.0.1", port: 1)

    @Test func `feeds, details and trees`() async throws {
        let answers = try await Self.answers()
        let target = FuzzTarget("feed", tokens: Self.tokens) { chance in
            chance.below(3) == 0
                ? Self.event(&chance).answer.encoded(as: .resp3)
                : answers[chance.below(answers.count)]
        } check: { bytes, _ in
            var parser = RESPReplyParser()
            parser.append(bytes)
            while let value = try? parser.next() {
                if let event = WatchEvent(value), WatchEvent(event.answer) != event {
                    return "the event \(event) is read otherwise"
                }
                if let tree = TreeLevels(value), TreeLevels(tree.answer) != tree {
                    return "the tree \(tree) is read otherwise"
                }
                Self.show(value)
            }
            return nil
        }
        #expect(target.fault() == nil)
    }

    /// What a dashboard makes of an answer may be wrong, and ends nothing.
    private static func show(_ value: RESPValue) {
        let detail = NodeDetail(value).map { ClusterWatcher.Arrival.detail(control, $0) }
        guard let report = NodeReport(value) else { return }
        var cluster = AttachedCluster(to: [])
        cluster.detach()
        cluster.take(
            [.report(control, report), .report(control, report)] + [detail].compactMap(\.self))
        var interest = Interest(
            rows: 0..<3, dots: 0..<3, inspected: NodeID(0), entries: 0..<9, traceMax: 9)
        interest.curveMax = 9
        interest.counters = .all
        _ = cluster.observe(interest)
    }

    /// What a node that holds something answers to those who watch it.
    private static func answers() async throws -> [[UInt8]] {
        let node = try await TestNode.start()
        for (key, value) in [("colour", "red"), ("shape", "circle"), ("colour", "blue")] {
            _ = try await node.ask("SET", key, value)
        }
        _ = try await node.ask("DEL", "shape")
        let report = try await node.node.onLoop { driver in
            var chance = SeededGenerator(seed: 1)
            return NodeReport(
                driver.status(), settings: driver.replica.settings, now: driver.clock.now,
                events: (0..<5).map { _ in event(&chance) }, passedOver: 1)
        }.get()
        let detail = try await node.ask("OUTBREAK", "DETAIL", "0", "9")
        let tree = try await node.ask("OUTBREAK", "TREE", "2")
        await node.stop()
        return [report.answer, detail, tree].map { $0.encoded(as: .resp3) }
    }

    /// An event with an update or without.
    private static func event(_ chance: inout SeededGenerator) -> WatchEvent {
        let origin = ReplicaID(name: "n1", epoch: chance.next() >> UInt64(chance.below(64)))
        let clock = try! VectorClock([.init(replica: origin, count: 1 + UInt64(chance.below(99)))])
        let update = Update(
            key: Key([UInt8(chance.below(256))]), content: .value("red"),
            clock: clock, id: UpdateID(origin: origin, sequence: 1))
        let report = ExchangeOutcome(
            method: .hashTree, ending: .equal, repairedHere: 2, repairedThere: 1, roundTrips: 3,
            messages: 6)
        let traces: [Trace] = [
            .wrote(update, over: nil), .tookEpoch(origin), .exchangeBegan(with: Peer(0), .sketch),
            .exchangeEnded(with: Peer(0), report), .wentDormant(update), .reactivated(update),
        ]
        let book = AddressBook(peers: [control])
        let moment = Instant(nanoseconds: Int64(bitPattern: chance.next()) >> 3)
        let events = traces.compactMap { WatchEvent($0, at: moment, in: book, exchanged: 512) }
        return events[chance.below(events.count)]
    }

    private static let tokens = [
        "\r\n", ":9223372036854775807\r\n", ":-9223372036854775808\r\n", ":0\r\n", ":-1\r\n",
        "_\r\n",
        "*0\r\n", "%0\r\n", "$3\r\nnow\r\n", "$4\r\nseen\r\n", "$6\r\ncounts\r\n", "$4\r\naway\r\n",
        "$8\r\nreceived\r\n", "$6\r\ncooled\r\n", "$8\r\ncompared\r\n",
        "$20\r\n-9223372036854775808\r\n",
        "$19\r\n9223372036854775807\r\n",
    ].map { Array($0.utf8) }
}
