/// Which frame of whom: what nobody but its sender can have made, and he only once.
public struct SealStamp: Hashable, Sendable {
    public let sender: SealedSender
    /// The number of the frame among all that its sender has sealed.
    public let counter: UInt64
}

/// What a frame sealed.
public struct Opened: Hashable, Sendable {
    public let text: [UInt8]
    /// The frame that it came in.
    public let stamp: SealStamp
    /// Whether its sender has shown that he speaks now; until then this may be an old frame sent again.
    public let isFresh: Bool
}

/// The answer to a challenge: which frame of the challenger was heard.
///
/// A receiver that has just begun remembers no counters, so an old frame, recorded from anybody and
/// sent again, looks as good to it as a new one. It therefore heeds nobody before he has named a frame
/// that this process itself sealed, and since it last forgot somebody: no recording can do that. What
/// such a proof came in, and all that was sealed before it, counts as heard.
public enum SealProof {
    /// The proof that this frame was heard.
    public static func bytes(of stamp: SealStamp) -> [UInt8] {
        [stamp.sender.start, stamp.counter].flatMap { number in
            withUnsafeBytes(of: number.bigEndian) { Array($0) }
        }
    }

    /// The start and the counter that a proof names; nil when it is none.
    static func read(_ bytes: ArraySlice<UInt8>) -> (start: UInt64, counter: UInt64)? {
        guard bytes.count == 16 else { return nil }
        let numbers = [bytes.prefix(8), bytes.suffix(8)].map { half in
            half.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        return (numbers[0], numbers[1])
    }
}
