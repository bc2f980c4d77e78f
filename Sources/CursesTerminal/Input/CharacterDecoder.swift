/// Makes characters out of bytes.
///
/// A byte from 0x80 to 0x9F that is no part of a character is a control character of its own, as
/// terminals send that are set to eight bits: 0x9B begins what `ESC [` begins. Other bytes that are no
/// character are dropped, and what stands behind them is not.
struct CharacterDecoder: Hashable, Sendable {
    private let characters: CharacterSet
    /// The beginning of a character.
    private var begun: [UInt8] = []

    /// How the terminal writes characters.
    enum CharacterSet: Hashable, Sendable {
        case utf8
        /// One byte each: what every one of the 256 stands for, `nil` for what is no character.
        case bytes([Unicode.Scalar?])
    }

    init(_ characters: CharacterSet) {
        self.characters = characters
    }

    /// Takes a byte and gives the characters that are complete with it.
    mutating func decode(_ byte: UInt8) -> [Unicode.Scalar] {
        switch characters {
        case .bytes(let table):
            if let character = table[Int(byte)] { [character] } else { Self.control(byte) }
        case .utf8: decodeUTF8(byte)
        }
    }

    /// A byte that is no character, as a control character of eight bits.
    private static func control(_ byte: UInt8) -> [Unicode.Scalar] {
        (0x80...0x9F).contains(byte) ? [Unicode.Scalar(byte)] : []
    }

    private mutating func decodeUTF8(_ byte: UInt8) -> [Unicode.Scalar] {
        guard let first = begun.first else { return decodeFirst(byte) }
        guard byte & 0xC0 == 0x80 else {
            begun = []
            return decodeFirst(byte)
        }
        begun.append(byte)
        guard begun.count == Self.length(first) else { return [] }
        defer { begun = [] }
        return Self.character(begun).map { [$0] } ?? []
    }

    private mutating func decodeFirst(_ byte: UInt8) -> [Unicode.Scalar] {
        switch byte {
        case ..<0xA0: return [Unicode.Scalar(byte)]
        case 0xC2...0xF4: begun = [byte]
        default: break
        }
        return []
    }

    private static func length(_ first: UInt8) -> Int {
        first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    }

    /// The character that bytes of the right form stand for; `nil` for a surrogate, for what is too
    /// large, and for what would fit into fewer bytes.
    private static func character(_ bytes: [UInt8]) -> Unicode.Scalar? {
        let mask = UInt32(0xFF) >> UInt32(bytes.count + 1)
        let value = bytes.dropFirst().reduce(UInt32(bytes[0]) & mask) {
            $0 << 6 | UInt32($1 & 0x3F)
        }
        let least: UInt32 = [0x80, 0x800, 0x1_0000][bytes.count - 2]
        return value < least ? nil : Unicode.Scalar(value)
    }
}
