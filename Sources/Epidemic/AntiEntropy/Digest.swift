/// 128 bits of SHA-256: of an entry, or, added up, of a table. Equal digests mean equal contents.
public struct Digest: Hashable, Sendable {
    // Two halves need no larger alignment than everything around them.
    private let high: UInt64
    private let low: UInt64

    /// The 128 bits, the first of them highest.
    public var bits: UInt128 { UInt128(high) << 64 | UInt128(low) }

    /// A digest of these bits, as another replica told it.
    public init(bits: UInt128) {
        high = UInt64(truncatingIfNeeded: bits >> 64)
        low = UInt64(truncatingIfNeeded: bits)
    }

    /// The digest of an empty table.
    public static let empty = Digest(bits: 0)

    /// Digests of sets add up, so that one member can come or go without the others being read again.
    public static func + (left: Digest, right: Digest) -> Digest {
        Digest(bits: left.bits &+ right.bits)
    }

    /// What is left of a set's digest when a member goes.
    public static func - (left: Digest, right: Digest) -> Digest {
        Digest(bits: left.bits &- right.bits)
    }

    static func += (left: inout Digest, right: Digest) { left = left + right }

    /// The first `digits` of the 32 hexadecimal digits.
    public func prefix(_ digits: Int) -> String {
        let text = digits <= 16 ? Self.hexadecimal(high) : description
        return String(text.prefix(digits))
    }
}

extension Digest: Comparable {
    /// An order that means nothing, and is the same everywhere.
    public static func < (left: Digest, right: Digest) -> Bool { left.bits < right.bits }
}

extension Digest: CustomStringConvertible {
    public var description: String {
        Self.hexadecimal(high) + Self.hexadecimal(low)
    }

    /// In halves, because words are divided much faster than what is twice as long.
    private static func hexadecimal(_ half: UInt64) -> String {
        let digits = String(half, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
