/// The name of a replica: 1 to 64 characters out of `A–Z a–z 0–9 . _ -`.
///
/// The alphabet is small on purpose: names are compared byte by byte when a tie between two clocks
/// is broken, so no two spellings of one name may exist, and they are printed on every screen.
public struct ReplicaName: Hashable, Sendable {
    /// The name as text; its UTF-8 bytes are ASCII, so `String` order is byte order.
    public let text: String

    /// The longest name, in bytes.
    public static let lengthMax = 64

    /// - Returns: `nil` when `text` is empty, too long or holds another character.
    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= Self.lengthMax,
            text.utf8.allSatisfy(Self.isAllowed)
        else { return nil }
        self.text = text
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension ReplicaName {
    /// By bytes: names are ASCII, so nothing has to be normalised as in other strings.
    public func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension ReplicaName: Comparable {
    /// By the bytes of the text.
    public static func < (left: ReplicaName, right: ReplicaName) -> Bool { left.text < right.text }
}

extension ReplicaName: CustomStringConvertible {
    public var description: String { text }
}

extension ReplicaName: ExpressibleByStringLiteral {
    /// A name written in a program's text; a wrong one is a programmer's error.
    public init(stringLiteral text: String) {
        guard let name = ReplicaName(text) else {
            preconditionFailure(
                "replica name \"\(text)\" must be 1 to 64 characters of A-Z a-z 0-9 . _ -")
        }
        self = name
    }
}
