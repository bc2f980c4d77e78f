import Testing

@testable import Epidemic

@Suite struct FlagsTests {
    /// Rows as long as those that need no memory beside themselves, and on both sides of every word.
    private static let lengths = [0, 1, 31, 32, 33, 64, 65, 95, 96, 97, 160, 161, 512]

    private func pattern(_ length: Int) -> [Bool] {
        var generator = SeededGenerator(seed: UInt64(length))
        return (0..<length).map { _ in generator.below(2) == 0 }
    }

    @Test(arguments: lengths)
    func `flags are what they were appended as`(length: Int) {
        let expected = pattern(length)
        var flags = Flags()
        for flag in expected { flags.append(flag) }
        #expect(flags.count == length)
        #expect((0..<length).map { flags[$0] } == expected)
        #expect(flags.raised == expected.count { $0 })
    }

    @Test(arguments: lengths)
    func `a row that was set is the row that was appended`(length: Int) {
        let expected = pattern(length)
        var (set, appended) = (Flags(count: length), Flags())
        #expect(set.raised == 0)
        for position in 0..<length { set[position] = true }
        #expect(set.raised == length)
        for (position, flag) in expected.enumerated() {
            set[position] = flag
            appended.append(flag)
        }
        #expect(set == appended)
    }

    @Test func `a single flag is a row of one`() {
        for flag in [false, true] {
            var row = Flags()
            row.append(flag)
            #expect(Flags(flag) == row)
        }
    }
}
