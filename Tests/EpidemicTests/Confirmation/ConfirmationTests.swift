import Testing

@testable import Epidemic

/// Whether others hold what was written here: they are asked, and lacking it they are sent it.
@Suite struct ConfirmationTests {
    private func holdings(_ bench: Bench) -> [Holding] {
        bench.answers.compactMap { if case .holding(let holding) = $0 { holding } else { nil } }
    }

    private func ask(_ bench: inout Bench, _ peer: UInt32, _ keys: [Key]) -> Int {
        var count = 0
        bench.act(0) { replica, _, effects in
            count = replica.ask(Peer(peer), about: keys, question: 7, into: &effects)
        }
        return count
    }

    @Test func `a peer that lacks something says so, and holds it the next time`() throws {
        var bench = try Bench(nodes: 3)
        bench.write(0, "a", "1")
        bench.delete(0, "b")
        #expect(ask(&bench, 1, ["a", "b", "unknown"]) == 2)
        bench.deliverAll()
        #expect(holdings(bench) == [Holding(peer: Peer(1), first: 0, count: 2, lacking: 2)])
        #expect(bench.replicas[1].entry(of: "a")?.update.content.value == "1")
        #expect(bench.replicas[1].entry(of: "b")?.update.isCertificate == true)
        #expect(bench.replicas[2].entry(of: "a") == nil)
        #expect(ask(&bench, 1, ["a", "b"]) == 2)
        bench.deliverAll()
        #expect(holdings(bench).last == Holding(peer: Peer(1), first: 0, count: 2, lacking: 0))
    }

    @Test func `who holds what wins over it lacks nothing`() throws {
        var bench = try Bench(nodes: 2)
        bench.write(0, "a", "1")
        let old = try #require(bench.replicas[0].entry(of: "a")).update
        bench.hand(old, to: 1, from: 0)
        bench.write(1, "a", "2")
        _ = ask(&bench, 1, ["a"])
        bench.deliverAll()
        #expect(holdings(bench) == [Holding(peer: Peer(1), first: 0, count: 1, lacking: 0)])
        #expect(bench.replicas[0].entry(of: "a")?.update.content.value == "1")
    }

    @Test func `what is asked is no contact of a round, for either side`() throws {
        var bench = try Bench(nodes: 2)
        bench.write(0, "a", "1")
        _ = ask(&bench, 1, ["a"])
        bench.deliverAll()
        #expect(bench.replicas[0].irregularities[.lateFeedback] == 0)
        #expect(bench.replicas[1].irregularities[.lateFeedback] == 0)
        #expect(bench.replicas.map(\.roundsBegun) == [0, 0])
    }

    @Test func `many keys are asked about in several messages`() throws {
        var bench = try Bench(nodes: 2)
        let keys = (0..<2_000).map { Key("key \($0)") }
        for key in keys { bench.write(0, key, "v") }
        #expect(ask(&bench, 1, keys) == keys.count)
        bench.deliverAll()
        let found = holdings(bench)
        #expect(found.count > 1)
        #expect(found.reduce(0) { $0 + $1.count } == keys.count)
        #expect(Set(found.map(\.first)).count == found.count)
        let roots = bench.roots
        #expect(roots.count == 1)
    }
}
