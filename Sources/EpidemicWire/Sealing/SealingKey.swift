/// A secret that the members of one cluster share.
///
/// It is never printed: what people see is its fingerprint, from which it cannot be found.
public struct SealingKey: Hashable, Sendable {
    let bytes: [UInt8]
    /// Tells keys apart, on the wire too, so that noise costs no cryptography.
    public let fingerprint: KeyFingerprint

    /// The bytes in every key.
    public static let byteCount = 32

    /// - Returns: `nil` unless there are exactly 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
        fingerprint = Cipher.fingerprint(of: bytes)
    }
}

extension SealingKey: CustomStringConvertible {
    public var description: String { "key \(fingerprint)" }
}

/// Four bytes derived from a key.
public struct KeyFingerprint: Hashable, Sendable {
    let bits: UInt32
}

extension KeyFingerprint: CustomStringConvertible {
    /// Eight hexadecimal digits.
    public var description: String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
