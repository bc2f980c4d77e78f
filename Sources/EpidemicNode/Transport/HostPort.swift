/// An address as people write it: `127.0.0.1:7001`, `n2.example.org:7001`, `[::1]:7001`.
public struct HostPort: Hashable, Sendable {
    /// A name, or an address without brackets.
    public let host: String
    /// 0 lets the system choose, where something is listened on.
    public let port: UInt16

    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// - Returns: nil unless the text is a host, a colon and a port from 0 to 65535.
    public init?(_ text: String) {
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")),
            let port = UInt16(text[text.utf8.index(after: colon)...])
        else { return nil }
        let host = text[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let bare = isBracketed ? host.dropFirst().dropLast() : host
        guard !bare.isEmpty, isBracketed || !bare.utf8.contains(UInt8(ascii: ":")),
            !bare.unicodeScalars.contains(where: \.isBlank)
        else { return nil }
        self.init(host: String(bare), port: port)
    }
}

extension Unicode.Scalar {
    /// Whether it is white space; told of ASCII without a table, for addresses are read by thousands.
    fileprivate var isBlank: Bool { isASCII ? value <= 32 : properties.isWhitespace }
}

extension HostPort: CustomStringConvertible {
    public var description: String {
        if unixPath != nil { return host }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
