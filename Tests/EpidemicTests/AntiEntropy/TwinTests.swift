import Testing

@testable import Epidemic

/// Equal identities with different contents (PROTOCOL.md §7): they come of restored and copied disks, and no
/// way of comparing tables may take them for the same.
struct TwinTests {
    /// Two replicas one of which lost its last write and made another one under the same number.
    private func twins(_ settings: Settings, _ entries: Int = 40) throws -> Bench {
        var bench = try Bench(nodes: 2, settings: settings)
        for entry in 0..<entries { bench.write(1, Key("k\(entry)"), "v") }
        bench.exchange(from: 1)
        let old = bench.disks[1]
        bench.write(1, "colour", "red")
        bench.act(1) { $0.hand("colour", to: Peer(0), into: &$2) }
        bench.deliverAll()
        bench.disks[1] = old
        // Nobody is asked: the worst case.
        try bench.restart(1)
        bench.write(1, "colour", "blue")
        #expect(bench.roots.count == 2)
        let first = try #require(bench.replicas[0].entry(of: "colour")?.update)
        let second = try #require(bench.replicas[1].entry(of: "colour")?.update)
        #expect(first.header == second.header)
        return bench
    }

    @Test(
        "Every way of comparing tables lets two contents of one identity meet",
        arguments: AntiEntropySettings.Method.allCases, [0, 1])
    func everyMethod(method: AntiEntropySettings.Method, initiator: Int) throws {
        var bench = try twins(.antiEntropy(method))
        bench.exchange(from: initiator)
        #expect(bench.roots.count == 1)
        #expect(bench.value(0, "colour") == bench.value(1, "colour"))
        #expect(bench.replicas.map { $0.irregularities[.diverged] }.reduce(0, +) > 0)
    }

    @Test("Trees of different depths do not hide them either")
    func otherDepth() throws {
        var settings = Settings.antiEntropy(.hashTree)
        var bench = try twins(settings)
        settings.antiEntropy.treeDepth = .deep
        let other = try SharedSettings(settings)
        bench.act(1) { $0.change(settings: other, now: $1, into: &$2) }
        for initiator in 0..<2 {
            var copy = bench
            copy.exchange(from: initiator)
            #expect(copy.roots.count == 1)
        }
    }

    @Test("Where they meet as values, who holds the larger digest tells the other at once")
    func mail() throws {
        for from in 0..<2 {
            var bench = try twins(.silent, 0)
            bench.act(from) { $0.hand("colour", to: Peer(UInt32(1 - from)), into: &$2) }
            bench.deliverAll()
            #expect(bench.roots.count == 1)
        }
    }

    @Test("One identity for two keys hides neither of them")
    func twoKeys() throws {
        for method in AntiEntropySettings.Method.allCases {
            var bench = try Bench(nodes: 2, settings: .antiEntropy(method))
            let old = bench.disks[1]
            bench.write(1, "colour", "red")
            bench.act(1) { $0.hand("colour", to: Peer(0), into: &$2) }
            bench.deliverAll()
            bench.disks[1] = old
            try bench.restart(1)
            bench.write(1, "shape", "round")
            bench.exchange(from: 0)
            #expect(bench.roots.count == 1, "\(method)")
            #expect(bench.value(0, "shape") == "round" && bench.value(1, "colour") == "red")
        }
    }
}
