/// Text from outside in a form that a terminal, a log or a line of an answer can hold: nothing in it can
/// end a line, move a cursor or change a colour.
public enum EscapedText {
    /// Bytes as Redis writes them: between quotes, and `\xHH` for whatever is no printable ASCII.
    public static func quoted(_ bytes: some Sequence<UInt8>) -> String {
        var text = "\""
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                text += "\\\(Unicode.Scalar(byte))"
            case 0x0A: text += "\\n"
            case 0x0D: text += "\\r"
            case 0x09: text += "\\t"
            case 0x07: text += "\\a"
            case 0x08: text += "\\b"
            case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += hexadecimal(UInt32(byte))
            }
        }
        return text + "\""
    }

    /// Text with `\xHH` in place of every control character.
    public static func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var plain = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                plain += hexadecimal(scalar.value)
            } else {
                plain.unicodeScalars.append(scalar)
            }
        }
        return plain
    }

    /// Bytes as text when they are text, with `\xHH` in place of every control character; else as `quoted`,
    /// without the quotes.
    public static func plain(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.utf8.elementsEqual(bytes)
            ? plain(text) : String(quoted(bytes).dropFirst().dropLast())
    }

    /// Whether a scalar is one of ASCII's or Latin-1's controls, or turns the direction of a line.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return value > 0xFF ? "\\u{\(digits)}" : "\\x" + (digits.count == 1 ? "0" : "") + digits
    }
}
