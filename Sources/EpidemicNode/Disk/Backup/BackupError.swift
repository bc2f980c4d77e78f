import Glibc

/// Why there is no backup; nothing is left of what was begun.
enum BackupError: Error, Hashable {
    /// The node keeps no data on a disk.
    case noData
    /// It cannot be a path.
    case noPath(String)
    /// Something has this name already.
    case exists(String)
    /// The disk on which it was to be has no room for it.
    case full(String)
    /// There is less room than it needs, and than the node keeps in reserve where it is the node's disk.
    case noRoom(String, needed: UInt64, free: UInt64, reserve: UInt64)
    /// What was copied is not what was written.
    case damaged(String, what: String)
    /// It cannot be written for another reason.
    case failed(String, reason: String)

    /// What a failure means while a backup is written.
    init(_ failure: SQLiteFailure, at path: String) {
        self =
            if failure.isFull {
                .full(path)
            } else if failure.isDamage {
                .damaged(path, what: failure.message)
            } else {
                .failed(path, reason: failure.message)
            }
    }

    init(_ error: DiskError, at path: String) {
        self =
            switch error {
            case .full: .full(path)
            case .corrupt(_, let what): .damaged(path, what: what)
            case .unusable(_, let reason), .failed(_, let reason): .failed(path, reason: reason)
            case .inUse, .belongsTo, .unknownForm: .failed(path, reason: "\(error)")
            }
    }

    /// What the system says of the last call that failed.
    static func system(at path: String) -> BackupError {
        switch errno {
        case EEXIST: .exists(path)
        case ENOSPC, EDQUOT: .full(path)
        case _: .failed(path, reason: systemReason())
        }
    }
}

extension BackupError: CustomStringConvertible {
    /// One sentence for people.
    var description: String {
        switch self {
        case .noData:
            "this node keeps no data on a disk, of which there could be a backup; start it with --data"
        case .noPath(let text):
            "a backup cannot be written to '\(text)'; give the path of a new file"
        case .exists(let path): "\(path) is there already; give the path of a new file"
        case .full(let path):
            "there is no room left for the backup \(path); make room, or give a path on another disk"
        case .noRoom(let path, let needed, let free, let reserve):
            "there is no room for the backup \(path): it takes \(needed) bytes, and \(free) are free, "
                + (reserve > 0 ? "of which the node keeps \(reserve) in reserve" : "all told")
                + "; make room, or give a path on another disk"
        case .damaged(let path, let what):
            "the backup \(path) cannot be read again: \(what); nothing is kept of it"
        case .failed(let path, let reason):
            "the backup \(path) cannot be written: \(reason); give a path in a directory that is "
                + "there and that the node's user may write to"
        }
    }
}
