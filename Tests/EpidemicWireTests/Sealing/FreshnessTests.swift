import Epidemic
import Testing

@testable import EpidemicWire

/// Frames that were recorded, and come again to somebody who has forgotten everything.
@Suite struct FreshnessTests {
    @Test func `after a restart nothing recorded counts as fresh, whoever sealed it`() throws {
        var (one, two) = (GossipSeal("n1", keys: 1), GossipSeal("n2", keys: 1))
        try prove(&one, to: &two)
        let recorded = (0..<20).map { [one.seal([$0]), one.answer(to: &two)] }.flatMap { $0 }
        for frame in recorded {
            let opened = try two.open(frame)
            #expect(opened.isFresh)
        }
        var again = GossipSeal("n2", start: 2, keys: 1)
        for frame in recorded {
            let opened = try again.open(frame)
            let isProof = again.accept(proof: opened.text[...], in: opened.stamp)
            #expect(!opened.isFresh && !isProof)
        }
    }

    @Test func `who has shown that it speaks now is heard, and what it said before is not`() throws
    {
        var (one, two) = (GossipSeal("n1", keys: 1), GossipSeal("n2", keys: 1))
        let early = one.seal([1])
        try prove(&one, to: &two)
        let replayed = two.opened(early)
        #expect(replayed == .failure(.replayed))
        for number: UInt8 in 0..<200 {
            let opened = try two.open(one.seal([number]))
            #expect(opened.isFresh && opened.text == [number])
        }
    }

    @Test func `what is sealed after the proof may come in any order`() throws {
        var (one, two) = (GossipSeal("n1", keys: 1), GossipSeal("n2", keys: 1))
        try prove(&one, to: &two)
        let frames = (0..<200).map { one.seal([$0]) }
        for frame in frames.reversed() {
            let opened = try two.open(frame)
            #expect(opened.isFresh)
        }
    }

    @Test func `a proof from before somebody was forgotten is none`() throws {
        var (one, two) = (GossipSeal("n1", keys: 1), GossipSeal("n2", keys: 1))
        let proof = try prove(&one, to: &two)
        for start in 1...UInt64(Limits.sealedSendersMax) {
            var other = GossipSeal("n3", start: start, keys: 1)
            _ = try two.open(other.seal([]))
        }
        let opened = try two.open(proof)
        let isProof = two.accept(proof: opened.text[...], in: opened.stamp)
        #expect(!isProof)
        try prove(&one, to: &two)
    }

    @Test func `nothing but a proof proves`() throws {
        var (one, two) = (GossipSeal("n1", keys: 1), GossipSeal("n2", keys: 1))
        let heard = try one.open(two.seal([])).stamp
        let proof = SealProof.bytes(of: heard)
        let wrong =
            proof.indices.map { Array(proof[..<$0]) } + [proof + [0]]
            + proof.indices.map { place in
                proof.enumerated().map { $0 == place ? $1 ^ 0x80 : $1 }
            }
        for bytes in wrong {
            let opened = try two.open(one.seal(bytes))
            let isProof = two.accept(proof: bytes[...], in: opened.stamp)
            #expect(!isProof)
        }
    }

    /// Lets one show to another that it speaks now.
    ///
    /// - Returns: the frame that did it.
    @discardableResult
    private func prove(_ one: inout GossipSeal, to two: inout GossipSeal) throws -> [UInt8] {
        let frame = one.answer(to: &two)
        let opened = try two.open(frame)
        let isProof = two.accept(proof: opened.text[...], in: opened.stamp)
        #expect(isProof)
        return frame
    }
}

extension GossipSeal {
    /// The answer to a greeting of another.
    fileprivate mutating func answer(to other: inout GossipSeal) -> [UInt8] {
        let greeting = other.seal([])
        return seal((try? open(greeting)).map { SealProof.bytes(of: $0.stamp) } ?? [])
    }
}
