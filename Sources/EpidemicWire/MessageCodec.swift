import Epidemic

/// The binary form of every message between replicas, version 1.
///
/// A frame is a magic byte, a version byte, a kind byte and the payload. Whole numbers are LEB128
/// varints in their shortest form; keys, values and lists carry their length in front; a replica is
/// spelled out at its first use in a frame and is a number afterwards, because the clocks of one
/// message name the same few replicas again and again.
///
/// The form is canonical: whatever `decode` accepts, `encode` makes again byte for byte. So equal
/// messages are equal bytes, and no two spellings of a message can be told apart by anybody.
public enum MessageCodec {
    /// The first byte of every frame.
    public static let magic: UInt8 = 0xEB

    /// The version that is written, and the only one that is read.
    public static let version: UInt8 = 1

    /// The frame of a message.
    ///
    /// - Parameter clock: what time it is for the sender.
    public static func encode(_ message: Message, at clock: WireClock) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        encode(message, at: clock, into: &bytes)
        return bytes
    }

    /// Appends the frame of a message.
    public static func encode(
        _ message: Message, at clock: WireClock, into bytes: inout [UInt8]
    ) {
        var writer = WireWriter(taking: &bytes, at: clock)
        writer.byte(magic)
        writer.byte(version)
        message.write(to: &writer)
        writer.give(back: &bytes)
    }

    /// The message of exactly one frame.
    ///
    /// Every length is held against `Limits` and against the bytes that are left before anything is
    /// allocated, so a hostile frame costs no more memory than an honest one of its size.
    ///
    /// - Parameter clock: what time it is for the receiver.
    /// - Throws: `WireError` naming what is wrong and where.
    public static func decode(
        _ frame: [UInt8], at clock: WireClock
    ) throws(WireError) -> Message {
        guard frame.count <= Limits.messageBytesMax else {
            throw .tooLarge(
                .frameBytes, count: UInt64(frame.count), limit: Limits.messageBytesMax)
        }
        var reader = WireReader(frame, at: clock)
        let first = try reader.byte()
        guard first == magic else { throw .unknownMagic(first) }
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        let message = try Message(from: &reader)
        try reader.expectEnd()
        return message
    }

    /// The message of exactly one frame that is part of a longer buffer.
    ///
    /// - Throws: `WireError`; its positions count from the beginning of the slice.
    public static func decode(
        _ frame: ArraySlice<UInt8>, at clock: WireClock
    ) throws(WireError) -> Message {
        try decode(Array(frame), at: clock)
    }
}
