/// The name of an item in the replicated table: any bytes, at most `Limits.keyBytesMax`.
public struct Key: Hashable, Sendable {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public init(_ text: String) { bytes = Array(text.utf8) }
}

extension Key: Comparable {
    /// By bytes, so that every replica sorts alike.
    public static func < (left: Key, right: Key) -> Bool {
        left.bytes.withUnsafeBufferPointer { left in
            right.bytes.withUnsafeBufferPointer { right in
                // Replicas of one process share most keys, and what is one in memory is equal at once.
                guard left.baseAddress != right.baseAddress else { return false }
                for place in 0..<min(left.count, right.count) where left[place] != right[place] {
                    return left[place] < right[place]
                }
                return left.count < right.count
            }
        }
    }
}

extension Key: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension Key: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self.init(text) }
}
