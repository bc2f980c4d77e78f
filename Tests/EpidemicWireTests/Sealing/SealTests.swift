import Epidemic
import EpidemicWire
import Testing

/// What gets in and what does not.
@Suite struct SealTests {
    private let text = Array("a rumor".utf8)

    @Test func `who has the key reads what was sealed, and nobody else`() {
        var (one, two, stranger) = (
            GossipSeal("n1", keys: 1), GossipSeal("n2", keys: 1), GossipSeal("n3", keys: 2)
        )
        let frame = one.seal(text)
        #expect(frame.count == text.count + one.overhead)
        #expect(!frame.contains(text))
        let heard = two.opened(frame)
        #expect(heard == .success(text))
        let refused = stranger.opened(frame)
        #expect(refused == .failure(.unknownKey))
    }

    @Test func `an empty text can be sealed`() {
        var (one, two) = (GossipSeal("n1", keys: 1), GossipSeal("n2", keys: 1))
        let heard = two.opened(one.seal([]))
        #expect(heard == .success([]))
    }

    @Test func `the same text is never sealed alike`() {
        var one = GossipSeal("n1", keys: 1)
        var again = GossipSeal("n1", start: 2, keys: 1)
        var other = GossipSeal("n2", keys: 1)
        let frames = [one.seal(text), one.seal(text), again.seal(text), other.seal(text)]
        #expect(Set(frames.map { Array($0.suffix(text.count + 16)) }).count == frames.count)
    }

    @Test func `a frame gets in once`() {
        var (one, two) = (GossipSeal("n1", keys: 1), GossipSeal("n2", keys: 1))
        let frame = one.seal(text)
        let results = [two.opened(frame), two.opened(frame), two.opened(frame)]
        #expect(results == [.success(text), .failure(.replayed), .failure(.replayed)])
        #expect(two.refusals[.replayed] == 2)
    }

    @Test func `what was said under one key is not heard again under another`() {
        var (one, two) = (GossipSeal("n1", keys: 1, 2), GossipSeal("n2", keys: 1, 2))
        _ = two.opened(one.seal(text))
        var replaying = GossipSeal("n1", keys: 2)
        let heard = two.opened(replaying.seal(text))
        #expect(heard == .failure(.replayed))
    }

    @Test func `a node that starts anew is heard from its first frame`() {
        var two = GossipSeal("n2", keys: 1)
        for start in [UInt64(5), 9, 3] {
            var one = GossipSeal("n1", start: start, keys: 1)
            let heard = two.opened(one.seal(text))
            #expect(heard == .success(text))
        }
    }

    @Test func `a node does not hear itself`() {
        var one = GossipSeal("n1", keys: 1)
        let heard = one.opened(one.seal(text))
        #expect(heard == .failure(.reflected))
    }

    @Test func `every flipped bit keeps a frame out`() {
        var (one, two) = (GossipSeal("n1", keys: 1), GossipSeal("n2", keys: 1))
        var frame = one.seal(text)
        for bit in 0..<frame.count * 8 {
            frame[bit / 8] ^= 1 << UInt8(bit % 8)
            if case .success = two.opened(frame) { Issue.record("bit \(bit) went unnoticed") }
            frame[bit / 8] ^= 1 << UInt8(bit % 8)
        }
        let heard = two.opened(frame)
        #expect(heard == .success(text), "and none of that has spoilt the true one")
    }

    @Test func `every prefix of a frame is kept out`() {
        var (one, two) = (GossipSeal("n1", keys: 1), GossipSeal("n2", keys: 1))
        let frame = one.seal(text)
        for length in 0..<frame.count {
            if case .success = two.opened(Array(frame[..<length])) {
                Issue.record("\(length) of \(frame.count) bytes were enough")
            }
        }
    }

    @Test(arguments: 0..<20)
    func `noise is kept out and counted by name`(seed: Int) {
        var chance = SeededGenerator(seed: UInt64(seed))
        var two = GossipSeal("n2", keys: 1)
        for length in 0..<200 {
            var noise = (0..<length).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
            let head: [UInt8] = [0xEC, 1, 0, 0, 0, 0, 2, 0x6E, 0x31]
            noise.replaceSubrange(
                ..<min(length, head.count), with: head[..<min(length, head.count)])
            if chance.below(2) == 0 { noise[..<0] = [UInt8(chance.below(256))] }
            if case .success = two.opened(noise) { Issue.record("\(noise) got in") }
        }
        #expect(SealRefusal.allCases.reduce(0) { $0 + two.refusals[$1] } == 200)
    }

    @Test func `a message that is not sealed is refused as such`() {
        var two = GossipSeal("n2", keys: 1)
        let plain = MessageCodec.encode(.pull(ContactID(round: 1, index: 0)))
        let heard = two.opened(plain)
        #expect(heard == .failure(.unsealed))
        #expect(throws: WireError.unknownMagic(0xEC)) {
            var one = GossipSeal("n1", keys: 1)
            _ = try MessageCodec.decode(one.seal(plain))
        }
    }
}
