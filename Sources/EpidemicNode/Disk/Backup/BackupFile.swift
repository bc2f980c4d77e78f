import Glibc

/// The file of a backup, which has another name until it is whole and on the disk.
///
/// So a file that has the name of a backup is one, whatever was killed or cut off; and what was there
/// before is never written over.
final class BackupFile: Sendable {
    /// What it is called when it is done.
    let path: String
    /// What it is called until then.
    let partial: String
    private let descriptor: Int32

    /// - Throws: `BackupError` when something is there already, or nothing can be.
    init(_ path: String) throws(BackupError) {
        self.path = path
        partial = "\(path).\(String(UInt32.random(in: .min ... .max), radix: 16)).partial"
        var status = stat()
        guard lstat(path, &status) != 0 else { throw .exists(path) }
        descriptor = open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(at: path) }
    }

    deinit {
        close(descriptor)
        discard()
    }

    /// Leaves nothing of it, unless it has its name already.
    func discard() {
        for name in [partial, partial + "-wal", partial + "-journal"] { unlink(name) }
    }

    /// Bytes of it.
    var byteCount: UInt64 {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? UInt64(status.st_size) : 0
    }

    /// How much room there is for it, beyond what a node keeps in reserve on the disk of its data.
    ///
    /// - Throws: `BackupError.noRoom`.
    func checkRoom(
        for needed: UInt64, reserving reserve: UInt64, at data: String
    ) throws(BackupError) {
        var (own, other, system) = (stat(), stat(), statvfs())
        guard fstat(descriptor, &own) == 0, stat(data, &other) == 0,
            fstatvfs(descriptor, &system) == 0
        else { return }
        let kept = own.st_dev == other.st_dev ? reserve : 0
        let free = UInt64(system.f_bavail) * UInt64(system.f_frsize)
        guard free < kept || free - kept < needed else { return }
        throw .noRoom(path, needed: needed, free: free, reserve: kept)
    }

    /// Makes durable what was written so far. Takes as long as the disk does.
    ///
    /// - Throws: `BackupError`.
    func flush() throws(BackupError) {
        guard fsync(descriptor) == 0 else { throw .system(at: path) }
    }

    /// Gives it its name, for good. Takes as long as the disk does.
    ///
    /// - Throws: `BackupError`, also when something has taken that name meanwhile.
    func publish() throws(BackupError) {
        try flush()
        guard link(partial, path) == 0 else { throw .system(at: path) }
        unlink(partial)
        let folder = open(Self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(folder) }
        guard folder >= 0, fsync(folder) == 0 else {
            let error = BackupError.system(at: path)
            unlink(path)
            throw error
        }
    }

    private static func folder(of path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parts.count > 1 ? parts.joined(separator: "/") : "/"
    }
}

extension BackupFile {
    /// The path that a client gave, from the root on; what is relative begins where the node was started.
    ///
    /// - Throws: `BackupError.noPath`.
    static func path(_ bytes: [UInt8]) throws(BackupError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty,
            !bytes.contains(0), !text.hasSuffix("/")
        else { throw .noPath(String(decoding: bytes.prefix(256), as: UTF8.self)) }
        if text.hasPrefix("/") { return text }
        guard let place = getcwd(nil, 0) else { throw .system(at: text) }
        defer { free(place) }
        let folder = String(cString: place)
        return folder.hasSuffix("/") ? folder + text : "\(folder)/\(text)"
    }

    /// Removes the log of another database that stood at this place before a backup was put there; SQLite
    /// would take it for this one's.
    ///
    /// A node's own database says in its head that it has a log, and a backup that it has none.
    static func removeForeignLog(besides database: String) {
        let file = open(database, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        var formats: [UInt8] = [0, 0]
        // Where SQLite's head says how the file is written and read: 1 without a log, 2 with one.
        guard pread(file, &formats, 2, 18) == 2, formats == [1, 1] else { return }
        for name in ["-wal", "-shm"] { unlink(database + name) }
    }
}
