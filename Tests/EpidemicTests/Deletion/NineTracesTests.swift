import Testing

@testable import Epidemic

/// The nine traces of PROTOCOL.md §4, each of which goes wrong without its rule. Where a rule can be
/// switched off, the trace shows that too.
@Suite struct NineTracesTests {
    private let afterAge = Interval.seconds(11)

    private func bench(_ nodes: Int, without rules: DeletionRules = []) throws -> Bench {
        try Bench(nodes: nodes, settings: .deletion(retention: 4, without: rules))
    }

    @Test(arguments: [DeletionRules(), .floorAtWrite])
    func `1: a write after a forgotten certificate goes on from the floor`(
        without: DeletionRules
    ) throws {
        var bench = try Bench(nodes: 2, settings: .deletion(retention: 0, without: without))
        bench.write(0, "k", "v")
        let late = bench.replicas[0].entry(of: "k")!.carried
        bench.delete(0, "k")
        let certificate = bench.replicas[0].entry(of: "k")!.update
        bench.now = bench.now + afterAge
        bench.tick()
        bench.hand(late, to: 0, from: 1)
        bench.write(0, "k", "w")
        let write = bench.replicas[0].entry(of: "k")!.update
        #expect((write.clock.compare(with: certificate.clock) == .after) == without.isEmpty)
    }

    @Test(arguments: [DeletionRules(), .floorOnAbsorbing])
    func `2: what is absorbed is gone on from`(without: DeletionRules) throws {
        var bench = try bench(2, without: without)
        bench.delete(0, "k")
        bench.delete(0, "k")
        let certificate = bench.replicas[0].entry(of: "k")!.carried
        // A prolonged copy stays active at n0; n1 hears of it late.
        bench.now = bench.now + afterAge
        bench.hand(certificate, to: 1, from: 0)
        _ = bench.replicas[1].certificates.take("k")
        bench.write(1, "k", "w")
        let write = bench.replicas[1].entry(of: "k")!.update
        #expect(write.wins(over: certificate.update) == without.isEmpty)
    }

    @Test(arguments: [DeletionRules(), .floorAtExpiry, .floorInSnapshot])
    func `3: what went dormant elsewhere is gone on from once the roots were equal`(
        without: DeletionRules
    ) throws {
        var bench = try bench(2, without: without)
        bench.delete(0, "k")
        bench.delete(0, "k")
        bench.now = bench.now + afterAge
        bench.tick()
        bench.exchange(from: 1)
        #expect(bench.replicas[1].seen.highest(of: bench.replicas[0].id) == 2)
        bench.write(1, "k", "w")
        bench.exchangeAll()
        bench.exchangeAll()
        #expect((bench.value(0, "k") == "w" && bench.value(1, "k") == "w") == without.isEmpty)
    }

    @Test func `4: root, seen clock and floor are of one moment`() throws {
        var bench = try bench(2)
        bench.delete(0, "gone")
        bench.now = bench.now + afterAge
        bench.tick()
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        // Before the root arrives n0 writes; and once n1 has answered, it writes too.
        bench.write(0, "k", "v")
        bench.deliverNext()
        let write = UpdateID(origin: bench.replicas[0].id, sequence: 2)
        #expect(!bench.replicas[1].seen.contains(write))
        #expect(bench.replicas[1].certificates.floor == bench.replicas[0].certificates.floor)
        bench.deliverAll()
        #expect(bench.replicas[1].seen.contains(write) == (bench.value(1, "k") == "v"))
    }

    @Test(arguments: [DeletionRules(), .awakeningByCertificates])
    func `5: a dormant certificate is awakened by an older certificate`(
        without: DeletionRules
    ) throws {
        var bench = try bench(2, without: without)
        bench.write(0, "k", "v")
        bench.give(from: 0, "k", to: 1)
        bench.delete(0, "k")
        bench.delete(0, "k")
        bench.now = bench.now + .seconds(8)
        // A smaller certificate, written later, is active still when the greater one is dormant.
        bench.delete(1, "k")
        bench.now = bench.now + .seconds(4)
        bench.tick()
        for _ in 0..<3 { bench.exchangeAll() }
        #expect((bench.roots.count == 1) == without.isEmpty)
    }

    @Test(arguments: [DeletionRules(), .expiryAtOnce])
    func `6: a certificate counts as discarded from the moment at which it is due`(
        without: DeletionRules
    ) throws {
        var bench = try Bench(nodes: 2, settings: .deletion(retention: 0, without: without))
        bench.delete(0, "k")
        bench.now = bench.now + afterAge
        // No timer has come yet: n0 would offer what n1 only absorbs, for ever.
        for _ in 0..<3 { bench.exchangeAll() }
        #expect((bench.roots.count == 1) == without.isEmpty)
    }

    @Test(arguments: [DeletionRules(), .activationByNumber])
    func `7: of two copies of a certificate the one made active more often counts`(
        without: DeletionRules
    ) throws {
        var bench = try bench(2, without: without)
        bench.write(0, "k", "v")
        let late = bench.replicas[0].entry(of: "k")!.carried
        bench.delete(0, "k")
        bench.exchangeAll()
        bench.now = bench.now + afterAge
        bench.tick()
        #expect(bench.replicas.allSatisfy { $0.certificates.dormant.count == 1 })
        bench.hand(late, to: 0, from: 1)
        for _ in 0..<3 { bench.exchangeAll() }
        #expect((bench.roots.count == 1) == without.isEmpty)
    }

    // Who refuses what he has seen does not need the rule here.
    @Test(arguments: [DeletionRules.refusal, [.reactivationOnArrival, .refusal]])
    func `8: a late certificate that cancels a value is active again where it does`(
        without: DeletionRules
    ) throws {
        // A line: n0 – n1 – n2. The certificate comes to n1 late, where v is; n2 has v, too.
        var bench = try Bench(nodes: 3, settings: .deletion(retention: 0, without: without))
        bench.write(2, "k", "v")
        bench.give(from: 2, "k", to: 1)
        bench.give(from: 2, "k", to: 0)
        bench.delete(0, "k")
        let certificate = bench.replicas[0].entry(of: "k")!.carried
        bench.now = bench.now + afterAge
        bench.hand(certificate, to: 1, from: 0)
        bench.exchange(from: 1, with: 2)
        #expect((bench.value(2, "k") == nil) == (without == .refusal))
    }

    @Test func `9: equal clocks of different updates are different updates`() throws {
        var bench = try bench(2)
        bench.delete(0, "k1")
        bench.delete(1, "k2")
        bench.exchangeAll()
        bench.now = bench.now + .seconds(120)
        bench.tick()
        bench.write(0, "k3", "a")
        bench.write(1, "k3", "b")
        let left = bench.replicas[0].entry(of: "k3")!.update
        let right = bench.replicas[1].entry(of: "k3")!.update
        #expect(left.id != right.id)
        for _ in 0..<2 { bench.exchangeAll() }
        #expect(bench.roots.count == 1)
        #expect(bench.value(0, "k3") == bench.value(1, "k3"))
    }
}
