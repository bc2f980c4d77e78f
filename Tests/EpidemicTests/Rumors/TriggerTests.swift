import Testing

@testable import Epidemic

/// PROTOCOL.md §2: what begins a round of a node whose rounds are its own.
@Suite struct TriggerTests {
    private func settings(
        _ trigger: Trigger, _ direction: Direction = .push,
        _ removal: Removal = .counter(limit: 2, .feedback)
    ) -> Settings {
        .rumors(RumorSettings(direction: direction, trigger: trigger, removal: removal))
    }

    @Test(arguments: [Trigger.message, .periodic, .both], [Direction.push, .pushPull])
    func `news reaches everybody or dies out, and then no node that only pushes has a timer`(
        trigger: Trigger, direction: Direction
    ) throws {
        var bench = try Bench(nodes: 8, settings: settings(trigger, direction))
        bench.write(0, "k", "v")
        bench.run(until: .zero + .seconds(60))
        #expect(bench.replicas.allSatisfy { $0.hotCount == 0 })
        #expect(bench.replicas.count { $0.entryCount == 1 } > 1)
        if direction == .push {
            for replica in bench.replicas { #expect(replica.timers[.round] == nil) }
        }
    }

    @Test func `pulling nodes pull although nothing is hot`() throws {
        var bench = try Bench(nodes: 4, settings: settings(.periodic, .pull))
        bench.run(until: .zero + .seconds(3))
        #expect(bench.replicas.allSatisfy { $0.roundsBegun >= 2 })
    }

    @Test func `in message mode news begins a round after the coalescing delay`() throws {
        var bench = try Bench(nodes: 3, settings: settings(.message))
        bench.write(0, "k", "v")
        bench.write(0, "l", "w")
        #expect(bench.replicas[0].timers[.round] == .zero + .milliseconds(20))
        bench.runNextTimer()
        guard case .push(let push) = bench.mail.first?.message else {
            Issue.record("no push was sent")
            return
        }
        #expect(push.updates.count == 2)
    }

    @Test func `in message mode the next round begins when the feedback is in`() throws {
        var bench = try Bench(nodes: 3, settings: settings(.message))
        bench.write(0, "k", "v")
        bench.runNextTimer()
        #expect(bench.replicas[0].timers[.round] == bench.now + .seconds(1))
        bench.now = bench.now + .milliseconds(100)
        bench.deliverNext()
        bench.deliverNext()
        #expect(bench.replicas[0].timers[.round] == bench.now)
    }

    @Test func `in message mode no round is shorter than the coalescing delay`() throws {
        var bench = try Bench(nodes: 3, settings: settings(.message))
        bench.write(0, "k", "v")
        bench.runNextTimer()
        bench.deliverAll()
        #expect(bench.replicas[0].timers[.round] == bench.now + .milliseconds(20))
    }

    @Test func `in message mode a lost answer is waited for as long as a round`() throws {
        var bench = try Bench(nodes: 3, settings: settings(.message))
        bench.write(0, "k", "v")
        bench.runNextTimer()
        bench.mail.removeAll()
        let began = bench.now
        bench.runNextTimer()
        #expect(bench.now == began + .seconds(1))
        #expect(bench.replicas[0].roundsBegun == 2)
    }

    @Test func `periodic rounds keep the node's own phase`() throws {
        var bench = try Bench(nodes: 4, settings: settings(.periodic, .pull))
        let first = bench.replicas.map { $0.timers[.round]! }
        #expect(Set(first).count == 4)
        bench.run(until: .zero + .seconds(5))
        for (replica, first) in zip(bench.replicas, first) {
            let since = replica.timers[.round]! - first
            #expect(since.nanoseconds % Interval.seconds(1).nanoseconds == 0)
        }
    }

    @Test func `what a resting node learned quietly is not news for ever`() throws {
        var bench = try Bench(nodes: 2, settings: settings(.both))
        let update = Update.test("k", "v", .test(1), by: "a")
        bench.hand(update, to: 1, from: 0, by: .antiEntropy)
        #expect(bench.replicas[1].hotCount == 0)
        let push = Push(
            contact: ContactID(round: 1, index: 0), first: 0, answer: .feedback,
            updates: [Carried(update: update, hops: 1)])
        bench.now = .zero + .seconds(10)
        bench.deliver(.init(from: 0, to: 1, message: .push(push)))
        guard case .feedback(let feedback) = bench.mail.last?.message else {
            Issue.record("no feedback was sent")
            return
        }
        #expect(!feedback.useful[0])
    }

    @Test func `what a node that pulls learned quietly is news until its next round`() throws {
        var bench = try Bench(nodes: 2, settings: settings(.both, .pull))
        bench.run(until: .zero + .milliseconds(1_500))
        let update = Update.test("k", "v", .test(1), by: "a")
        bench.hand(update, to: 1, from: 0, by: .antiEntropy)
        let due = try #require(bench.replicas[1].timers[.round])
        bench.now = due + Interval(nanoseconds: -1)
        bench.act(1) { replica, now, _ in replica.letQuietRoundPass(now: now) }
        let isNews = bench.replicas[1].isNews(update.header)
        #expect(isNews)
        bench.run(until: due)
        let isNewsStill = bench.replicas[1].isNews(update.header)
        #expect(!isNewsStill)
    }

    @Test func `what was learned under aligned rounds is not news for ever under free ones`() throws
    {
        var settings = settings(.periodic)
        settings.rumors?.rounds = .aligned
        var bench = try Bench(nodes: 2, settings: settings)
        let update = Update.test("k", "v", .test(1), by: "a")
        bench.hand(update, to: 1, from: 0, by: .antiEntropy)
        settings.rumors?.rounds = .free
        let shared = try SharedSettings(settings)
        bench.act(1) { $0.change(settings: shared, now: $1, into: &$2) }
        bench.now = .zero + .seconds(10)
        bench.act(1) { replica, now, _ in replica.letQuietRoundPass(now: now) }
        let isNews = bench.replicas[1].isNews(update.header)
        #expect(!isNews)
    }

    @Test func `where there is nobody to tell nothing becomes hot`() throws {
        var bench = try Bench(nodes: 1, settings: settings(.both))
        bench.write(0, "k", "v")
        #expect(bench.replicas[0].hotCount == 0)
    }

    @Test func `an isolated node keeps its rumor, and spreads it once it is heard again`() throws {
        var bench = try Bench(nodes: 2, settings: settings(.both))
        bench.write(0, "k", "v")
        for _ in 0..<20 {
            bench.runNextTimer()
            bench.mail.removeAll()
        }
        #expect(bench.replicas[0].hotCount == 1)
        bench.run(until: bench.now + .seconds(5))
        #expect(bench.value(1, "k") == "v")
    }

    @Test func `combinations without meaning are refused by name`() {
        let refused: [RumorSettings] = [
            RumorSettings(trigger: .message, rounds: .aligned),
            RumorSettings(trigger: .both, rounds: .aligned),
            RumorSettings(direction: .pull, trigger: .message),
            RumorSettings(removal: .counter(limit: 0, .feedback)),
            RumorSettings(removal: .coin(sides: 0, .blind)),
            RumorSettings(removal: .timeToLive(rounds: 0)),
            RumorSettings(removal: .decay(persistence: 1)),
            RumorSettings(fanOut: 0), RumorSettings(interval: .zero),
        ]
        for rumors in refused {
            #expect(throws: SettingsError.self) { try SharedSettings(.rumors(rumors)) }
        }
    }
}
