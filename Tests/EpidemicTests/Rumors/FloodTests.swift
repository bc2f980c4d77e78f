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

    /// Lets time pass until the first node begins a round.
    private func beginRound(_ bench: inout Bench) {
        let begun = bench.replicas[0].round.begun
        while bench.replicas[0].round.begun == begun { bench.runNextTimer() }
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

    @Test func `what every peer of a flood has said to have is hot no more`() throws {
        let writes = 2 * Limits.passedOnMax
        var bench = try Bench(nodes: 3, settings: Self.settings)
        for place in 0..<writes { bench.write(0, Key("k\(place)"), "v") }
        beginRound(&bench)
        bench.deliverAll()
        #expect(bench.replicas[0].hotCount == writes)
        beginRound(&bench)
        #expect(bench.replicas[0].hotCount == 0)
    }

    @Test func `what one peer of a flood has not answered stays hot`() throws {
        let writes = 2 * Limits.passedOnMax
        var bench = try Bench(nodes: 3, settings: Self.settings)
        for place in 0..<writes { bench.write(0, Key("k\(place)"), "v") }
        beginRound(&bench)
        bench.mail.removeAll { $0.to == 2 }
        bench.deliverAll()
        beginRound(&bench)
        #expect(bench.replicas[0].hotCount == writes)
        _ = settle(&bench)
        #expect(bench.roots.count == 1)
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

    @Test func `what nobody answers is told less and less often, and at once when somebody does`()
        throws
    {
        var bench = try Bench(nodes: 3, settings: Self.settings)
        for place in 0..<(4 * Limits.passedOnMax) { bench.write(0, Key("k\(place)"), "v") }
        let silent = bench.now + .seconds(20)
        var told: [Instant] = []
        while bench.now < silent {
            bench.runNextTimer()
            let isTold = bench.mail.contains { if case .push = $0.message { true } else { false } }
            if isTold { told.append(bench.now) }
            bench.mail.removeAll()
        }
        // One round an interval would be two hundred.
        #expect(told.count < 20)
        #expect(told.count >= 8)
        let traffic = settle(&bench)
        #expect(bench.roots.count == 1)
        #expect(traffic.updates < 3 * 4 * Limits.passedOnMax)
    }

    @Test func `a network that loses some of what is told slows no flood down`() {
        var pace = FloodPace()
        for _ in 0..<100 {
            pace.begin(asked: 100)
            pace.end(missing: 40)
        }
        #expect(pace.end(of: .zero, interval: .milliseconds(100)) == .zero + .milliseconds(100))
    }

    @Test func `a round of a flood lasts while answers come, and ends when they stop`() {
        var pace = FloodPace()
        let interval = Interval.milliseconds(100)
        pace.begin(asked: 100)
        pace.noteAnswer(now: .zero + .milliseconds(90))
        #expect(pace.end(of: .zero, interval: interval) == .zero + .milliseconds(190))
        pace.noteAnswer(now: .zero + .seconds(60))
        #expect(pace.end(of: .zero, interval: interval) == .zero + .milliseconds(3_200))
    }

    @Test func `the patience of a flood doubles with every silent round up to a bound`() {
        var pace = FloodPace()
        let interval = Interval.milliseconds(100)
        var lengths: [Instant] = []
        for _ in 0..<7 {
            pace.begin(asked: 10)
            lengths.append(pace.end(of: .zero, interval: interval))
            pace.end(missing: 10)
        }
        let wanted = [100, 200, 400, 800, 1_600, 3_200, 3_200].map {
            Instant.zero + Interval.milliseconds($0)
        }
        #expect(lengths == wanted)
    }
}
