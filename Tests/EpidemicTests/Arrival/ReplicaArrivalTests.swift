import Testing

@testable import Epidemic

/// Readiness of whole replicas (PROTOCOL.md §7).
struct ReplicaArrivalTests {
    private func refused(_ bench: Bench) -> WriteRefusal? {
        guard case .refused(let refusal)? = bench.answers.last else { return nil }
        return refusal
    }

    @Test(
        "One that comes back empty takes no write before it knows what the others know, and then wins"
    )
    func newcomerWins() throws {
        // Whatever the layers, and with anti-entropy off.
        for settings in [Settings.silent, .antiEntropy(.hashTree), .antiEntropy(.peelBack)] {
            var bench = try Bench(nodes: 2, settings: settings)
            for count in 1...50 { bench.write(0, "colour", Value("\(count)")) }
            try bench.arrive(1)
            bench.write(1, "colour", "new")
            #expect(refused(bench) == .arriving)
            bench.deliverAll()
            #expect(bench.replicas[1].readiness == .ready)
            bench.write(1, "colour", "new")
            bench.act(1) { $0.exchange(with: Peer(0), now: $1, into: &$2) }
            bench.deliverAll()
            #expect(bench.value(0, "colour") == "new")
            #expect(bench.value(1, "colour") == "new")
        }
    }

    @Test("One that arrives is never refused, however many exchanges others begin, or none at all")
    func newcomerIsNotRefused() throws {
        for method in [AntiEntropySettings.Method.checksum, nil] {
            var settings = Settings.silent
            settings.antiEntropy.method = method
            settings.antiEntropy.limits = ContactLimits(connections: 1)
            var bench = try Bench(nodes: 3, settings: settings)
            bench.write(0, "colour", "blue")
            // The one exchange that n0 accepts between two of its own is taken.
            bench.act(1) { $0.exchange(with: Peer(0), now: $1, into: &$2) }
            bench.deliverAll()
            bench.isDeaf = [1]
            try bench.arrive(2)
            bench.deliverAll()
            #expect(bench.replicas[2].readiness == .ready)
            #expect(bench.value(2, "colour") == "blue")
        }
    }

    @Test("While the other goes on writing one whole pass is enough")
    func writesGoOn() throws {
        var bench = try Bench(nodes: 2)
        for count in 0..<1_500 { bench.write(0, Key("k\(count)"), "old") }
        let held = Set((0..<1_500).map { Key("k\($0)") })
        try bench.arrive(1)
        var count = 0
        while !bench.mail.isEmpty {
            bench.deliverNext()
            bench.write(0, Key("k\(count % 1_500)"), Value("\(count)"))
            bench.write(0, Key("new\(count)"), "new")
            count += 1
        }
        #expect(bench.replicas[1].readiness == .ready)
        #expect(held.allSatisfy { bench.replicas[1].entry(of: $0) != nil })
        #expect(bench.roots.count == 2)
    }

    @Test("From whom it learns begins anew meanwhile: nothing is known of what was not fetched")
    func sourceBeginsAnew() throws {
        let keys = (0..<1_500).map { Key("k\($0)") }
        for settings in [Settings.silent, .antiEntropy(.hashTree), .antiEntropy(.full)] {
            var bench = try Bench(nodes: 3, settings: settings)
            for key in keys { bench.write(0, key, "v") }
            bench.act(2) { $0.exchange(with: Peer(0), now: $1, into: &$2) }
            bench.deliverAll()
            bench.isDeaf = [0]
            try bench.arrive(1)
            while bench.replicas[1].entryCount == 0 { bench.deliverNext() }
            #expect(bench.replicas[1].entryCount < keys.count)
            try bench.arrive(2)
            bench.deliverAll()
            #expect(bench.replicas[1].readiness == .arriving)
            #expect(bench.replicas[1].irregularities[.otherLife] == 1)
            bench.isDeaf = []
            bench.run(until: bench.now + .seconds(10))
            for node in 0..<3 {
                #expect(bench.replicas[node].readiness == .ready)
                bench.act(node) { $0.exchange(with: Peer(0), now: $1, into: &$2) }
                bench.deliverAll()
            }
            for node in 0..<3 { #expect(bench.replicas[node].entryCount == keys.count) }
        }
    }

    @Test(
        "What is written alone after everything was lost wins over what the same node wrote before")
    func losesEverythingAndWritesAlone() throws {
        var bench = try Bench(nodes: 3, settings: .antiEntropy(.checksum))
        for value in ["red", "green", "blue"] as [Value] { bench.write(0, "colour", value) }
        bench.give(from: 0, "colour", to: 1)
        bench.give(from: 0, "colour", to: 2)
        bench.isDeaf = [1, 2]
        try bench.arrive(0)
        bench.run(until: bench.now + .seconds(4))
        bench.write(0, "colour", "white")
        bench.isDeaf = []
        bench.run(until: bench.now + .seconds(10))
        for _ in 0..<2 { bench.exchangeAll() }
        #expect(bench.replicas.map(\.readiness) == [.ready, .ready, .ready])
        #expect((0..<3).map { bench.value($0, "colour") } == ["white", "white", "white"])
    }

    @Test("Three that begin together are ready as soon as all have answered")
    func fresh() throws {
        var bench = try Bench(nodes: 3)
        for node in 0..<3 { try bench.arrive(node) }
        bench.deliverAll()
        #expect(bench.now == .zero)
        #expect(bench.replicas.allSatisfy { $0.readiness == .ready })
    }

    @Test("All of a cluster that begin again with their data hold what any of them held")
    func wholeClusterRestarts() throws {
        var bench = try Bench(nodes: 3)
        bench.write(0, "a", "1")
        bench.write(1, "b", "2")
        for node in 0..<3 { try bench.restart(node, .arriving) }
        bench.write(2, "a", "3")
        #expect(refused(bench) == .arriving)
        bench.run(until: .zero + .seconds(2))
        #expect(bench.replicas.allSatisfy { $0.readiness == .ready })
        #expect(bench.roots.count == 1)
        #expect(bench.value(2, "a") == "1")
    }

    @Test(
        "With only dead addresses it takes writes after three seconds, and learns when one answers")
    func deadAddresses() throws {
        var bench = try Bench(nodes: 2)
        bench.write(0, "colour", "old")
        bench.isDeaf = [0]
        try bench.arrive(1)
        bench.run(until: .zero + .milliseconds(2_900))
        #expect(bench.replicas[1].readiness == .arriving)
        bench.run(until: .zero + .milliseconds(3_300))
        #expect(bench.replicas[1].readiness == .alone)
        bench.write(1, "shape", "round")
        #expect(bench.value(1, "shape") == "round")
        bench.isDeaf = []
        bench.run(until: .zero + .seconds(6))
        #expect(bench.replicas[1].readiness == .ready)
        #expect(bench.value(1, "colour") == "old")
    }

    @Test("When the ready one dies in the middle it is ready by another, or alone")
    func readyOneDies() throws {
        var bench = try Bench(nodes: 3)
        for count in 0..<2_000 { bench.write(0, Key("k\(count)"), "v") }
        for count in 0..<2_000 { bench.write(2, Key("k\(count)"), "w") }
        try bench.arrive(1)
        for _ in 0..<6 { bench.deliverNext() }
        #expect(bench.replicas[1].readiness == .arriving)
        let partner = try #require(bench.replicas[1].exchange?.peer)
        bench.isDeaf = [Int(partner.slot)]
        bench.mail.removeAll()
        bench.run(until: .zero + .seconds(40))
        #expect(bench.replicas[1].readiness == .ready)
        #expect(bench.replicas[1].entryCount == 2_000)
        bench.isDeaf = [0, 2]
        try bench.arrive(1)
        bench.run(until: .zero + .seconds(80))
        #expect(bench.replicas[1].readiness == .alone)
    }

    @Test("A restored disk is found out before the first write, and gets a new epoch")
    func rollback() throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.auto))
        bench.write(1, "colour", "1")
        let old = bench.disks[1]
        for count in 2...9 { bench.write(1, "colour", Value("\(count)")) }
        bench.exchange(from: 1)
        bench.disks[1] = old
        try bench.restart(1, .arriving)
        bench.run(until: .zero + .seconds(1))
        #expect(bench.replicas[1].readiness == .ready)
        #expect(bench.replicas[1].id.epoch == 2)
        bench.write(1, "colour", "new")
        bench.exchange(from: 1)
        #expect(bench.roots.count == 1)
        #expect(bench.value(0, "colour") == "new")
        #expect(bench.replicas.allSatisfy { $0.irregularities[.diverged] == 0 })
    }

    @Test("What was written alone after a rollback is made again under the new epoch, and wins")
    func rollbackAlone() throws {
        for method in AntiEntropySettings.Method.allCases {
            var bench = try Bench(nodes: 2, settings: .antiEntropy(method))
            bench.write(1, "colour", "1")
            let old = bench.disks[1]
            for count in 2...9 { bench.write(1, "colour", Value("\(count)")) }
            bench.write(1, "shape", "square")
            bench.exchange(from: 1)
            bench.disks[1] = old
            bench.isDeaf = [0]
            try bench.restart(1, .arriving)
            bench.run(until: .zero + .seconds(4))
            bench.write(1, "colour", "new")
            bench.delete(1, "shape")
            bench.isDeaf = []
            bench.run(until: .zero + .seconds(8))
            #expect(bench.replicas[1].readiness == .ready)
            #expect(bench.replicas[1].id.epoch == 2)
            bench.exchange(from: 1)
            #expect(bench.roots.count == 1)
            #expect(bench.value(0, "colour") == "new")
            #expect(bench.value(0, "shape") == nil)
        }
    }

    @Test("What a restored backup writes alone in its new life wins over what it had not seen")
    func restoredAlone() throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.auto))
        bench.write(1, "colour", "1")
        let backup = bench.disks[1]
        for count in 2...9 { bench.write(1, "colour", Value("\(count)")) }
        bench.write(1, "late", "kept")
        bench.exchange(from: 1)
        bench.disks[1] = backup
        bench.disks[1].apply(.identity(ReplicaID(name: bench.replicas[1].id.name, epoch: 2)))
        bench.isDeaf = [0]
        try bench.restart(1, .restored)
        bench.run(until: .zero + .seconds(4))
        bench.write(1, "colour", "new")
        bench.isDeaf = []
        bench.run(until: .zero + .seconds(8))
        #expect(bench.replicas[1].readiness == .ready)
        bench.exchange(from: 1)
        #expect(bench.roots.count == 1)
        #expect(bench.value(0, "colour") == "new")
        #expect(bench.value(1, "late") == "kept")
        #expect(bench.replicas.allSatisfy { $0.irregularities[.diverged] == 0 })
    }
}

extension Bench {
    /// A replica begins without its data, in a new epoch, where others may be.
    mutating func arrive(_ node: Int) throws {
        let epoch = replicas[node].id.epoch + 1
        disks[node] = DurableState(id: ReplicaID(name: replicas[node].id.name, epoch: epoch))
        try restart(node, .arriving)
    }
}
