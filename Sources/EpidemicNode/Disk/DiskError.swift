import Epidemic

/// Why a data directory cannot be used. Nothing was lost silently: what was acknowledged before is
/// still there, or the error says what is damaged.
public enum DiskError: Error, Hashable, Sendable {
    /// It cannot be made or read.
    case unusable(path: String, reason: String)
    /// Another process has it open.
    case inUse(path: String)
    /// It is another node's.
    case belongsTo(ReplicaName, path: String, wanted: ReplicaName)
    /// A later version of the program made it.
    case unknownForm(Int64, path: String)
    /// It is damaged, here.
    case corrupt(path: String, what: String)
    /// There is no room for a write.
    case full(path: String)
    /// A write failed for another reason.
    case failed(path: String, reason: String)
}

extension DiskError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .unusable(let path, let reason):
            "the data directory \(path) cannot be used: \(reason); give a directory that this user "
                + "may write to"
        case .inUse(let path):
            "the data directory \(path) is in use by another process; stop that one, or give "
                + "another directory"
        case .belongsTo(let owner, let path, let wanted):
            "the data directory \(path) belongs to the node \(owner), not to \(wanted); give "
                + "--name \(owner), or another directory"
        case .unknownForm(let form, let path):
            "the data directory \(path) has the form \(form), and this program reads the forms "
                + "\(FormTwo.number) and \(DataDirectory.form); use the version of outbreak that "
                + "wrote it"
        case .corrupt(let path, let what):
            "the data directory \(path) is damaged: \(what); restore a backup, or give an empty "
                + "directory and let the other nodes fill it"
        case .full(let path):
            "there is no room left for the data directory \(path); make room"
        case .failed(let path, let reason):
            "the data directory \(path) cannot be written: \(reason)"
        }
    }
}
