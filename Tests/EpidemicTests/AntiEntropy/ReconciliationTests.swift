import Testing

@testable import Epidemic

/// PROTOCOL.md §5: whatever the method and the network, two tables become the union of the newest.
@Suite struct ReconciliationTests {
    @Test(arguments: AntiEntropySettings.Method.allCases, 0..<6)
    func `tables become equal under loss, duplication and reordering`(
        method: AntiEntropySettings.Method, seed: UInt64
    ) throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(method), seed: seed)
        var chance = SeededGenerator(seed: seed, stream: 7)
        bench.fillAtRandom(&chance)
        let union = bench.newest()
        for _ in 0..<40 where bench.roots.count > 1 {
            bench.act(chance.below(2)) { $0.beginExchange(now: $1, into: &$2) }
            bench.runFaulty(&chance)
        }
        #expect(bench.roots.count == 1)
        let isUnion = bench.winners(0) == union && bench.winners(1) == union
        #expect(isUnion)
    }

    @Test(arguments: AntiEntropySettings.Method.allCases, 0..<4)
    func `a peer that dies half way is met again with what was durable`(
        method: AntiEntropySettings.Method, seed: UInt64
    ) throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(method), seed: seed)
        var chance = SeededGenerator(seed: seed, stream: 8)
        bench.fillAtRandom(&chance)
        let union = bench.newest()
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        for _ in 0..<chance.below(6) where !bench.mail.isEmpty { bench.deliverNext() }
        bench.mail.removeAll()
        try bench.restart(1)
        while bench.replicas[0].exchange != nil {
            bench.mail.removeAll()
            bench.runNextTimer()
        }
        bench.mail.removeAll()
        for _ in 0..<4 where bench.roots.count > 1 { bench.exchange(from: 0) }
        let isUnion = bench.winners(0) == union && bench.winners(1) == union
        #expect(isUnion)
    }

    @Test(arguments: AntiEntropySettings.Method.allCases)
    func `a table may change during the exchange`(method: AntiEntropySettings.Method) throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(method))
        var chance = SeededGenerator(seed: 3)
        bench.fillAtRandom(&chance)
        for round in 0..<12 {
            bench.act(round % 2) { $0.beginExchange(now: $1, into: &$2) }
            var step = 0
            while !bench.mail.isEmpty {
                bench.deliverNext()
                step += 1
                guard round < 8, step % 2 == 0 else { continue }
                bench.write(
                    chance.below(2), Key("k\(chance.below(300))"), Value("meanwhile \(step)"))
            }
        }
        #expect(bench.roots.count == 1)
        let isNewest = bench.winners(0) == bench.newest()
        #expect(isNewest)
    }

    @Test(arguments: [AntiEntropySettings.Method.hashTree, .sketch, .peelBack, .auto])
    func `only the side that shall be repaired is`(method: AntiEntropySettings.Method) throws {
        for direction in Direction.allCases {
            var settings = Settings.antiEntropy(method)
            settings.antiEntropy.direction = direction
            var bench = try Bench(nodes: 2, settings: settings)
            for place in 0..<60 { bench.write(place % 2, Key("k\(place)"), "v") }
            bench.exchange(from: 0)
            #expect(bench.replicas[0].entryCount == (direction.pulls ? 60 : 30))
            #expect(bench.replicas[1].entryCount == (direction.pushes ? 60 : 30))
        }
    }

    @Test func `trees of different depths fall back to the walk, by name`() throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.hashTree))
        for place in 0..<60 { bench.write(place % 2, Key("k\(place)"), "v") }
        var deeper = Settings.antiEntropy(.hashTree)
        deeper.antiEntropy.treeDepth = .deep
        let shared = try SharedSettings(deeper)
        bench.act(1) { $0.change(settings: shared, now: $1, into: &$2) }
        bench.exchange(from: 0)
        #expect(bench.roots.count == 1)
        #expect(bench.replicas.map { $0.irregularities[.otherDepth] } == [1, 1])
    }

    @Test func `the descent asks about differing children only`() throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.hashTree))
        for place in 0..<400 {
            bench.write(0, Key("k\(place)"), "v")
            bench.hand(bench.replicas[0].entry(of: Key("k\(place)"))!.update, to: 1, from: 0)
        }
        bench.write(0, "k7", "newer")
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        var nodes = 0
        var fingerprints = 0
        while let letter = bench.mail.first {
            if case .request(let request) = letter.message {
                switch request.body {
                case .nodes(_, let questions): nodes += questions.count
                case .leaves(let questions):
                    fingerprints += questions.reduce(0) { $0 + $1.fingerprints.count }
                default: break
                }
            }
            bench.deliverNext()
        }
        #expect(bench.roots.count == 1)
        // The root, one of its children, and the entries of one leaf in 256.
        #expect(nodes == 2)
        #expect((1..<20).contains(fingerprints))
    }

    @Test func `peel back sends what is most active first, and what was useful comes to the front`()
        throws
    {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.peelBack))
        for place in 0..<200 {
            bench.write(0, Key("k\(place)"), "v")
            bench.hand(bench.replicas[0].entry(of: Key("k\(place)"))!.update, to: 1, from: 0)
        }
        bench.write(1, "last", "v")
        bench.exchange(from: 0)
        let outcome = try #require(bench.outcomes.last)
        // Roots, first batch, the one update, roots.
        #expect(outcome.ending == .equal && outcome.roundTrips <= 4)
        #expect(bench.mostActive(1).prefix(2) == ["last", "k199"])
    }

    /// Demers et al. 1987, §1.5: rumors and peel back share one order of activity.
    @Test func `a rumor that was useful comes to the front, and one that was not slips back`()
        throws
    {
        var settings = Settings.antiEntropy(.peelBack)
        settings.rumors = RumorSettings(
            trigger: .periodic, removal: .counter(limit: 100, .feedback))
        var bench = try Bench(nodes: 2, settings: settings)
        bench.write(0, "useless", "v")
        bench.give(from: 0, "useless", to: 1)
        bench.run(until: bench.now + .seconds(3))
        bench.write(0, "useful", "v")
        let quiet = Update.test("quiet", "v", .test(1), by: "a")
        bench.hand(quiet, to: 0, from: 1, by: .antiEntropy)
        #expect(bench.mostActive(0) == ["quiet", "useful", "useless"])
        bench.run(until: bench.now + .seconds(2))
        #expect(bench.mostActive(0) == ["useful", "quiet", "useless"])
    }

    /// Demers et al. 1987, §1.5: what rumors missed, peeling back finds in its first batch.
    @Test func `peel back goes on where a rumor died out`() throws {
        var settings = Settings.antiEntropy(.peelBack)
        settings.rumors = RumorSettings(trigger: .periodic, removal: .timeToLive(rounds: 1))
        var bench = try Bench(nodes: 4, settings: settings)
        for place in 0..<300 {
            bench.write(0, Key("k\(place)"), "v")
            for node in 1..<4 { bench.give(from: 0, Key("k\(place)"), to: node) }
        }
        bench.run(until: bench.now + .seconds(5))
        bench.write(0, "news", "v")
        bench.run(until: bench.now + .seconds(5))
        let missed = (0..<4).filter { bench.value($0, "news") == nil }
        #expect(!missed.isEmpty)
        for node in missed {
            bench.exchange(from: node, with: 0)
            let outcome = try #require(bench.outcomes.last)
            #expect(outcome.ending == .equal && outcome.roundTrips <= 4)
        }
        #expect(bench.roots.count == 1)
    }

    @Test func `useful updates move to the front and useless ones slip back`() {
        var table = EntryTable()
        for place in 0..<5 {
            let update = Update.test(Key("k\(place)"), "v", .test(1), by: "a", UInt64(place + 1))
            table.put(
                Entry(
                    update: update, context: update.clock, hops: 0,
                    modification: UInt64(place + 1), modified: .zero))
        }
        var order = ActivityOrder(of: table)
        order.moveToFront("k1")
        order.remove("k3")
        var keys: [Key] = []
        order.forEach(behind: nil) { key, _ in
            keys.append(key)
            return true
        }
        #expect(keys == ["k1", "k4", "k2", "k0"])
    }
}

extension Bench {
    /// The keys of a node, the most active first.
    mutating func mostActive(_ node: Int) -> [Key] {
        var keys: [Key] = []
        replicas[node].store.withIndex { index, table in
            index.withActivity(of: table) { order in
                order.forEach(behind: nil) { key, _ in
                    keys.append(key)
                    return true
                }
            }
        }
        return keys
    }

    /// Some keys in common, some newer on either side, some on one side alone.
    mutating func fillAtRandom(_ chance: inout SeededGenerator) {
        for place in 0..<(50 + chance.below(250)) {
            let key = Key("k\(place)")
            write(chance.below(2), key, "first")
            let update = newest()[key]!
            if chance.below(10) > 0 { for node in 0..<2 { hand(update, to: node, from: 1 - node) } }
            if chance.below(8) == 0 { write(chance.below(2), key, "second") }
            if chance.below(12) == 0 { delete(chance.below(2), key) }
        }
    }

    /// For every key the winner among all replicas.
    func newest() -> [Key: Update] {
        var newest: [Key: Update] = [:]
        for node in replicas.indices {
            for (key, update) in winners(node) {
                if let held = newest[key], !update.wins(over: held) { continue }
                newest[key] = update
            }
        }
        return newest
    }

    func winners(_ node: Int) -> [Key: Update] {
        let entries = replicas[node].entries(0..<replicas[node].entryCount)
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.update.key, $0.update) })
    }

    /// Delivers what is under way in any order, loses some of it and repeats some, until no exchange is
    /// under way.
    mutating func runFaulty(_ chance: inout SeededGenerator) {
        while replicas.contains(where: { $0.exchange != nil }) {
            guard !mail.isEmpty else {
                runNextTimer()
                continue
            }
            let letter = mail.remove(at: chance.below(mail.count))
            if chance.below(6) == 0 { continue }
            if chance.below(6) == 0 { mail.append(letter) }
            deliver(letter)
        }
        mail.removeAll()
    }

    var outcomes: [ExchangeOutcome] {
        traces.compactMap { event in
            if case .exchangeEnded(_, let outcome) = event.trace { outcome } else { nil }
        }
    }
}
