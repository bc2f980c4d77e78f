/// What a key stands for: any bytes, at most `Limits.valueBytesMax`.
public struct Value: Hashable, Sendable {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public init(_ text: String) { bytes = Array(text.utf8) }
}

extension Value: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension Value: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self.init(text) }
}
