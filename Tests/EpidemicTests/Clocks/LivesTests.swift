import Testing

@testable import Epidemic

/// PROTOCOL.md §3: what was seen of lives that ended long ago is forgotten, and does not come back.
@Suite struct LivesTests {
    private static let lifetime = Interval.seconds(50)

    private func bench(_ nodes: Int) throws -> Bench {
        var settings = Settings.antiEntropy(.checksum)
        settings.deletion = DeletionSettings(
            age: .seconds(10), dormantAge: .seconds(40), retention: 2)
        return try Bench(nodes: nodes, settings: settings)
    }

    private func lives(of name: ReplicaName, _ bench: Bench, _ node: Int) -> [UInt64] {
        bench.replicas[node].seen.runs.filter { $0.origin.name == name }.map(\.origin.epoch)
    }

    @Test func `a writer in a crash loop leaves a few lives behind, and one component`() throws {
        var bench = try bench(2)
        var most = 0
        for life in 0..<120 {
            bench.write(0, "k", Value("\(life)"))
            bench.exchangeAll()
            try bench.lose(0)
            bench.exchangeAll()
            bench.now = bench.now + .seconds(5)
            bench.tick()
            most = max(most, bench.replicas[1].seen.runs.count)
        }
        #expect(most <= 22)
        let entry = try #require(bench.replicas[1].entry(of: "k"))
        #expect(entry.context.components.count == 1)
        #expect(entry.update.clock["n0"] == .init(count: 120, epoch: 120))
        #expect(bench.roots.count == 1)
    }

    @Test func `a life of which the table holds something is not forgotten`() throws {
        var bench = try bench(2)
        bench.write(0, "kept", "v")
        bench.exchangeAll()
        for _ in 0..<3 {
            try bench.lose(0)
            bench.exchangeAll()
            bench.write(0, "k", "v")
            bench.exchangeAll()
        }
        for _ in 0..<12 {
            bench.now = bench.now + .seconds(20)
            bench.tick()
            bench.exchangeAll()
        }
        #expect(lives(of: "n0", bench, 1) == [1, 4])
        #expect(lives(of: "n0", bench, 0) == [1, 4])
    }

    @Test func `what one node has forgotten the others do not give back`() throws {
        var bench = try bench(3)
        for node in 1..<3 {
            // They look at different moments.
            bench.now = bench.now + .seconds(7)
            bench.delete(node, Key("own\(node)"))
        }
        bench.write(0, "k", "1")
        bench.exchangeAll()
        try bench.lose(0)
        bench.exchangeAll()
        bench.write(0, "k", "2")
        bench.exchangeAll()
        var counts: [[Int]] = []
        for _ in 0..<40 {
            bench.now = bench.now + .seconds(9)
            for node in 0..<3 {
                bench.act(node) { $0.receive(.mail([]), from: Peer(0), now: $1, into: &$2) }
            }
            bench.exchangeAll()
            counts.append((0..<3).map { lives(of: "n0", bench, $0).count })
        }
        #expect(counts.first == [2, 2, 2])
        #expect(counts.suffix(20).allSatisfy { $0 == [1, 1, 1] })
    }

    @Test func `within the promise an old update of an ended life stays known`() throws {
        var bench = try bench(2)
        bench.write(0, "k", "old")
        let old = try #require(bench.replicas[0].entry(of: "k")).update
        bench.exchangeAll()
        try bench.lose(0)
        bench.exchangeAll()
        bench.write(0, "k", "new")
        bench.exchangeAll()
        for _ in 0..<9 {
            bench.now = bench.now + .seconds(5)
            bench.tick()
            #expect(bench.replicas[1].seen.contains(old.id))
        }
        bench.hand(old, to: 1, from: 0)
        #expect(bench.value(1, "k") == "new")
    }

    @Test func `a restart without memory finds what is on the disk, without the forgotten`() throws
    {
        var bench = try bench(2)
        for _ in 0..<40 {
            bench.write(0, "k", "v")
            bench.exchangeAll()
            try bench.lose(0)
            bench.exchangeAll()
            bench.now = bench.now + .seconds(5)
            bench.tick()
        }
        let seen = bench.replicas[1].seen
        try bench.restart(1)
        #expect(bench.replicas[1].seen == seen)
    }

    // MARK: Strangers

    private func forged(_ number: Int, name: String) -> Update {
        Update(
            key: "k", content: .value("forged"), clock: .test(1),
            id: UpdateID(
                origin: .test(name, epoch: UInt64(10_000 + number)), sequence: UInt64(2)))
    }

    @Test func `thousands of forged lives leave room for new ones, and the own one stays`() throws {
        var bench = try bench(1)
        for number in 0..<8 { bench.write(0, Key("own\(number)"), "v") }
        let room = Limits.seenOriginsMax + 1_000
        for part in stride(from: 0, to: room, by: 500) {
            let updates = (part..<part + 500).map {
                Carried(update: forged($0, name: "s\($0)"), hops: 1)
            }
            bench.act(0) { $0.receive(.mail(updates), from: Peer(1), now: $1, into: &$2) }
        }
        let replica = bench.replicas[0]
        #expect(replica.seen.runs.count <= Limits.seenOriginsMax)
        #expect(replica.seen.gapCount <= Limits.seenGapsMax)
        #expect(replica.irregularities[.seenClockFull] > 0)
        #expect(replica.irregularities[.seenClockFull] < 20)
        #expect(replica.seen.highest(of: replica.id) == 8)
        let genuine = Update.test("g", "v", .test(0, 1), by: "b")
        bench.hand(genuine, to: 0, from: 1)
        #expect(bench.replicas[0].seen.contains(genuine.id))
        bench.write(0, "k", "mine")
        bench.delete(0, "own1")
        #expect(bench.value(0, "k") == "mine" && bench.value(0, "own1") == nil)
    }

    @Test func `lives of which much was seen stay where others make room`() throws {
        var clock = SeenClock()
        let known = ReplicaID.test("known")
        for sequence in UInt64(1)...5 {
            clock.insert(UpdateID(origin: known, sequence: sequence))
        }
        for number in 0..<Limits.seenOriginsMax + 4 * Limits.seenRoomLives {
            // The clock says nothing of the writes below the one that a stranger names.
            let id = UpdateID(
                origin: .test("a\(100_000 + number)"), sequence: number % 2 == 0 ? 1 : 1 << 55)
            if !clock.canInsert(id) { _ = clock.makeRoom(for: id, besides: .test("own")) }
            clock.insert(id)
        }
        #expect(clock.highest(of: known) == 5)
        #expect(clock.runs.count <= Limits.seenOriginsMax)
    }

    @Test func `the oldest ended lives make room first`() throws {
        var clock = SeenClock()
        for epoch in UInt64(1)...UInt64(Limits.seenOriginsMax - 1) {
            clock.insert(UpdateID(origin: .test("w", epoch: epoch), sequence: 1))
        }
        clock.insert(UpdateID(origin: .test("quiet"), sequence: 1))
        let id = UpdateID(origin: .test("new"), sequence: 1)
        #expect(!clock.canInsert(id))
        let leaving = clock.makeRoom(for: id, besides: .test("own"))
        #expect(leaving.map(\.epoch) == Array(1...UInt64(Limits.seenRoomLives)))
        #expect(clock.canInsert(id) && clock.highest(of: .test("quiet")) == 1)
    }

    @Test func `a life full of gaps makes room for the gaps of others`() throws {
        var clock = SeenClock()
        for gap in 0..<UInt64(Limits.seenGapsMax) {
            clock.insert(UpdateID(origin: .test("forger"), sequence: 2 * gap + 2))
        }
        let id = UpdateID(origin: .test("late"), sequence: 7)
        #expect(!clock.canInsert(id))
        #expect(clock.makeRoom(for: id, besides: .test("own")) == [.test("forger")])
        #expect(clock.canInsert(id))
    }
}

extension Bench {
    /// A node loses everything and begins a new life.
    fileprivate mutating func lose(_ node: Int) throws {
        let old = replicas[node]
        let id = ReplicaID(name: old.id.name, epoch: old.id.epoch + 1)
        replicas[node] = Replica(id: id, peers: old.peers, settings: old.shared, seed: 99)
        replicas[node].peerNames = .numbered("n")
        disks[node] = DurableState(id: id)
        act(node) { $0.start(now: $1, into: &$2) }
    }
}
