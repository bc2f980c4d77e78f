import Testing

@testable import Epidemic

/// PROTOCOL.md §3: two ways of merging that do not converge.
@Suite struct TeachingRuleTests {
    private func bench(_ nodes: Int, _ rule: ConflictRule) throws -> Bench {
        var settings = Settings.antiEntropy(.full)
        settings.conflict = rule
        return try Bench(nodes: nodes, settings: settings)
    }

    private func clock(_ bench: Bench, _ node: Int) -> [UInt64] {
        let clock = bench.replicas[node].entry(of: "k")!.update.clock
        return bench.replicas.map { clock[$0.id.name].count }
    }

    @Test(arguments: [ConflictRule.mergeClocksUnsafe, .norm])
    func `merging the clocks leaves different values under one clock`(rule: ConflictRule) throws {
        var bench = try bench(3, rule)
        bench.write(0, "k", "x")
        bench.write(1, "k", "y")
        bench.write(2, "k", "z")
        bench.give(from: 1, "k", to: 2)
        bench.give(from: 0, "k", to: 1)
        bench.give(from: 2, "k", to: 0)
        bench.give(from: 2, "k", to: 1)
        if rule == .mergeClocksUnsafe {
            #expect(clock(bench, 0) == [1, 1, 1] && clock(bench, 1) == [1, 1, 1])
            #expect(bench.value(0, "k") == "y" && bench.value(1, "k") == "x")
            bench.give(from: 0, "k", to: 1)
            #expect(bench.replicas[1].irregularities[.diverged] == 1)
        }
        for _ in 0..<4 { for node in 0..<3 { bench.exchange(from: node) } }
        bench.exchangeAll()
        #expect((bench.value(0, "k") == bench.value(1, "k")) == rule.isSafe)
        #expect((bench.roots.count == 1) == rule.isSafe)
    }

    @Test(arguments: [ConflictRule.incrementOnReceiptUnsafe, .norm])
    func `counting receipts lets a value overwrite its own descendant`(rule: ConflictRule) throws {
        var bench = try bench(2, rule)
        bench.write(0, "k", "w1")
        bench.give(from: 0, "k", to: 1)
        bench.give(from: 1, "k", to: 0)
        bench.write(1, "k", "w2")
        bench.give(from: 0, "k", to: 1)
        #expect(bench.value(1, "k") == (rule.isSafe ? "w2" : "w1"))
    }

    @Test func `counting receipts never resolves a tie`() throws {
        var bench = try bench(2, .incrementOnReceiptUnsafe)
        bench.write(0, "k", "x")
        bench.write(1, "k", "y")
        for _ in 0..<4 {
            bench.give(from: 0, "k", to: 1)
            bench.give(from: 1, "k", to: 0)
        }
        #expect(bench.value(0, "k") == "x" && bench.value(1, "k") == "y")
        #expect(bench.replicas.allSatisfy { $0.irregularities[.diverged] == 4 })
    }
}
