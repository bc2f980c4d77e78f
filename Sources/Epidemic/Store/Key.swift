/// The name of an item in the replicated table: any bytes, at most `Limits.keyBytesMax`.
public struct Key: Hashable, Sendable {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public init(_ text: String) { bytes = Array(text.utf8) }
}

extension Key: Comparable {
    /// By bytes, so that every replica sorts alike.
    public static func < (left: Key, right: Key) -> Bool {
        // Replicas of one process share most keys, and what is one in memory is seen to be equal at once.
        left.bytes != right.bytes && left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension Key: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension Key: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self.init(text) }
}
