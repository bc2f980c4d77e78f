import Epidemic
import EpidemicWire

// Where nothing depends on what time it is.
extension MessageCodec {
    static func encode(_ message: Message) -> [UInt8] { encode(message, at: WireClock(.zero)) }

    static func encode(_ message: Message, into bytes: inout [UInt8]) {
        encode(message, at: WireClock(.zero), into: &bytes)
    }

    static func decode(_ frame: [UInt8]) throws(WireError) -> Message {
        try decode(frame, at: WireClock(.zero))
    }

    static func decode(_ frame: ArraySlice<UInt8>) throws(WireError) -> Message {
        try decode(frame, at: WireClock(.zero))
    }
}
