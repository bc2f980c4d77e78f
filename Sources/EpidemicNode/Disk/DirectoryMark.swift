import Glibc

/// What tells a data directory from a copy of it: a file that is made once and never touched.
///
/// Its inode number and the moment of its last change come out different in every copy and in every
/// restored backup, and stay as they are when the directory is renamed.
enum DirectoryMark {
    private static let name = "mark"

    /// What stands in a backup in place of a mark. No directory has it: a node that is started from a backup
    /// begins a new life, wherever it was put.
    static let ofBackup = "backup"

    /// Whether a directory has been used before.
    static func isThere(in directory: String) -> Bool {
        access("\(directory)/\(name)", F_OK) == 0
    }

    /// The mark of a directory; it is made where there is none.
    ///
    /// - Throws: `DiskError.unusable`.
    static func read(in directory: String) throws(DiskError) -> String {
        let path = "\(directory)/\(name)"
        let file = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .unusable(path: directory, reason: systemReason()) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw .unusable(path: directory, reason: systemReason())
        }
        return "\(status.st_ino) \(status.st_ctim.tv_sec) \(status.st_ctim.tv_nsec)"
    }
}

/// What the system says of the last call that failed.
func systemReason() -> String { String(cString: strerror(errno)) }
