import Testing

@testable import Epidemic

/// What a stranger can do to clocks where no key keeps him out, and how little comes of it.
@Suite struct ForgedClockTests {
    private static let names = (0..<Limits.clockComponentsMax).map { "s\(10_000 + $0)" }

    /// A clock of so many names that nobody has, each counted so often.
    private func forged(_ names: Int, count: UInt64) -> VectorClock {
        try! VectorClock(
            Self.names.prefix(names).map {
                .init(replica: .test($0, epoch: .max), count: count)
            })
    }

    private func update(_ clock: VectorClock, _ sequence: UInt64 = 1) -> Update {
        .test("k", "forged", clock, by: Self.names[0], sequence)
    }

    private func restingBench(_ nodes: Int = 2) throws -> Bench {
        try Bench(nodes: nodes, settings: .antiEntropy(.full))
    }

    @Test func `a key whose clock is full of strange names is written and deleted by anybody`()
        throws
    {
        var bench = try restingBench()
        bench.hand(update(forged(Limits.clockComponentsMax, count: 9)), to: 0, from: 1)
        for (node, value) in [(0, "a"), (1, "b"), (0, "c")] as [(Int, Value)] {
            bench.exchangeAll()
            let before = try #require(bench.replicas[node].entry(of: "k")?.update)
            bench.write(node, "k", value)
            let after = try #require(bench.replicas[node].entry(of: "k")?.update)
            #expect(after.wins(over: before) && after.content.value == value)
            #expect(after.clock.components.count == Limits.clockComponentsMax)
        }
        bench.exchangeAll()
        bench.delete(1, "k")
        bench.exchangeAll()
        #expect(bench.roots.count == 1)
        #expect(bench.value(0, "k") == nil && bench.value(1, "k") == nil)
        #expect(bench.answers.allSatisfy { if case .wrote = $0 { true } else { false } })
    }

    @Test func `clocks of ever new names never make a context larger than one`() throws {
        var bench = try restingBench()
        for part in 0..<4 {
            let names = (0..<2_000).map { "t\(10_000 + 2_000 * part + $0)" }
            let clock = try VectorClock(names.map { .init(replica: .test($0), count: 1) })
            bench.hand(update(clock, UInt64(part + 1)), to: 0, from: 1)
        }
        let context = try #require(bench.replicas[0].entry(of: "k")?.context)
        #expect(context.components.count == Limits.clockComponentsMax)
        #expect(bench.replicas[0].irregularities[.contextFull] == 2)
        bench.write(0, "k", "mine")
        #expect(bench.value(0, "k") == "mine")
    }

    @Test(arguments: [1, 7, Limits.clockComponentsMax])
    func `a clock longer than anybody can have counted is refused by name`(names: Int) throws {
        var bench = try restingBench()
        bench.now = Instant(nanoseconds: 1_800_000_000_000_000_000)
        bench.write(0, "k", "mine")
        bench.hand(
            update(forged(names, count: Limits.clockCountBound - 1)), to: 0, from: 1)
        #expect(bench.value(0, "k") == "mine")
        #expect(bench.replicas[0].irregularities[.clockAhead] == 1)
    }

    @Test(arguments: [Instant.zero, Instant(nanoseconds: 1_800_000_000_000_000_000)])
    func `over the longest clock that can be forged everybody writes a microsecond later`(
        now: Instant
    ) throws {
        var bench = try restingBench()
        bench.now = now
        let longest = Limits.clockLengthAlways + UInt64(now.nanoseconds / 1_000)
        // In the own name, so that nobody else counts for the writer.
        let clock = try VectorClock([.init(replica: .test("n0", epoch: .max), count: longest)])
        bench.hand(update(clock), to: 0, from: 1)
        bench.hand(update(clock), to: 1, from: 0)
        #expect(bench.value(0, "k") == "forged" && bench.value(1, "k") == "forged")
        bench.now = now + Interval(nanoseconds: 1_000)
        bench.write(0, "k", "mine")
        bench.exchangeAll()
        #expect(bench.value(0, "k") == "mine" && bench.value(1, "k") == "mine")
        bench.now = bench.now + Interval(nanoseconds: 1_000)
        bench.delete(1, "k")
        bench.exchangeAll()
        #expect(bench.value(0, "k") == nil && bench.roots.count == 1)
    }

    @Test func `a node of 1970 takes in what the largest cluster wrote in a century`() throws {
        var bench = try restingBench()
        bench.now = .zero
        bench.hand(update(forged(Limits.clockComponentsMax, count: 1 << 45)), to: 0, from: 1)
        #expect(bench.value(0, "k") == "forged")
        #expect(bench.replicas[0].irregularities[.clockAhead] == 0)
        bench.write(0, "k", "mine")
        #expect(bench.value(0, "k") == "mine")
    }

    @Test func `a strange floor of thousands of names makes no write long`() throws {
        var settings = Settings.antiEntropy(.checksum)
        settings.deletion = DeletionSettings(age: .seconds(10), dormantAge: .seconds(40))
        var bench = try Bench(nodes: 1, settings: settings)
        bench.write(0, "other", "v")
        let floor = Floor(current: forged(Limits.clockComponentsMax, count: 7))
        let snapshot = Snapshot(
            root: bench.roots.first!, seen: bench.replicas[0].seen, floor: floor)
        for exchange in UInt32(1)...3 {
            let request = ExchangeRequest(
                exchange: exchange, step: 0, values: [], body: .compare(snapshot))
            bench.act(0) { $0.receive(.request(request), from: Peer(1), now: $1, into: &$2) }
        }
        let held = bench.replicas[0].certificates.floor.current
        #expect(held.components.count == Limits.floorComponentsMax)
        #expect(held.squaredNorm >= floor.current.squaredNorm)
        bench.write(0, "k", "v")
        let clock = try #require(bench.replicas[0].entry(of: "k")?.update.clock)
        #expect(clock.components.count == Limits.floorComponentsMax + 1)
        #expect(clock.squaredNorm > floor.current.squaredNorm)
        #expect(clock.squaredNorm < floor.current.squaredNorm + 1_000)
        #expect(bench.replicas[0].irregularities[.floorFull] == 3)
    }

    @Test func `a floor longer than anybody can have counted is not joined`() throws {
        var bench = try Bench(nodes: 1, settings: .antiEntropy(.checksum))
        let floor = Floor(current: forged(3, count: Limits.clockCountBound - 1))
        let request = ExchangeRequest(
            exchange: 1, step: 0, values: [],
            body: .compare(
                Snapshot(root: bench.roots.first!, seen: SeenClock(), floor: floor)))
        bench.act(0) { $0.receive(.request(request), from: Peer(1), now: $1, into: &$2) }
        #expect(bench.replicas[0].certificates.floor.isEmpty)
        #expect(bench.replicas[0].irregularities[.clockAhead] == 1)
    }

    /// What makes it sound to leave names out.
    @Test(arguments: 0..<20)
    func `a join with little room is as long as both, and joining again changes nothing`(
        seed: UInt64
    ) throws {
        var chance = SeededGenerator(seed: seed)
        func clock(_ names: Int) throws -> VectorClock {
            let chosen = Set((0..<names).map { _ in chance.below(40) }).sorted()
            return try VectorClock(
                chosen.map {
                    .init(
                        replica: .test("n\(10 + $0)"),
                        count: UInt64(1 + chance.below(chance.below(3) == 0 ? 100_000 : 4)))
                })
        }
        for room in [1, 2, 5, 8] {
            var floor = try clock(room)
            for _ in 0..<30 {
                let other = try clock(30)
                let joined = floor.joined(with: other, room: room)
                #expect(joined.components.count <= room)
                #expect(joined.squaredNorm >= max(floor.squaredNorm, other.squaredNorm))
                #expect(joined.joined(with: other, room: room) == joined)
                #expect(joined.joined(with: floor, room: room) == joined)
                floor = joined
            }
        }
    }
}
