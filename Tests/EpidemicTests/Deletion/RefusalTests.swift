import Testing

@testable import Epidemic

/// PROTOCOL.md §7: what comes back and was seen superseded is refused, and its sender lets go of it.
@Suite struct RefusalTests {
    private static let methods: [AntiEntropySettings.Method] = [
        .full, .checksum, .recent, .peelBack, .hashTree, .sketch, .auto,
    ]

    private func settings(_ method: AntiEntropySettings.Method) -> Settings {
        var settings = Settings.antiEntropy(method)
        settings.deletion = DeletionSettings(
            age: .seconds(10), dormantAge: .seconds(10), retention: 0)
        return settings
    }

    /// Both nodes held so many items; n0 deleted most of them while n1 was away, and forgot it.
    private func bench(
        _ settings: Settings, items: Int = 40, deleted: Int = 30
    ) throws -> Bench {
        var bench = try Bench(nodes: 2, settings: settings)
        for place in 0..<items {
            bench.write(place % 2, Key("k\(place)"), "v")
            bench.give(from: place % 2, Key("k\(place)"), to: 1 - place % 2)
        }
        for place in 0..<deleted { bench.delete(0, Key("k\(place)")) }
        bench.now = bench.now + .seconds(50)
        bench.tick()
        #expect(bench.replicas.map(\.entryCount) == [items - deleted, items])
        return bench
    }

    @Test(arguments: methods, [0, 1])
    func `whoever begins, by any comparison the tables become equal without it`(
        method: AntiEntropySettings.Method, beginner: Int
    ) throws {
        var bench = try bench(settings(method))
        for _ in 0..<3 { bench.exchange(from: beginner) }
        #expect(bench.roots.count == 1)
        #expect(bench.replicas.map(\.entryCount) == [10, 10])
        #expect(bench.replicas[0].irregularities[.forgotten] >= 30)
        #expect(bench.replicas[1].irregularities[.letGo] == 30)
    }

    @Test func `rumors, mail and caches bring it back no more than that`() throws {
        for layer in [Layer.rumor, .mail, .cache] {
            var bench = try bench(settings(.checksum), items: 2, deleted: 1)
            let update = try #require(bench.replicas[1].entry(of: "k0")).update
            bench.hand(update, to: 0, from: 1, by: layer)
            #expect(bench.value(0, "k0") == nil)
            bench.deliverAll()
            #expect(bench.value(1, "k0") == nil)
            #expect(bench.roots.count == 1)
        }
    }

    @Test func `even its writer lets go of it, and what it writes then is later`() throws {
        var bench = try bench(settings(.checksum), items: 2, deleted: 2)
        let own = try #require(bench.replicas[1].entry(of: "k1")).update
        #expect(own.id.origin == bench.replicas[1].id)
        bench.exchange(from: 1)
        #expect(bench.value(1, "k1") == nil)
        bench.write(1, "k1", "again")
        let again = try #require(bench.replicas[1].entry(of: "k1")).update
        #expect(again.wins(over: own))
        for _ in 0..<2 { bench.exchangeAll() }
        #expect(bench.value(0, "k1") == "again")
        try bench.restart(1)
        #expect(bench.value(1, "k1") == "again" && bench.value(1, "k0") == nil)
    }

    @Test func `who has never seen it takes it, and says that it came back`() throws {
        var bench = try Bench(nodes: 3, settings: settings(.checksum))
        bench.write(0, "k", "v")
        let value = try #require(bench.replicas[0].entry(of: "k")).carried
        bench.delete(0, "k")
        // n1 hears only of the deletion, n2 only of the value.
        bench.give(from: 0, "k", to: 1)
        bench.hand(value, to: 2, from: 0)
        bench.now = bench.now + .seconds(50)
        bench.tick()
        bench.hand(value, to: 1, from: 2)
        #expect(bench.value(1, "k") == "v")
        #expect(bench.replicas[1].irregularities[.cameBack] == 1)
        let deletion = UpdateID(origin: bench.replicas[0].id, sequence: 2)
        let header = UpdateHeader(key: "k", id: deletion, clock: .test(9))
        #expect(bench.replicas[1].state(of: header) == .undone)
        // As soon as one takes part that saw it, it is gone from all.
        for _ in 0..<3 { bench.exchangeAll() }
        #expect((0..<3).allSatisfy { bench.value($0, "k") == nil })
        #expect(bench.roots.count == 1)
    }

    @Test func `certificates are never refused, and nothing under rules that people learn from`()
        throws
    {
        var bench = try Bench(nodes: 2, settings: settings(.checksum))
        bench.delete(0, "k")
        let certificate = try #require(bench.replicas[0].entry(of: "k")).update
        bench.now = bench.now + .seconds(50)
        bench.tick()
        let young = Carried(
            update: certificate, hops: 1,
            activation: Activation(number: 2, since: bench.now + .seconds(-1)))
        bench.hand(young, to: 0, from: 1)
        #expect(bench.replicas[0].entry(of: "k")?.update == certificate)
        var unsafe = settings(.checksum)
        unsafe.conflict = .mergeClocksUnsafe
        var other = try self.bench(unsafe, items: 2, deleted: 1)
        other.exchangeAll()
        #expect(other.replicas.allSatisfy { $0.irregularities[.forgotten] == 0 })
    }

    @Test func `who was away for longer than deletions are remembered says so`() throws {
        var bench = try Bench(nodes: 2, settings: settings(.checksum))
        bench.write(1, "k", "v")
        bench.disks[1].lastLived = bench.now
        bench.now = bench.now + .seconds(19)
        try bench.restart(1)
        #expect(bench.replicas[1].absenceInForce == nil)
        bench.now = bench.now + .seconds(2)
        try bench.restart(1)
        let absence = try #require(bench.replicas[1].absenceInForce)
        #expect(absence.length == .seconds(21))
        #expect(absence.covers(try #require(bench.replicas[1].entry(of: "k"))))
        #expect(
            bench.traces.contains {
                if case .wasAway(absence) = $0.trace { $0.node == 1 } else { false }
            })
        for _ in 0..<2 { bench.exchangeAll() }
        #expect(bench.replicas[1].absenceInForce == nil)
    }

    @Test
    func `two copies of a certificate merge by number, then by age, and only a number is news`() {
        let old = Activation(number: 1, since: .zero)
        let young = Activation(number: 1, since: .zero + .seconds(1))
        let again = Activation(number: 2, since: .zero + .seconds(2))
        for (left, right, merged) in [
            (old, young, old), (old, again, again), (young, again, again),
        ] {
            #expect(left.merged(with: right) == merged && right.merged(with: left) == merged)
        }
        #expect(!young.isNews(over: old) && !old.isNews(over: young) && again.isNews(over: old))
        #expect(
            old.again(at: .zero + .seconds(9)) == Activation(number: 2, since: .zero + .seconds(9)))
    }

    @Test func `a young copy that was under way for long is told how old it is`() throws {
        var bench = try Bench(nodes: 2, settings: .deletion(retention: 1))
        bench.delete(0, "k")
        let certificate = try #require(bench.replicas[0].entry(of: "k")).update
        bench.now = bench.now + .seconds(11)
        bench.tick()
        bench.hand(
            Carried(update: certificate, hops: 1, activation: Activation(since: bench.now)), to: 1,
            from: 0)
        #expect(bench.replicas.map(\.entryCount) == [0, 1])
        for _ in 0..<2 { bench.exchangeAll() }
        #expect(bench.replicas.map(\.entryCount) == [0, 0])
        #expect(bench.replicas[0].certificates.dormant["k"]?.activation?.number == 1)
    }
}
