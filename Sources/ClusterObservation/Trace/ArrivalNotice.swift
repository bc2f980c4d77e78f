/// What happens at a node on the way to knowing what the others know.
public enum ArrivalNotice: Hashable, Sendable {
    /// It asks the others, and takes no writes meanwhile.
    case began
    /// It is ready: it holds everything that this one held.
    case learned(from: NodeID)
    /// It is ready: all others are arriving too, and hold no more.
    case together
    /// It takes writes because nobody answered.
    case alone
    /// It is ready: it knows of nobody else.
    case first
    /// So many writes were made again: their identity was in use, or what they replace was not known when they were
    /// made.
    case reissued(Int)
}
