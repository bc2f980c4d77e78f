import Epidemic
import EpidemicWire
import Fuzzing
import Testing

/// What comes over a network from anybody: it is refused with its place, or is the one spelling of what it
/// says.
@Suite struct WireFuzzTests {
    @Test func `messages`() {
        let target = FuzzTarget("message") { chance in
            var generator = MessageGenerator(seed: chance.next())
            let messages = generator.oneOfEach()
            return MessageCodec.encode(messages[chance.below(messages.count)])
        } check: { bytes, _ in
            WireFuzz.fault(bytes, { bytes throws(WireError) in try MessageCodec.decode(bytes) }) {
                MessageCodec.encode($0)
            }
        }
        #expect(target.fault() == nil)
    }

    @Test func `packets`() {
        let target = FuzzTarget("packet") { chance in
            var generator = MessageGenerator(seed: chance.next())
            return generator.packet()
        } check: { bytes, _ in
            WireFuzz.fault(bytes, { bytes throws(WireError) in try Packet(bytes) }) { packet in
                var written = PacketWriter(sender: packet.sender).head(packet.kind)
                for frame in packet.frames { PacketWriter.append(Array(frame), to: &written) }
                return written
            }
        }
        #expect(target.fault() == nil)
    }

    @Test func `handshakes`() {
        let target = FuzzTarget("handshake") { chance in
            let proof = (0..<chance.below(65)).map { _ in UInt8(chance.below(256)) }
            return Handshake(
                asked: chance.next(), answer: chance.next() >> UInt64(chance.below(64)),
                reason: Handshake.Reason.allCases[chance.below(2)], proof: proof
            ).frame
        } check: { bytes, _ in
            WireFuzz.fault(bytes, { bytes throws(WireError) in try Handshake(bytes[...]) }) {
                $0.frame
            }
        }
        #expect(target.fault() == nil)
    }
}

/// What holds for everything that is read by `WireReader`.
enum WireFuzz {
    /// What is wrong with how bytes were decoded.
    static func fault<Value>(
        _ bytes: [UInt8], _ decode: ([UInt8]) throws(WireError) -> Value,
        _ encode: (Value) -> [UInt8]
    ) -> String? {
        do throws(WireError) {
            let value = try decode(bytes)
            return encode(value) == bytes ? nil : "read as \(value), which is written otherwise"
        } catch {
            return fault(of: error, about: bytes)
        }
    }

    /// What is wrong with an error: it has to say a place within what was read.
    static func fault(of error: WireError, about bytes: [UInt8]) -> String? {
        switch error {
        case .truncated(let place), .malformed(_, let place):
            (0...bytes.count).contains(place) ? nil : "\(error), of \(bytes.count) bytes"
        case .unknownMagic, .unknownVersion, .unknownKind: nil
        case .tooLarge(_, let count, let limit):
            count > UInt64(limit) ? nil : "\(error), and it is not more than that"
        }
    }
}
