import Testing

@testable import Epidemic

/// PROTOCOL.md §2, "Rounds": one test per rule.
@Suite struct RoundTests {
    private func aligned(
        _ direction: Direction = .push, _ removal: Removal = .counter(limit: 2, .feedback)
    ) -> Settings {
        .rumors(
            RumorSettings(
                direction: direction, trigger: .periodic, removal: removal, rounds: .aligned))
    }

    private func beginRounds(_ bench: inout Bench) {
        for node in bench.replicas.indices {
            bench.act(node) { _ = $0.beginAlignedRound(now: $1, into: &$2) }
        }
    }

    private func contact(_ bench: inout Bench, _ node: Int) {
        bench.act(node) { replica, _, effects in replica.makeContact(into: &effects) }
    }

    private func counter(_ bench: Bench, _ node: Int) -> Int? {
        bench.replicas[node].rumors().first?.counter
    }

    /// Two nodes that hold the same rumor, hot at both, and settled to be known.
    private func bothInfected(_ settings: Settings) throws -> Bench {
        var bench = try Bench(nodes: 2, settings: settings)
        bench.write(0, "k", "v")
        bench.hand(bench.replicas[0].entry(of: "k")!.update, to: 1, from: 0)
        beginRounds(&bench)
        return bench
    }

    @Test func `both of two pushes that reach a susceptible node within one round were useful`()
        throws
    {
        var bench = try Bench(nodes: 3, settings: aligned())
        bench.write(0, "k", "v")
        bench.hand(bench.replicas[0].entry(of: "k")!.update, to: 1, from: 0)
        beginRounds(&bench)
        // Both infected nodes push to node 2, whoever they would have chosen.
        for node in [0, 1] {
            let push = Push(
                contact: ContactID(round: 1, index: 0), first: 0, answer: .feedback,
                updates: [bench.replicas[node].entry(of: "k")!.carried])
            bench.deliver(.init(from: node, to: 2, message: .push(push)))
        }
        let answers = bench.mail.compactMap { letter -> Bool? in
            guard case .feedback(let feedback) = letter.message else { return nil }
            return feedback.useful[0]
        }
        #expect(answers == [true, true])
    }

    @Test func `a push of what was known when the receiver's round began is unnecessary`() throws {
        var bench = try bothInfected(aligned())
        contact(&bench, 0)
        bench.deliverAll()
        beginRounds(&bench)
        #expect(counter(bench, 0) == 1)
        #expect(counter(bench, 1) == 0)
    }

    @Test func `a node pushes only what was hot when its own last round began`() throws {
        var bench = try Bench(nodes: 2, settings: aligned())
        bench.write(0, "k", "v")
        contact(&bench, 0)
        #expect(bench.mail.isEmpty)
        beginRounds(&bench)
        contact(&bench, 0)
        #expect(bench.mail.count == 1)
    }

    @Test func `a node serves pulls only with what was hot when its own last round began`() throws {
        var bench = try Bench(nodes: 2, settings: aligned(.pull))
        beginRounds(&bench)
        bench.write(0, "k", "v")
        contact(&bench, 1)
        bench.deliverAll()
        #expect(bench.value(1, "k") == nil)
        beginRounds(&bench)
        contact(&bench, 1)
        bench.deliverAll()
        #expect(bench.value(1, "k") == "v")
    }

    @Test func `the counter moves at most once a round, however many contacts were unnecessary`()
        throws
    {
        var settings = aligned(.push, .counter(limit: 3, .feedback))
        settings.rumors?.fanOut = 3
        var bench = try Bench(nodes: 4, settings: settings)
        bench.write(0, "k", "v")
        for node in 1...3 {
            bench.hand(bench.replicas[0].entry(of: "k")!.update, to: node, from: 0)
        }
        beginRounds(&bench)
        for _ in 0..<3 { contact(&bench, 0) }
        bench.deliverAll()
        beginRounds(&bench)
        #expect(counter(bench, 0) == 1)
    }

    @Test func `the counter counts unnecessary rounds in a row: a useful contact resets it`() throws
    {
        var rumor = RumorAccount()
        var generator = SeededGenerator(seed: 1)
        let rule = Removal.counter(limit: 3, .feedback)
        func settle(unnecessary: UInt32, useful: Bool) -> CoolingReason? {
            rumor.unnecessary = unnecessary
            rumor.wasUseful = useful
            return rule.settle(&rumor, contacts: 1, using: &generator)
        }
        #expect(settle(unnecessary: 1, useful: false) == nil)
        #expect(settle(unnecessary: 1, useful: false) == nil)
        #expect(rumor.counter == 2)
        #expect(settle(unnecessary: 1, useful: true) == nil)
        #expect(rumor.counter == 0)
        #expect(settle(unnecessary: 1, useful: false) == nil)
        #expect(settle(unnecessary: 2, useful: false) == nil)
        #expect(settle(unnecessary: 1, useful: false) == .counter(3))
    }

    @Test func `lost feedback is no event`() throws {
        var bench = try bothInfected(aligned())
        contact(&bench, 0)
        bench.deliverNext()
        bench.mail.removeAll()
        beginRounds(&bench)
        #expect(counter(bench, 0) == 0)
    }

    @Test func `feedback whose round is over counts in the round in which it comes`() throws {
        var bench = try bothInfected(aligned(.push, .counter(limit: 5, .feedback)))
        for round in 0..<3 {
            contact(&bench, 0)
            bench.deliver(bench.mail.removeLast())
            beginRounds(&bench)
            #expect(counter(bench, 0) == 0, "round \(round)")
        }
        // Three rounds' feedback in one of them moves the counter once.
        bench.deliverAll()
        beginRounds(&bench)
        #expect(counter(bench, 0) == 1)
        beginRounds(&bench)
        #expect(counter(bench, 0) == 1)
        #expect(bench.replicas[0].irregularities[.lateFeedback] == 0)
    }

    @Test func `a late want list counts for what stood in its places when it was offered`() throws {
        var bench = try Bench(nodes: 3, settings: aligned(.pull, .counter(limit: 5, .feedback)))
        for key in ["a", "b"] {
            bench.write(0, Key(key), "v")
            bench.hand(bench.replicas[0].entry(of: Key(key))!.update, to: 1, from: 0)
        }
        beginRounds(&bench)
        bench.deliver(.init(from: 1, to: 0, message: .pull(ContactID(round: 1, index: 0))))
        bench.deliverNext()
        // What the list speaks of moves: the first place is another rumor's now.
        bench.write(0, "a", "newer")
        bench.write(0, "c", "v")
        beginRounds(&bench)
        bench.deliverAll()
        beginRounds(&bench)
        let counters = Dictionary(
            uniqueKeysWithValues: bench.replicas[0].rumors().map { ($0.update.key, $0.counter) })
        #expect(counters == ["a": 0, "b": 1, "c": 0])
    }

    @Test func `repeated feedback is no event, and is counted by name`() throws {
        var bench = try bothInfected(aligned(.push, .counter(limit: 5, .feedback)))
        contact(&bench, 0)
        bench.deliverNext()
        let feedback = bench.mail.removeFirst()
        bench.deliver(feedback)
        bench.deliver(feedback)
        beginRounds(&bench)
        #expect(counter(bench, 0) == 1)
        bench.deliver(feedback)
        beginRounds(&bench)
        #expect(counter(bench, 0) == 1)
        #expect(bench.replicas[0].irregularities[.lateFeedback] == 2)
    }

    @Test func `with blind reaction every contact counts, useful or not, answered or not`() throws {
        var bench = try Bench(nodes: 5, settings: aligned(.push, .counter(limit: 1, .blind)))
        bench.write(0, "k", "v")
        beginRounds(&bench)
        contact(&bench, 0)
        let feedback = bench.mail.filter { $0.message.isFeedback }
        #expect(feedback.isEmpty)
        beginRounds(&bench)
        #expect(bench.replicas[0].hotCount == 0)
    }

    @Test func `a source whose pulls were all unnecessary counts one, whatever their number`()
        throws
    {
        var bench = try Bench(nodes: 4, settings: aligned(.pull, .counter(limit: 3, .feedback)))
        bench.write(0, "k", "v")
        for node in 1...3 {
            bench.hand(bench.replicas[0].entry(of: "k")!.update, to: node, from: 0)
        }
        beginRounds(&bench)
        for node in 1...3 {
            bench.deliver(
                .init(from: node, to: 0, message: .pull(ContactID(round: 1, index: 0))))
        }
        bench.deliverAll()
        beginRounds(&bench)
        #expect(counter(bench, 0) == 1)
    }

    @Test func `between two infected nodes push-pull crosses both ways, each transfer unnecessary`()
        throws
    {
        var bench = try bothInfected(aligned(.pushPull, .counter(limit: 3, .feedback)))
        contact(&bench, 0)
        bench.deliverAll()
        beginRounds(&bench)
        #expect(counter(bench, 0) == 1)
        #expect(counter(bench, 1) == 1)
    }

    @Test func `a rumor lives for its number of rounds`() throws {
        var bench = try Bench(nodes: 2, settings: aligned(.push, .timeToLive(rounds: 3)))
        bench.write(0, "k", "v")
        for round in 1...4 {
            beginRounds(&bench)
            #expect(bench.replicas[0].hotCount == (round <= 3 ? 1 : 0))
        }
    }

    @Test func `in its j-th round a rumor spreads with the j-th power of the persistence`() throws {
        // The chance to spread in rounds 1, 2, 3 is .5, .5·.25, .5·.25·.125 of all rumors.
        var survivors = [0, 0, 0]
        let runs = 4_000
        for seed in 0..<runs {
            var rumor = RumorAccount()
            var generator = SeededGenerator(seed: UInt64(seed))
            for round in 0..<3 {
                let rule = Removal.decay(persistence: 0.5)
                guard rule.settle(&rumor, contacts: 1, using: &generator) == nil else { break }
                survivors[round] += 1
                rumor.rounds += 1
            }
        }
        for (count, chance) in zip(survivors, [0.5, 0.125, 0.015625]) {
            let expected = chance * Double(runs)
            #expect(abs(Double(count) - expected) < 4 * (expected * (1 - chance)).squareRoot())
        }
    }

    @Test func `the coin is tossed once per contact that counts`() throws {
        let runs = 4_000
        var kept = 0
        for seed in 0..<runs {
            var rumor = RumorAccount()
            rumor.rounds = 1
            rumor.unnecessary = 2
            var generator = SeededGenerator(seed: UInt64(seed))
            let rule = Removal.coin(sides: 4, .feedback)
            if rule.settle(&rumor, contacts: 3, using: &generator) == nil { kept += 1 }
        }
        let expected = 0.75 * 0.75 * Double(runs)
        #expect(abs(Double(kept) - expected) < 4 * (expected * 0.4375).squareRoot())
    }

    @Test func `never keeps every node infected`() throws {
        var bench = try bothInfected(aligned(.push, .never))
        for _ in 0..<20 {
            contact(&bench, 0)
            bench.deliverAll()
            beginRounds(&bench)
        }
        #expect(bench.replicas.map(\.hotCount) == [1, 1])
    }

    @Test func `a superseded rumor is offered no more, and the places of the others stay`() throws {
        var bench = try Bench(nodes: 2, settings: aligned(.pushPull, .counter(limit: 3, .feedback)))
        for key in ["a", "b", "c"] { bench.write(0, Key(key), "old") }
        beginRounds(&bench)
        bench.write(0, "b", "new")
        contact(&bench, 0)
        let pushes = bench.mail.compactMap { letter -> Push? in
            guard case .push(let push) = letter.message else { return nil }
            return push
        }
        #expect(pushes.map(\.first) == [0, 2])
        #expect(pushes.flatMap(\.updates).map(\.update.key) == ["a", "c"])
        bench.deliverAll()
        #expect(bench.value(1, "b") == nil)
    }

    @Test func `who asks is answered, though nothing of what is hot is for it`() throws {
        var bench = try Bench(
            nodes: 2,
            settings: .rumors(
                RumorSettings(
                    direction: .pushPull, trigger: .periodic, echo: .spared, rounds: .aligned)))
        bench.write(0, "k", "v")
        bench.hand(bench.replicas[0].entry(of: "k")!.update, to: 1, from: 0)
        beginRounds(&bench)
        contact(&bench, 0)
        bench.deliverAll()
        #expect(bench.replicas[0].round.awaited.isEmpty)
        #expect(bench.replicas[1].hotCount == 1)
    }

    @Test func `a pull that arrives twice counts once`() throws {
        var bench = try Bench(nodes: 2, settings: aligned(.pull, .coin(sides: 4, .blind)))
        bench.write(0, "k", "v")
        beginRounds(&bench)
        let pull = Message.pull(ContactID(round: 7, index: 0))
        for _ in 0..<2 { bench.deliver(.init(from: 1, to: 0, message: pull)) }
        #expect(bench.replicas[0].round.contacts == 1)
    }

    @Test func `what was seen before is never passed on as news`() throws {
        var bench = try Bench(nodes: 2, settings: aligned(.push, .counter(limit: 1, .blind)))
        bench.write(0, "k", "v")
        let update = bench.replicas[0].entry(of: "k")!.update
        bench.hand(update, to: 1, from: 0)
        for _ in 0..<2 {
            beginRounds(&bench)
            contact(&bench, 1)
        }
        bench.mail.removeAll()
        #expect(bench.replicas[1].hotCount == 0)
        bench.hand(update, to: 1, from: 0)
        #expect(bench.replicas[1].hotCount == 0)
        #expect(bench.replicas[1].irregularities[.duplicate] == 1)
    }

    @Test func `an update superseded by a newer one leaves the hot list`() throws {
        var bench = try Bench(nodes: 2, settings: aligned())
        bench.write(0, "k", "old")
        let old = bench.replicas[0].entry(of: "k")!.update
        bench.write(0, "k", "new")
        #expect(bench.replicas[0].rumors().map(\.update.content.value) == ["new"])
        #expect(bench.replicas[0].state(of: old.header) == .superseded)
    }
}

extension Message {
    fileprivate var isFeedback: Bool {
        if case .feedback = self { true } else { false }
    }
}
