/// Base64 of RFC 4648, §4, with its padding, in the one spelling that an encoder writes.
enum Base64 {
    /// The characters that 32 bytes take.
    static let lengthOfKey = 44

    /// The bytes of a text; nil when it is none.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
        let letters = text.dropLast(padding)
        let values = letters.compactMap(value)
        guard values.count == letters.count else { return nil }
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        for (place, value) in values.enumerated() {
            bits = bits << 6 | UInt32(value)
            if place % 4 > 0 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> (6 - 2 * UInt32(place % 4))))
            }
        }
        guard isCanonical(bits, padding: padding) else { return nil }
        return bytes
    }

    /// The bits that no byte takes must be zero.
    private static func isCanonical(_ bits: UInt32, padding: Int) -> Bool {
        switch padding {
        case 0: true
        case 1: bits & 0b11 == 0
        default: bits & 0b1111 == 0
        }
    }

    private static func value(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
