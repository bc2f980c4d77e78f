import Epidemic
import EpidemicWire
import Testing

/// Frames made by hand that no encoder writes, each with the error that names what is wrong.
@Suite struct RefusalTests {
    private func refusal(_ payload: [UInt8], kind: UInt8) -> WireError? {
        do {
            _ = try MessageCodec.decode([MessageCodec.magic, MessageCodec.version, kind] + payload)
            return nil
        } catch {
            return error
        }
    }

    private static let pull: UInt8 = 3
    private static let feedback: UInt8 = 2
    private static let push: UInt8 = 1
    private static let want: UInt8 = 5
    private static let mail: UInt8 = 7
    private static let reply: UInt8 = 9

    @Test func `another magic byte, version or kind is named`() {
        #expect(throws: WireError.unknownMagic(0)) { try MessageCodec.decode([0, 1, 3, 0, 0]) }
        #expect(throws: WireError.unknownVersion(2)) {
            try MessageCodec.decode([MessageCodec.magic, 2, 3, 0, 0])
        }
        for kind in [UInt8](0...255) where !(1...14).contains(kind) {
            #expect(refusal([], kind: kind) == .unknownKind(kind))
        }
    }

    @Test func `a number longer than it needs is refused`() {
        #expect(refusal([0x80, 0, 0], kind: Self.pull) == .malformed(.wastefulNumber, at: 5))
    }

    @Test func `a number too large for its place is refused`() {
        let tooLarge = WireError.malformed(.numberOutOfRange, at: 8)
        #expect(refusal([0xFF, 0xFF, 0xFF, 0xFF, 0x10, 0], kind: Self.pull) == tooLarge)
        let endless = [UInt8](repeating: 0xFF, count: 12)
        #expect(refusal(endless, kind: Self.pull) == .malformed(.numberOutOfRange, at: 13))
    }

    @Test func `a count beyond its limit is refused before anything is read`() {
        let updates = WireError.tooLarge(.updates, count: 513, limit: 512)
        #expect(refusal([0x81, 0x04], kind: Self.mail) == updates)
        let flags = WireError.tooLarge(.flags, count: 513, limit: 512)
        #expect(refusal([0, 0, 0, 0x81, 0x04], kind: Self.feedback) == flags)
        let most: [UInt8] = [UInt8](repeating: 0xFF, count: 9) + [1]
        #expect(
            refusal(most, kind: Self.mail) == .tooLarge(.updates, count: .max, limit: 512))
    }

    @Test func `a count that the frame cannot hold is refused before anything is read`() {
        #expect(refusal([0x80, 0x04], kind: Self.mail) == .truncated(at: 5))
        let compared: [UInt8] = [1, 1, 0, 0] + [UInt8](repeating: 0, count: 16)
        let origins: [UInt8] = [0xFF, 0x7F, 0, 1]
        #expect(refusal(compared + origins, kind: Self.reply) == .truncated(at: 27))
    }

    @Test func `a key or a name beyond its limit is refused`() {
        let key = WireError.tooLarge(.keyBytes, count: 4097, limit: 4096)
        let room = [UInt8](repeating: 0, count: 16)
        #expect(refusal([1, 0x81, 0x20] + room, kind: Self.mail) == key)
        let name = WireError.tooLarge(.nameBytes, count: 65, limit: 64)
        #expect(refusal([1, 0, 0, 65] + room, kind: Self.mail) == name)
    }

    @Test func `a frame beyond the limit is refused unread`() {
        let limit = Limits.messageBytesMax
        #expect(throws: WireError.tooLarge(.frameBytes, count: UInt64(limit + 1), limit: limit)) {
            try MessageCodec.decode([UInt8](repeating: 0, count: limit + 1))
        }
    }

    @Test func `a name with a foreign character is refused`() {
        for byte in [UInt8(ascii: " "), UInt8(ascii: "/"), 0, 0xC3] {
            let room = [UInt8](repeating: 0, count: 8)
            let frame: [UInt8] = [1, 0, 0, 1, byte] + room
            #expect(refusal(frame, kind: Self.mail) == .malformed(.replicaName, at: 8))
        }
    }

    @Test func `a replica must be spelled out once, before it is referred to`() {
        let unknown: [UInt8] = [1, 0, 1, 0, 0, 0, 0, 0]
        #expect(refusal(unknown, kind: Self.mail) == .malformed(.unknownReplica, at: 6))
        let n: [UInt8] = [1, UInt8(ascii: "n"), 1]
        let twice: [UInt8] = [1, 0, 0] + n + [1, 1, 1] + n + [1, 0, 0, 0]
        #expect(refusal(twice, kind: Self.mail) == .malformed(.repeatedReplica, at: 15))
    }

    @Test func `a sequence of zero is refused`() {
        let n: [UInt8] = [1, UInt8(ascii: "n"), 1]
        let frame: [UInt8] = [1, 0, 0] + n + [0, 0, 0, 0, 0]
        #expect(refusal(frame, kind: Self.mail) == .malformed(.sequence, at: 10))
    }

    @Test func `a clock that does not ascend is refused`() {
        let b: [UInt8] = [0, 1, UInt8(ascii: "b"), 1]
        let d: [UInt8] = [1, 1, UInt8(ascii: "d"), 1]
        let sequence: [UInt8] = [1]
        let clock: [UInt8] = [2] + d + [1] + [0, 1]
        let frame: [UInt8] = [1, 0] + b + sequence + clock + [0, 0, 0]
        let expected = ClockError.notAscending(ReplicaID(name: "b", epoch: 1))
        #expect(refusal(frame, kind: Self.mail) == .malformed(.clock(expected), at: 18))
    }

    @Test func `a flag beyond the last one is refused`() {
        #expect(refusal([0, 0, 0, 3, 0x08], kind: Self.feedback) == .malformed(.strayFlag, at: 8))
        #expect(refusal([0, 0, 0, 3, 0x07], kind: Self.feedback) == nil)
    }

    @Test func `a form that does not exist is refused`() {
        let push = refusal([0, 0, 0, 3, 0], kind: Self.push)
        #expect(push == .malformed(.unknownForm(3), at: 7))
        #expect(refusal([2], kind: Self.want) == .malformed(.unknownForm(2), at: 4))
        #expect(refusal([0, 0, 0, 11], kind: Self.reply) == .malformed(.unknownForm(11), at: 7))
    }

    @Test func `a gap outside what lies below the highest is refused`() {
        let root = [UInt8](repeating: 0, count: 16)
        let n: [UInt8] = [0, 1, UInt8(ascii: "n"), 1]
        func snapshot(highest: UInt8, gap: [UInt8]) -> WireError? {
            let floorAndWall: [UInt8] = [0, 0, 0, 0, 0]
            return refusal(
                [0, 0, 0, 0] + root + [1] + n + [highest, 1] + gap + floorAndWall, kind: Self.reply)
        }
        #expect(snapshot(highest: 5, gap: [0, 3]) == nil)
        #expect(snapshot(highest: 5, gap: [0, 4]) == .malformed(.seenClock, at: 32))
        #expect(snapshot(highest: 5, gap: [4, 0]) == .malformed(.seenClock, at: 32))
        #expect(snapshot(highest: 1, gap: [0, 0]) == .malformed(.seenClock, at: 32))
    }

    @Test func `every error is one sentence`() {
        let errors: [WireError] = [
            .truncated(at: 3), .unknownMagic(1), .unknownVersion(9), .unknownKind(77),
            .tooLarge(.updates, count: 513, limit: 512), .malformed(.strayFlag, at: 8),
        ]
        for error in errors { #expect(!error.description.contains("\n")) }
        #expect("\(errors[4])" == "513 updates in one message must be at most 512")
    }
}
