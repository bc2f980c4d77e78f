import Epidemic

/// What a greeting and the reply to it carry, by which each side shows that it is where it says.
///
/// Nothing else proves an address: anybody can send a datagram in any name. Whoever is asked for a token
/// at an address and sends it back has received what was sent there. A greeting asks; the reply sends
/// back, and asks in its turn when its sender does not know the other side; the reply to that ends it.
///
///     n1 → n2   greeting   asked 17
///     n2 → n1   reply      answer 17, asked 42
///     n1 → n2   reply      answer 42
public struct Handshake: Hashable, Sendable {
    /// What the receiver shall send back; 0 for nothing.
    public var asked: UInt64
    /// What the receiver had asked for; 0 for nothing.
    public var answer: UInt64
    /// Whether the sender was told of the receiver by who runs it, and does not merely answer.
    public var reason: Reason
    /// Where packets are sealed, the proof that the sender speaks now (`SealProof`).
    public var proof: [UInt8]

    /// Why two nodes speak with each other.
    public enum Reason: UInt8, Hashable, Sendable, CaseIterable {
        /// The sender heard the receiver.
        case heard
        /// The sender was told to find others there.
        case told
    }

    public init(
        asked: UInt64 = 0, answer: UInt64 = 0, reason: Reason = .heard, proof: [UInt8] = []
    ) {
        self.asked = asked
        self.answer = answer
        self.reason = reason
        self.proof = proof
    }

    private static let proofBytesMax = 64

    /// Reads the frame of a greeting or a reply.
    ///
    /// - Throws: `WireError`.
    public init(_ frame: ArraySlice<UInt8>) throws(WireError) {
        var reader = WireReader(Array(frame))
        asked = try reader.fixed()
        answer = try reader.fixed()
        let reason = try reader.byte()
        guard let reason = Reason(rawValue: reason) else {
            throw reader.malformed(.unknownForm(reason))
        }
        self.reason = reason
        proof = Array(try reader.block(.frameBytes, limit: Self.proofBytesMax))
        try reader.expectEnd()
    }

    /// The frame.
    public var frame: [UInt8] {
        var bytes: [UInt8] = []
        var writer = WireWriter(taking: &bytes)
        writer.fixed(asked)
        writer.fixed(answer)
        writer.byte(reason.rawValue)
        writer.block(proof)
        writer.give(back: &bytes)
        return bytes
    }
}
