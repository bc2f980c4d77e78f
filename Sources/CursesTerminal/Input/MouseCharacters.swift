import TerminalUI

/// The three characters that follow `ESC [ M` when a terminal tells of the mouse in the oldest form, or in
/// the one (xterm's mode 1005) that writes those from 128 on as UTF-8, in two bytes.
///
/// Nothing says which form it is. Two bytes that are such a character are taken for one: the other reading
/// would let the last byte be a key.
struct MouseCharacters: Hashable, Sendable {
    private var bytes: [UInt8] = []

    /// Takes a byte.
    ///
    /// - Returns: whether the byte belongs to the report; if not, the report was complete before it.
    mutating func take(_ byte: UInt8) -> Bool {
        let isSecond = endsWithFirst && byte & 0xC0 == 0x80
        guard Self.values(bytes).count < 3 || isSecond else { return false }
        // Three bytes that look like two characters were three, if what follows is none.
        guard byte >= 0x20 || bytes.count < 3 else { return false }
        bytes.append(byte)
        return true
    }

    /// Whether nothing more can belong to it.
    var isComplete: Bool {
        Self.values(bytes).count == 3 && !endsWithFirst
    }

    /// What it tells, as far as it came: in the form of two bytes, else as three.
    var event: MouseEvent? {
        let values = Self.values(bytes)
        return MouseEvent(values: values.count < 3 ? bytes.map { Int($0) } : values)
    }

    /// Whether the last byte may be the first one of a character of two.
    private var endsWithFirst: Bool { bytes.last.map { (0xC2...0xDF).contains($0) } ?? false }

    private static func values(_ bytes: [UInt8]) -> [Int] {
        var values: [Int] = []
        var first: Int?
        for byte in bytes {
            if let begun = first, byte & 0xC0 == 0x80 {
                values[values.count - 1] = (begun & 0x1F) << 6 | Int(byte & 0x3F)
                first = nil
            } else {
                values.append(Int(byte))
                first = (0xC2...0xDF).contains(byte) ? Int(byte) : nil
            }
        }
        return values
    }
}
