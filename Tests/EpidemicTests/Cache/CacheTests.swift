import Testing

@testable import Epidemic

/// The bounded list of most recently modified keys, and its sharing.
@Suite struct CacheTests {
    private func bench(length: Int, nodes: Int = 2) throws -> Bench {
        var settings = Settings.silent
        settings.cache = CacheSettings(length: length, interval: .seconds(5))
        return try Bench(nodes: nodes, settings: settings)
    }

    private func keys(_ bench: Bench, _ node: Int = 0) -> [Key] {
        bench.replicas[node].cachedEntries().map(\.update.key)
    }

    @Test func `it holds the most recently modified keys, the latest first`() throws {
        var bench = try bench(length: 3)
        for key in ["a", "b", "c", "b", "d"] { bench.write(0, Key(key), "v") }
        #expect(keys(bench) == ["d", "b", "c"])
        bench.delete(0, "c")
        #expect(keys(bench) == ["c", "d", "b"])
    }

    @Test func `it equals a naive list after any sequence of modifications`() throws {
        var generator = SeededGenerator(seed: 5)
        for length in [0, 1, 2, 7, 30] {
            var bench = try bench(length: length)
            var naive: [Key] = []
            for _ in 0..<300 {
                let key = Key("k\(generator.below(12))")
                bench.write(0, key, "v")
                naive.removeAll { $0 == key }
                naive.insert(key, at: 0)
                #expect(keys(bench) == Array(naive.prefix(length)))
            }
        }
    }

    @Test func `its length is set while it runs; a longer one is filled again from the table`()
        throws
    {
        var bench = try bench(length: 2)
        for key in ["a", "b", "c", "d"] { bench.write(0, Key(key), "v") }
        for (length, expected) in [(1, ["d"]), (3, ["d", "c", "b"]), (9, ["d", "c", "b", "a"])] {
            var settings = bench.replicas[0].settings
            settings.cache.length = length
            let shared = try SharedSettings(settings)
            bench.act(0) { $0.change(settings: shared, now: $1, into: &$2) }
            #expect(keys(bench) == expected.map { Key($0) })
        }
    }

    @Test func `it is shared every interval with a neighbour, who takes what is newer`() throws {
        var bench = try bench(length: 8)
        bench.write(0, "a", "1")
        bench.write(1, "b", "2")
        bench.run(until: .zero + .seconds(11))
        #expect(bench.value(1, "a") == "1")
        #expect(bench.value(0, "b") == "2")
        #expect(bench.replicas.map(\.hotCount) == [0, 0])
    }

    @Test func `what fell out of the cache is not shared`() throws {
        var bench = try bench(length: 2)
        for key in ["a", "b", "c"] { bench.write(0, Key(key), "v") }
        bench.run(until: .zero + .seconds(30))
        #expect(bench.value(1, "a") == nil)
        #expect(bench.value(1, "c") == "v")
    }

    @Test func `a node with an empty cache has no timer for it`() throws {
        let bench = try bench(length: 8)
        #expect(bench.replicas[0].timers[.cache] == nil)
    }
}
