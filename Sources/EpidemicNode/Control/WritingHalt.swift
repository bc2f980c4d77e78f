import Epidemic
import EpidemicWire

/// Why a node takes no writes now, in words that clients of Redis know.
enum WritingHalt: Hashable {
    /// It is about to end: what it took now it could not hand over.
    case leaving
    /// What it took now it could not make durable.
    case disk(String)
    /// Its table takes as much as it may.
    case memory

    /// What it is called in a status and in the metrics.
    enum Name: String, CaseIterable { case leaving, disk, memory }

    var name: Name {
        switch self {
        case .leaving: .leaving
        case .disk: .disk
        case .memory: .memory
        }
    }

    /// For people.
    var sentence: String {
        switch self {
        case .leaving: "this node is about to end"
        case .disk(let reason): "writes cannot be made durable now: \(reason)"
        case .memory: "the table takes more memory than --max-memory allows"
        }
    }

    var answer: RESPValue {
        switch self {
        case .leaving: .error("READONLY \(sentence); write to another one.")
        case .disk: .error("MISCONF \(sentence). Reads go on.")
        case .memory: .error("OOM command not allowed when used memory > 'maxmemory'.")
        }
    }

    var drop: Drop {
        switch self {
        case .leaving: .refusedAtEnd
        case .disk: .refusedForDisk
        case .memory: .refusedForMemory
        }
    }
}

/// What a client wants to do to the table.
enum WritingKind: Hashable {
    case value
    /// It makes room, if not at once.
    case deletion
}

extension NodeDriver {
    /// Why nothing of this kind may be written now; nil when it may.
    func writingHalt(for kind: WritingKind) -> WritingHalt? {
        if isLeaving { return .leaving }
        if let reason = diskHalt { return .disk(reason) }
        let max = configuration.maxMemory
        if kind == .value, max > 0, replica.tableBytes > max { return .memory }
        return nil
    }

    /// Why writes cannot be made durable.
    private var diskHalt: String? {
        guard !durability.isSound else { return nil }
        switch durability.trouble {
        case .failed(_, let reason)?: return reason
        case .full?, .unusable?, .inUse?, .belongsTo?, .unknownForm?, .corrupt?:
            return "there is no room left"
        case nil:
            return "only \(durability.freeBytes ?? 0) bytes are free, and "
                + "\(durability.reserve) are kept in reserve"
        }
    }
}
