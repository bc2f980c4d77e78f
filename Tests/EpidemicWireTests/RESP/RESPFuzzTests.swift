import Epidemic
import EpidemicWire
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

    @Test(arguments: 0..<60)
    func `noise gives the same in one piece and byte by byte`(seed: Int) {
        var generator = RESPGenerator(seed: UInt64(seed))
        for _ in 0..<200 {
            let bytes = noise(&generator)
            let each = Array(bytes.indices)
            expect(commandOutcome(bytes, cutAt: []), commandOutcome(bytes, cutAt: each), bytes)
            expect(replyOutcome(bytes, cutAt: []), replyOutcome(bytes, cutAt: each), bytes)
        }
    }

    /// Bytes that mostly look like the protocol.
    private func noise(_ generator: inout RESPGenerator) -> [UInt8] {
        let likely = Array("*$:+-%~>_,#=0123459\r\n\"'\\x ab".utf8)
        return (0..<generator.chance.below(60)).flatMap { _ -> [UInt8] in
            switch generator.chance.below(8) {
            case 0: [UInt8(truncatingIfNeeded: generator.chance.next())]
            case 1, 2: [0x0D, 0x0A]
            default: [likely[generator.chance.below(likely.count)]]
            }
        }
    }

    /// Not `#expect` itself: it is too slow to stand in the innermost loop.
    private func expect<Value>(
        _ found: Outcome<Value>, _ expected: Outcome<Value>, _ bytes: [UInt8]
    ) {
        if found != expected { Issue.record("\(bytes) gave \(found) and not \(expected)") }
    }
}
