import Epidemic
import EpidemicWire
import Fuzzing
import Testing

/// What comes out must not depend on where the network cuts, whatever the bytes are.
@Suite struct RESPFuzzTests {
    @Test(arguments: 0..<20)
    func `commands cut anywhere are the same commands`(seed: Int) {
        var generator = RESPGenerator(seed: UInt64(seed))
        let sent = (0..<6).map { _ in generator.command() }
        let bytes = sent.flatMap { RESPValue.array($0.map { .bulk($0) }).encoded(as: .resp2) }
        for cut in 0...bytes.count {
            expect(commandOutcome(bytes, cutAt: [cut]), Outcome(values: sent), bytes)
        }
        expect(commandOutcome(bytes, cutAt: Array(bytes.indices)), Outcome(values: sent), bytes)
    }

    @Test(arguments: 0..<20)
    func `answers cut anywhere are the same answers`(seed: Int) {
        var generator = RESPGenerator(seed: UInt64(seed))
        let sent = (0..<6).map { _ in generator.value() }
        let bytes = sent.flatMap { $0.encoded(as: .resp3) }
        for cut in 0...bytes.count {
            expect(replyOutcome(bytes, cutAt: [cut]), Outcome(values: sent), bytes)
        }
        expect(replyOutcome(bytes, cutAt: Array(bytes.indices)), Outcome(values: sent), bytes)
    }

    @Test(arguments: 0..<20)
    func `a truncated stream gives what was whole, and no error`(seed: Int) {
        var generator = RESPGenerator(seed: UInt64(seed))
        let sent = (0..<4).map { _ in generator.value() }
        let frames = sent.map { $0.encoded(as: .resp3) }
        let bytes = frames.flatMap { $0 }
        for length in 0...bytes.count {
            var whole = 0
            var end = 0
            while whole < frames.count, end + frames[whole].count <= length {
                end += frames[whole].count
                whole += 1
            }
            expect(
                replyOutcome(Array(bytes[..<length]), cutAt: []),
                Outcome(values: Array(sent[..<whole])), bytes)
        }
    }

    /// What looks like the protocol and is not.
    private static let tokens = [
        "\r\n", "*1\r\n", "$3\r\n", "$-1\r\n", "*-1\r\n", ":", "+", "-", "%1\r\n", "~2\r\n",
        ">2\r\n",
        "_\r\n", ",1e9\r\n", "#t\r\n", "=7\r\ntxt:", "\"", "'", "\\x", "GET ", "\n",
    ].map { Array($0.utf8) }

    @Test func `commands, damaged, are the same wherever they are cut, and read back as they were`()
    {
        let target = FuzzTarget("resp-commands", tokens: Self.tokens) { chance in
            var generator = RESPGenerator(seed: chance.next())
            return (0..<3).flatMap { _ in
                RESPValue.array(generator.command().map { .bulk($0) }).encoded(as: .resp2)
            }
        } check: { bytes, chance in
            let whole = commandOutcome(bytes, cutAt: [])
            guard commandOutcome(bytes, cutAt: Self.cuts(in: bytes, &chance)) == whole else {
                return "cut, it is something else than \(whole)"
            }
            let again = whole.values.flatMap {
                RESPValue.array($0.map { .bulk($0) }).encoded(as: .resp2)
            }
            return commandOutcome(again, cutAt: []).values == whole.values
                ? nil : "\(whole.values) is read otherwise"
        }
        #expect(target.fault() == nil)
    }

    @Test func `answers, damaged, are the same wherever they are cut, and read back as they were`()
    {
        let target = FuzzTarget("resp-replies", tokens: Self.tokens) { chance in
            var generator = RESPGenerator(seed: chance.next())
            return (0..<3).flatMap { _ in generator.value().encoded(as: .resp3) }
        } check: { bytes, chance in
            let whole = replyOutcome(bytes, cutAt: [])
            let cuts = Self.cuts(in: bytes, &chance)
            guard Self.areAlike(replyOutcome(bytes, cutAt: cuts), whole) else {
                return "cut, it is something else than \(whole)"
            }
            let again = replyOutcome(
                whole.values.flatMap { $0.encoded(as: .resp3) }, cutAt: [])
            return Self.areAlike(again, Outcome(values: whole.values))
                ? nil : "\(whole.values) is read as \(again)"
        }
        #expect(target.fault() == nil)
    }

    /// Up to four places at which bytes arrive in pieces.
    private static func cuts(in bytes: [UInt8], _ chance: inout SeededGenerator) -> [Int] {
        (0..<chance.below(5)).map { _ in chance.below(bytes.count + 1) }.sorted()
    }

    /// Whether two outcomes are one; what is no number is not equal to itself, but spelled alike.
    private static func areAlike(
        _ left: Outcome<RESPValue>, _ right: Outcome<RESPValue>
    ) -> Bool {
        left == right
            || left.failure == right.failure
                && left.values.map { $0.encoded(as: .resp3) }
                    == right.values.map { $0.encoded(as: .resp3) }
    }

    /// Not `#expect` itself: it is too slow to stand in the innermost loop.
    private func expect<Value>(
        _ found: Outcome<Value>, _ expected: Outcome<Value>, _ bytes: [UInt8]
    ) {
        if found != expected { Issue.record("\(bytes) gave \(found) and not \(expected)") }
    }
}
