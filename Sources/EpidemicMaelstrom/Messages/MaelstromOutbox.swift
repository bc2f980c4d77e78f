/// What a node wants done: owned by the caller, who sends the messages in order and says the complaints to
/// whoever looks after the node, but never on standard output.
public struct MaelstromOutbox: Sendable {
    /// Messages to send.
    public internal(set) var messages: [MaelstromMessage] = []
    /// What was not heeded, one sentence each.
    public internal(set) var complaints: [String] = []

    public init() {}

    /// Forgets everything and keeps the room.
    public mutating func removeAll() {
        messages.removeAll(keepingCapacity: true)
        complaints.removeAll(keepingCapacity: true)
    }
}
