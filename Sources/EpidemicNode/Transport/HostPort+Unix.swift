/// A control address may also be a socket in the file system, written `unix:/run/outbreak.sock`.
extension HostPort {
    private static let unixMark = "unix:"
    /// What the system lets a path of a socket be, in bytes.
    private static let pathBytesMax = 107

    /// Where a node is controlled: `HOST:PORT`, `unix:PATH`, or just a path, which has a slash in it.
    ///
    /// - Returns: nil for anything else.
    public init?(control text: String) {
        if text.hasPrefix(Self.unixMark) {
            self.init(unix: String(text.dropFirst(Self.unixMark.count)))
        } else if text.contains("/") {
            self.init(unix: text)
        } else {
            self.init(text)
        }
    }

    /// A socket in the file system; nil when the system could not have one there.
    init?(unix path: String) {
        guard !path.isEmpty, path.utf8.count <= Self.pathBytesMax,
            !path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        else { return nil }
        self.init(host: Self.unixMark + path, port: 0)
    }

    /// The path of a socket in the file system; nil for an address of a network.
    public var unixPath: String? {
        host.hasPrefix(Self.unixMark) ? String(host.dropFirst(Self.unixMark.count)) : nil
    }
}
