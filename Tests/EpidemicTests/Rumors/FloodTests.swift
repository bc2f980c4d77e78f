import Testing

@testable import Epidemic

/// More is written at once than rumors are good for.
@Suite struct FloodTests {
    /// As nodes of a real network have them.
    private static let settings = Settings.rumors(
        RumorSettings(
            direction: .pushPull, trigger: .both, removal: .counter(limit: 3, .feedback),
            echo: .spared, fanOut: 5, interval: .milliseconds(100), coalescing: .milliseconds(1)))

    private struct Traffic {
        var updates = 0
        var headers = 0
    }

    /// Lets time pass until nothing is hot, and counts what is sent.
    private func settle(_ bench: inout Bench) -> Traffic {
        var traffic = Traffic()
        var counted = 0
        let end = bench.now + .seconds(60)
        while bench.replicas.contains(where: { $0.hotCount > 0 }), bench.now < end {
            bench.runNextTimer()
            while !bench.mail.isEmpty {
                switch bench.mail[0].message {
                case .push(let push): traffic.updates += push.updates.count
                case .values(let values): traffic.updates += values.updates.count
                case .offer(let offer): traffic.headers += offer.headers.count
                default: break
                }
                counted += 1
                bench.deliverNext()
            }
        }
        return traffic
    }

    @Test func `a flood of writes is told to every peer once, and hardly ever told again`() throws {
        let writes = 4 * Limits.passedOnMax
        var bench = try Bench(nodes: 3, settings: Self.settings)
        for place in 0..<writes { bench.write(0, Key("k\(place)"), "v") }
        let traffic = settle(&bench)
        #expect(bench.replicas.map(\.hotCount) == [0, 0, 0])
        #expect(bench.roots.count == 1)
        #expect(traffic.updates >= 2 * writes)
        #expect(traffic.updates + traffic.headers < 2 * writes + 3 * Limits.passedOnMax)
        let passedOver = bench.replicas.map { $0.irregularities[.notPassedOn] }
        #expect(passedOver[0] == 0 && passedOver[1] > 0 && passedOver[2] > 0)
    }

    @Test func `what a node writes itself is told in the midst of a flood`() throws {
        var bench = try Bench(nodes: 3, settings: Self.settings)
        for place in 0..<(4 * Limits.passedOnMax) { bench.write(0, Key("k\(place)"), "v") }
        for _ in 0..<4 {
            bench.runNextTimer()
            bench.deliverAll()
        }
        bench.write(1, "late", "v")
        _ = settle(&bench)
        #expect((0..<3).map { bench.value($0, "late") } == ["v", "v", "v"])
    }

    @Test func `a rumor is not told to any of the peers that are known to have it`() throws {
        var bench = try Bench(nodes: 4, settings: Self.settings)
        bench.write(0, "k", "v")
        let traffic = settle(&bench)
        #expect(bench.roots.count == 1)
        // Three to whom it is news, and what crosses before they have heard of each other.
        #expect(traffic.updates <= 9)
    }
}
