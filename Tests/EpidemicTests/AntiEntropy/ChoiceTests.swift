import Testing

@testable import Epidemic

/// Auto: the method follows from what the last exchanges found.
@Suite struct ChoiceTests {
    @Test func `one exchange out of the ordinary changes nothing`() {
        var found = FoundDifferences()
        for differences in [5, 6, 4_000] { found.note(differences) }
        #expect(found.expected == 6)
        for differences in [4_100, 4_200] { found.note(differences) }
        #expect(found.expected == 4_100)
    }

    @Test func `few differences are sketched, and tables that have little in common are walked`() {
        let few = SearchCost(entries: 100_000, differences: 10, depth: .deep)
        #expect((few.sketch ?? .max) < few.descent && few.descent < few.walk)
        let many = SearchCost(entries: 1_000, differences: 1_000, depth: .deep)
        #expect(many.walk < (many.sketch ?? .max) && many.walk < many.descent)
        let tooMany = SearchCost(entries: 1_000_000, differences: 60_000, depth: .deep)
        #expect(tooMany.sketch == nil && tooMany.descent < tooMany.walk)
    }

    @Test func `after large differences the first request asks for as many symbols`() throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.auto))
        for round in 0..<4 {
            for place in 0..<100 { bench.write(place % 2, Key("r\(round)k\(place)"), "v") }
            bench.exchange(from: 0)
        }
        #expect(bench.replicas[0].found.expected == 100)
        let trips = bench.outcomes.map(\.roundTrips)
        #expect(trips.count == 4 && trips[3] < trips[0])
    }
}
