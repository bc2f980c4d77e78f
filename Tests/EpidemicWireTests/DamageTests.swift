import Epidemic
import EpidemicWire
import Testing

/// What the wire does to frames: it cuts them, flips their bits, and lies.
@Suite struct DamageTests {
    @Test(arguments: 0..<5)
    func `every prefix of a frame is refused as truncated`(seed: Int) {
        var generator = MessageGenerator(seed: UInt64(seed))
        for message in generator.oneOfEach() {
            let frame = MessageCodec.encode(message)
            for length in 0..<frame.count {
                expectTruncated(frame[..<length])
            }
        }
    }

    @Test(arguments: 0..<5)
    func `a frame with one more byte is refused`(seed: Int) {
        var generator = MessageGenerator(seed: UInt64(seed))
        for message in generator.oneOfEach() {
            let frame = MessageCodec.encode(message)
            #expect(throws: WireError.malformed(.trailingBytes, at: frame.count)) {
                try MessageCodec.decode(frame + [0])
            }
        }
    }

    @Test(arguments: 0..<5)
    func `every flipped bit gives an error or another canonical frame`(seed: Int) {
        var generator = MessageGenerator(seed: UInt64(seed))
        for message in generator.oneOfEach() {
            var frame = MessageCodec.encode(message)
            for bit in 0..<frame.count * 8 {
                frame[bit / 8] ^= 1 << UInt8(bit % 8)
                expectRefusedOrCanonical(frame)
                frame[bit / 8] ^= 1 << UInt8(bit % 8)
            }
        }
    }

    @Test(arguments: 0..<20)
    func `random damage gives an error or another canonical frame`(seed: Int) {
        var generator = MessageGenerator(seed: UInt64(seed))
        var chance = SeededGenerator(seed: UInt64(seed), stream: 1)
        for message in generator.oneOfEach() {
            for _ in 0..<40 {
                expectRefusedOrCanonical(chance.damage(MessageCodec.encode(message)))
            }
        }
    }

    @Test(arguments: 0..<20)
    func `noise behind a good head gives an error or a canonical frame`(seed: Int) {
        var chance = SeededGenerator(seed: UInt64(seed), stream: 2)
        for kind: UInt8 in 0...12 {
            for length in 0..<60 {
                let noise = (0..<length).map { _ in
                    UInt8(truncatingIfNeeded: chance.next() >> UInt64(chance.below(8)))
                }
                expectRefusedOrCanonical(
                    [MessageCodec.magic, MessageCodec.version, kind] + noise)
            }
        }
    }

    private func expectTruncated(_ prefix: ArraySlice<UInt8>) {
        do {
            let message = try MessageCodec.decode(prefix)
            Issue.record("\(prefix) was read as \(message)")
        } catch {
            guard error == .truncated(at: prefix.count) else {
                Issue.record("\(prefix) was refused with \(error)")
                return
            }
        }
    }

    private func expectRefusedOrCanonical(_ frame: [UInt8]) {
        // No #expect: it is too slow to stand in the innermost loop.
        guard let message = try? MessageCodec.decode(frame) else { return }
        if MessageCodec.encode(message) != frame {
            Issue.record("\(frame) was read as \(message), which is written otherwise")
        }
    }
}
