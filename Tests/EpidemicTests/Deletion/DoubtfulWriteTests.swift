import Testing

@testable import Epidemic

/// PROTOCOL.md §7: no acknowledged write is let go because another one bears its identity.
@Suite struct DoubtfulWriteTests {
    private func settings(_ method: AntiEntropySettings.Method) -> Settings {
        var settings = Settings.antiEntropy(method)
        settings.deletion = DeletionSettings(
            age: .seconds(10), dormantAge: .seconds(10), retention: 0)
        return settings
    }

    /// n1 wrote #2 on one key, which n0 saw deleted and forgot; the disk of n1 was set back, nobody was
    /// asked, and it wrote others, as many as it has lost.
    private func bench(
        _ settings: Settings, nodes: Int = 2, birth: Birth = .founding, rewritten: [Key]
    ) throws -> Bench {
        var bench = try Bench(nodes: nodes, settings: settings)
        bench.write(1, "first", "1")
        let old = bench.disks[1]
        for key in ["x", "y"] as [Key] {
            bench.write(1, key, "lost")
            bench.give(from: 1, key, to: 0)
            bench.delete(0, key)
        }
        bench.now = bench.now + .seconds(50)
        bench.tick()
        bench.disks[1] = old
        bench.isDeaf = [0]
        try bench.restart(1, birth)
        bench.run(until: bench.now + .seconds(4))
        for key in rewritten { bench.write(1, key, "acknowledged") }
        bench.isDeaf = []
        return bench
    }

    @Test(
        arguments: AntiEntropySettings.Method.allCases,
        [["new"], ["new", "newer"], ["new", "newer", "newest"]] as [[Key]])
    func `what was written under numbers that were given out before is written again, and stays`(
        method: AntiEntropySettings.Method, keys: [Key]
    ) throws {
        for birth in [Birth.founding, .arriving, .returning] {
            for wait in [Interval.zero, .seconds(60)] {
                var bench = try bench(settings(method), birth: birth, rewritten: keys)
                // However long nobody finds out.
                bench.isDeaf = [0]
                bench.run(until: bench.now + wait)
                bench.isDeaf = []
                for node in [1, 0, 1, 0] { bench.exchange(from: node) }
                bench.run(until: bench.now + .seconds(8))
                for node in [1, 0, 1, 0] { bench.exchange(from: node) }
                for key in keys {
                    #expect(bench.value(0, key) == "acknowledged")
                    #expect(bench.value(1, key) == "acknowledged")
                }
                #expect(bench.value(0, "x") == nil && bench.value(1, "x") == nil)
                #expect(bench.roots.count == 1)
                #expect(bench.replicas[1].id.epoch == 2)
            }
        }
    }

    @Test func `what follows from what is held is taken, although its identity was seen and lost`()
        throws
    {
        var bench = try Bench(nodes: 2, settings: settings(.checksum))
        let old = bench.disks[1]
        // n0 has seen n1#1, which lost to what it holds.
        bench.write(1, "colour", "lost")
        let lost = try #require(bench.replicas[1].entry(of: "colour")?.update)
        bench.write(0, "colour", "red")
        bench.write(0, "colour", "blue")
        bench.hand(lost, to: 0, from: 1)
        #expect(bench.value(0, "colour") == "blue")
        bench.disks[1] = old
        try bench.restart(1)
        bench.give(from: 0, "colour", to: 1)
        bench.write(1, "colour", "green")
        #expect(bench.replicas[1].entry(of: "colour")?.update.id == lost.id)
        for _ in 0..<3 { bench.exchangeAll() }
        #expect(bench.value(0, "colour") == "green" && bench.value(1, "colour") == "green")
    }

    @Test func `where both stand on different keys, nobody lets go of either`() throws {
        var bench = try Bench(nodes: 3, settings: settings(.checksum))
        let old = bench.disks[1]
        bench.write(1, "colour", "red")
        bench.give(from: 1, "colour", to: 0)
        bench.disks[1] = old
        try bench.restart(1)
        bench.write(1, "shape", "round")
        bench.give(from: 1, "shape", to: 2)
        bench.now = bench.now + .seconds(50)
        bench.exchange(from: 0, with: 2)
        for _ in 0..<3 { bench.exchangeAll() }
        for node in 0..<3 {
            #expect(bench.value(node, "colour") == "red" && bench.value(node, "shape") == "round")
        }
        #expect(bench.roots.count == 1)
    }

    @Test func `nor is it lost where a third one took it and is told to let it go`() throws {
        var bench = try bench(settings(.checksum), nodes: 3, rewritten: ["new", "newer"])
        bench.give(from: 1, "new", to: 2)
        let own = try #require(bench.replicas[2].entry(of: "new")).update
        bench.hand(own, to: 0, from: 2)
        bench.deliverAll()
        #expect(bench.value(2, "new") == nil && bench.value(1, "new") == "acknowledged")
        for _ in 0..<4 { bench.exchangeAll() }
        #expect((0..<3).allSatisfy { bench.value($0, "new") == "acknowledged" })
        #expect(bench.roots.count == 1)
    }

    /// A disk set back holds what was written before it was set back, and that is what all others saw.
    @Test func `what a disk held when it was found is let go as anything else`() throws {
        var bench = try Bench(nodes: 2, settings: settings(.checksum))
        bench.write(1, "k", "v")
        bench.give(from: 1, "k", to: 0)
        bench.delete(0, "k")
        bench.now = bench.now + .seconds(50)
        bench.tick()
        try bench.restart(1)
        for _ in 0..<2 { bench.exchangeAll() }
        #expect((0..<2).allSatisfy { bench.value($0, "k") == nil })
        #expect(bench.replicas[1].id.epoch == 1)
    }

    @Test func `a fresh write is never let go, whoever says so`() throws {
        var bench = try Bench(nodes: 2, settings: settings(.checksum))
        bench.write(1, "k", "v")
        let own = try #require(bench.replicas[1].entry(of: "k")).update
        let lie = Message.forgotten([UpdateReference(key: "k", id: own.id)])
        bench.act(1) { $0.receive(lie, from: Peer(0), now: $1, into: &$2) }
        #expect(bench.value(1, "k") == "v")
        bench.run(until: bench.now + .seconds(1))
        for _ in 0..<2 { bench.exchangeAll() }
        #expect((0..<2).allSatisfy { bench.value($0, "k") == "v" })
    }

    @Test func `what could not be taken is not taken for seen while a replica arrives`() throws {
        var bench = try Bench(nodes: 2, settings: settings(.checksum))
        // A length that is conceivable from a second on.
        let long = try VectorClock([
            .init(replica: .test("a"), count: Limits.clockLengthAlways + 1_000_000)
        ])
        bench.write(1, "k", "v")
        bench.now = .zero + .seconds(2)
        bench.hand(.test("far", "v", long, by: "a"), to: 0, from: 1)
        #expect(bench.value(0, "far") == "v")
        // The clock of the one that arrives lags.
        bench.now = .zero
        try bench.restart(1, .arriving)
        bench.deliverAll()
        #expect(bench.replicas[1].readiness == .ready)
        #expect(bench.value(1, "far") == nil)
        #expect(!bench.replicas[1].seen.contains(UpdateID(origin: .test("a"), sequence: 1)))
        bench.now = .zero + .seconds(2)
        bench.exchangeAll()
        #expect(bench.value(1, "far") == "v")
    }
}
