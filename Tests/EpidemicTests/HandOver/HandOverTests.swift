import Testing

@testable import Epidemic

/// A replica that is to end passes on what it holds, to somebody who confirms.
@Suite struct HandOverTests {
    private func bench(
        _ method: AntiEntropySettings.Method = .auto, nodes: Int = 3, rumors: RumorSettings? = nil
    ) throws -> Bench {
        var settings = Settings.antiEntropy(method)
        settings.rumors = rumors
        return try Bench(nodes: nodes, settings: settings)
    }

    private func leave(_ bench: inout Bench, _ node: Int, to others: Int...) {
        bench.act(node) { $0.beginHandOver(into: &$2) }
        for other in others {
            bench.act(node) { $0.handOver(to: Peer(UInt32(other)), now: $1, into: &$2) }
        }
    }

    @Test(arguments: AntiEntropySettings.Method.allCases, [1, 40, 900])
    func `whoever confirms holds everything, whatever tables are compared by`(
        method: AntiEntropySettings.Method, count: Int
    ) throws {
        var bench = try bench(method)
        for place in 0..<count {
            bench.write(0, Key("k\(place)"), "v")
            bench.write(1, Key("other\(place % 7)"), "w")
        }
        bench.write(1, "k0", "concurrent")
        leave(&bench, 0, to: 1)
        #expect(bench.replicas[0].handOver?.confirmedBy == nil)
        bench.deliverAll()
        #expect(bench.replicas[0].handOver?.confirmedBy == Peer(1))
        for place in 1..<count { #expect(bench.value(1, Key("k\(place)")) == "v") }
    }

    @Test func `one that begins anew meanwhile confirms nothing, and is asked again`() throws {
        var bench = try bench(nodes: 2)
        for place in 0..<1_500 { bench.write(0, Key("k\(place)"), "v") }
        leave(&bench, 0, to: 1)
        while bench.replicas[1].entryCount == 0 { bench.deliverNext() }
        bench.disks[1] = DurableState(id: ReplicaID(name: "n1", epoch: 2))
        try bench.restart(1)
        bench.deliverAll()
        #expect(bench.replicas[0].handOver?.confirmedBy == nil)
        bench.act(0) { $0.handOver(to: Peer(1), now: $1, into: &$2) }
        bench.deliverAll()
        #expect(bench.replicas[0].handOver?.confirmedBy == Peer(1))
        #expect(bench.replicas[1].entryCount == 1_500)
    }

    /// n1 and n2 began anew, empty; n0 leaves what there is with n1, which leaves before it is ready.
    @Test func `one that still arrives passes on what was handed over to it`() throws {
        var bench = try bench()
        for place in 0..<1_500 { bench.write(0, Key("k\(place)"), "v") }
        for node in [1, 2] {
            bench.disks[node] = DurableState(id: .test("n\(node)", epoch: 2))
            try bench.restart(node, .arriving)
        }
        bench.mail.removeAll()
        leave(&bench, 0, to: 1)
        bench.deliverAll()
        #expect(bench.replicas[0].handOver?.confirmedBy == Peer(1))
        bench.isDeaf = [0]
        #expect(bench.replicas[1].readiness == .arriving)
        leave(&bench, 1, to: 2)
        while bench.replicas[1].handOver?.confirmedBy == nil, !bench.mail.isEmpty {
            bench.deliverNext()
            // Its arrival, too, would like an exchange.
            bench.act(1) { $0.settleArrival(now: $1, into: &$2) }
        }
        #expect(bench.replicas[1].handOver?.confirmedBy == Peer(2))
        #expect(bench.replicas[2].entryCount == 1_500)
    }

    @Test func `it is confirmed though the other side goes on writing`() throws {
        var bench = try bench()
        for place in 0..<500 { bench.write(0, Key("k\(place)"), "v") }
        leave(&bench, 0, to: 1)
        var writes = 0
        while !bench.mail.isEmpty {
            bench.write(1, Key("w\(writes)"), "v")
            writes += 1
            bench.deliverNext()
        }
        #expect(writes < 200)
        #expect(bench.replicas[0].handOver?.confirmedBy == Peer(1))
        for place in 0..<500 { #expect(bench.value(1, Key("k\(place)")) == "v") }
    }

    @Test func `what was hot is hot with who takes it`() throws {
        var bench = try bench(rumors: RumorSettings(direction: .push))
        bench.write(0, "k", "v")
        leave(&bench, 0, to: 1)
        bench.deliverAll()
        let update = try #require(bench.replicas[1].entry(of: "k")?.update)
        #expect(bench.replicas[1].state(of: update.header) == .infected)
    }

    @Test func `two that leave do not count on each other, and a third takes over from both`()
        throws
    {
        var bench = try bench()
        bench.write(0, "a", "1")
        bench.write(1, "b", "2")
        leave(&bench, 0, to: 1, 2)
        leave(&bench, 1, to: 0, 2)
        bench.deliverAll()
        #expect(bench.replicas[0].handOver?.confirmedBy == Peer(2))
        #expect(bench.replicas[1].handOver?.confirmedBy == Peer(2))
        #expect(bench.value(2, "a") == "1")
        #expect(bench.value(2, "b") == "2")
    }

    @Test func `an exchange that was under way when its partner began to leave confirms nothing`()
        throws
    {
        var bench = try bench(nodes: 2)
        bench.write(0, "a", "1")
        leave(&bench, 0, to: 1)
        bench.deliverNext()
        bench.act(1) { $0.beginHandOver(into: &$2) }
        bench.deliverAll()
        bench.run(until: bench.now + .seconds(5))
        #expect(bench.replicas[0].handOver?.confirmedBy == nil)
        #expect(bench.replicas[0].handOver?.isIdle == true)
    }

    @Test
    func `one that does not answer is asked again when it is heard, and one that refused never`()
        throws
    {
        var hand = HandOver()
        hand.add(Peer(1))
        hand.add(Peer(2))
        #expect(hand.next() == Peer(1))
        #expect(hand.next() == nil)
        hand.note(.abandoned, of: Peer(1))
        hand.add(Peer(1))
        #expect(hand.next() == Peer(2))
        hand.note(.refused, of: Peer(2))
        hand.add(Peer(2))
        for _ in 0..<5 {
            #expect(hand.next() == Peer(1))
            hand.note(.abandoned, of: Peer(1))
            #expect(hand.isIdle)
            hand.add(Peer(1))
        }
        #expect(hand.refusals == 1)
        #expect(hand.confirmedBy == nil)
    }
}
