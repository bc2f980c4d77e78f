import Epidemic

/// Why a replicated dictionary does not do what it was asked.
public enum ReplicatedDictionaryError: Error, Sendable {
    /// Its replica cannot start.
    case node(NodeError)
    /// The replica cannot write this; nothing has changed.
    case refused(WriteRefusal)
    /// It was closed, or its replica has ended; nothing has changed.
    case closed
    /// A client of its control port has frozen it; nothing has changed.
    case frozen
    /// The table takes as many bytes as `NodeConfiguration.maxMemory` lets it; nothing has changed.
    case noMemory(max: UInt64)
    /// Nothing can be made durable now, for this reason. Either nothing has changed, or the change is made
    /// durable, and told to the others, as soon as the disk takes it.
    case notDurable(reason: String)
}

extension ReplicatedDictionaryError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .node(let error): "\(error)"
        case .refused(let refusal): refusal.sentence
        case .closed: "the replicated dictionary is closed; it can only be read"
        case .frozen: "the replica is frozen; OUTBREAK THAW at its control port lets it go on"
        case .noMemory(let max):
            "the table takes more than \(max) bytes; remove keys, or give it more memory"
        case .notDurable(let reason): "the change cannot be made durable now: \(reason)"
        }
    }
}
