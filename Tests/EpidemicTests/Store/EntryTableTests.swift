import Testing

@testable import Epidemic

@Suite struct EntryTableTests {
    private func entry(_ number: Int, hops: UInt16 = 0) -> Entry {
        let id = UpdateID(origin: .test("a"), sequence: 1)
        let update = Update(key: key(number), content: .value("v"), clock: .zero, id: id)
        return Entry(
            update: update, context: .zero, hops: hops, modification: 1, modified: .zero,
            activation: nil)
    }

    private func key(_ number: Int) -> Key {
        Key(stringLiteral: "\(100_000 + number)")
    }

    /// Keys come, are written over and go, so many that the table has several chunks, and then go all;
    /// a dictionary says what is left.
    @Test func `a table holds what a dictionary holds, as it grows and shrinks`() {
        var generator = SeededGenerator(seed: 3)
        var table = EntryTable()
        var expected: [Int: UInt16] = [:]
        for step in 0..<12_000 {
            let number = generator.below(3_000)
            // It grows first, and shrinks then.
            if generator.below(10) < (step < 6_000 ? 8 : 3) {
                let hops = UInt16(generator.below(1_000))
                table.put(entry(number, hops: hops))
                expected[number] = hops
            } else {
                #expect(table.remove(key(number))?.hops == expected.removeValue(forKey: number))
            }
            #expect(table.count == expected.count)
            if step % 500 == 0 { expectSame(table, expected) }
        }
        expectSame(table, expected)
        // From the front, so that the first chunk is the one that empties.
        for number in expected.keys.sorted() {
            #expect(table.remove(key(number)) != nil)
            expected[number] = nil
            if expected.count % 100 == 0 { expectSame(table, expected) }
        }
        #expect(table.count == 0)
        table.put(entry(7))
        #expect(table[key(7)] != nil)
    }

    private func expectSame(_ table: EntryTable, _ expected: [Int: UInt16]) {
        var held: [UInt16] = []
        table.forEach { entry in
            held.append(entry.hops)
            return true
        }
        let sorted = expected.sorted { $0.key < $1.key }.map(\.value)
        #expect(held == sorted)
        #expect(table.slice(0..<table.count).map(\.hops) == sorted)
        let middle = 1_500
        var later: [UInt16] = []
        table.forEach(after: key(middle)) { entry in
            later.append(entry.hops)
            return true
        }
        #expect(
            later == expected.filter { $0.key > middle }.sorted { $0.key < $1.key }.map(\.value))
    }
}
