import Testing

@testable import Epidemic

@Suite struct StoreTests {
    private let writer = ReplicaID.test("a")

    private func filled(_ count: Int, seed: UInt64 = 7) throws -> Store {
        var store = Store()
        var generator = SeededGenerator(seed: seed)
        let places = (0..<count).shuffled(using: &generator)
        for (sequence, place) in places.enumerated() {
            _ = try store.write(
                Key("key\(place)"), .value("v"),
                id: UpdateID(origin: writer, sequence: UInt64(sequence + 1)), now: .zero)
        }
        return store
    }

    @Test func `thousands of keys in any order stay sorted, counted and found`() throws {
        let store = try filled(3_000)
        #expect(store.brokenInvariant == nil)
        #expect(store.table.count == 3_000)
        for place in 0..<3_000 { #expect(store[Key("key\(place)")] != nil) }
        #expect(store["key"] == nil)
    }

    @Test func `a walk after a key visits what is greater, once`() throws {
        let store = try filled(1_000)
        var visited: [Key] = []
        store.table.forEach(after: "key5") { entry in
            visited.append(entry.update.key)
            return true
        }
        let expected = (0..<1_000).map { Key("key\($0)") }.filter { $0 > "key5" }.sorted()
        #expect(visited == expected)
    }

    @Test func `slices of the table are what a sorted array would give`() throws {
        let store = try filled(700)
        let all = (0..<700).map { Key("key\($0)") }.sorted()
        for range in [0..<10, 250..<270, 690..<800, 0..<700] {
            #expect(
                store.table.slice(range).map(\.update.key)
                    == Array(all[range.clamped(to: 0..<700)]))
        }
    }

    @Test func `the root follows every change and equals the one computed afresh`() throws {
        var store = try filled(50)
        let empty = store.root()
        for step in 0..<200 {
            _ = try store.write(
                Key("key\(step % 60)"),
                step % 7 == 0 ? .deathCertificate(created: .zero) : .value("w"),
                id: UpdateID(origin: writer, sequence: UInt64(100 + step)), now: .zero)
            #expect(store.brokenInvariant == nil)
        }
        #expect(store.root() != empty)
    }

    @Test func `equal tables have equal roots whatever the order of arrival`() throws {
        var updates: [Update] = []
        for place in 0..<40 {
            updates.append(
                .test(
                    Key("k\(place % 20)"), Value("\(place)"), .test(UInt64(place / 20 + 1)),
                    by: "a", UInt64(place + 1)))
        }
        var generator = SeededGenerator(seed: 3)
        var roots: Set<Digest> = []
        for _ in 0..<10 {
            var store = Store()
            for update in updates.shuffled(using: &generator) {
                _ = store.receive(Carried(update: update, hops: 0), now: .zero)
            }
            roots.insert(store.root())
        }
        #expect(roots.count == 1)
    }

    @Test func `a root tells clock, identity, key, value and deletion apart`() {
        let base = Update.test("k", "v", .test(1), by: "a")
        let others = [
            Update.test("l", "v", .test(1), by: "a"), .test("k", "w", .test(1), by: "a"),
            .test("k", "v", .test(2), by: "a"), .test("k", "v", .test(1), by: "a", 2),
            .test("k", "v", .test(1), by: "b"),
            Update(
                key: "k", content: .deathCertificate(created: .zero), clock: base.clock, id: base.id
            ),
        ]
        for other in others { #expect(Digest.of(other) != Digest.of(base)) }
    }

    @Test func `a write's clock goes on from the context, not from the value's clock`() throws {
        var store = Store()
        _ = store.receive(
            Carried(update: .test("k", "x", .test(0, 3), by: "b"), hops: 0), now: .zero)
        _ = store.receive(
            Carried(update: .test("k", "y", .test(0, 0, 1), by: "c"), hops: 0), now: .zero)
        let written = try store.write(
            "k", .value("z"), id: UpdateID(origin: writer, sequence: 1), now: .zero)
        #expect(written.update.clock == .test(1, 3, 1))
    }

    @Test func `a write whose clock would pass its limit changes nothing`() throws {
        var store = Store()
        let last = try VectorClock([.init(replica: writer, count: Limits.clockCountBound - 1)])
        _ = store.receive(Carried(update: .test("k", "x", last, by: "b"), hops: 0), now: .zero)
        let root = store.root()
        #expect(throws: ClockError.self) {
            try store.write("k", .value("z"), id: UpdateID(origin: writer, sequence: 1), now: .zero)
        }
        #expect(store.root() == root)
    }
}
