import Glibc

/// The file of a control socket: who may connect is who may open it.
struct ControlSocketFile {
    let path: String
    private let inode: ino_t

    /// Whose file a path is.
    private enum Found { case nothing, stale, listening, other }

    /// Makes room for a socket: what an earlier process left is removed when nobody listens there any more,
    /// and nothing else ever is.
    ///
    /// - Returns: why there is no room; nil when there is.
    static func makeRoom(at path: String) -> String? {
        switch found(at: path) {
        case .nothing: return nil
        case .listening: return "another process listens there"
        case .other: return "there is a file that is no socket"
        case .stale: return unlink(path) == 0 ? nil : systemReason()
        }
    }

    /// Binds a socket at a path. Its mode is set before, so that nobody else can ever open it.
    ///
    /// - Returns: the open socket, and its file; nil with the reason in `errno`.
    static func bind(at path: String) -> (descriptor: Int32, file: ControlSocketFile)? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fchmod(descriptor, 0o600) == 0,
            withPlace(path, { Glibc.bind(descriptor, $0, $1) }) == 0, lstat(path, &status) == 0
        else {
            let reason = errno
            close(descriptor)
            errno = reason
            return nil
        }
        return (descriptor, ControlSocketFile(path: path, inode: status.st_ino))
    }

    /// Removes it, unless somebody else's stands there by now.
    func remove() {
        var status = stat()
        if lstat(path, &status) == 0, status.st_ino == inode { unlink(path) }
    }

    private static func found(at path: String) -> Found {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .nothing }
        guard status.st_mode & S_IFMT == S_IFSOCK else { return .other }
        let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard file >= 0 else { return .listening }
        defer { close(file) }
        let outcome = withPlace(path) { connect(file, $0, $1) }
        return outcome != 0 && errno == ECONNREFUSED ? .stale : .listening
    }

    /// Hands on a path as the system wants it.
    ///
    /// - Returns: what the body did; -1 when the path is too long.
    private static func withPlace(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var place = sockaddr_un()
        place.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: place.sun_path) else {
            errno = ENAMETOOLONG
            return -1
        }
        withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
