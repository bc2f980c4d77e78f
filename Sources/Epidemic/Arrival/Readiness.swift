/// Whether a replica knows what the others know, which it has to before it takes writes (PROTOCOL.md §7).
///
/// A replica that has not heard of a key's clock writes a shorter one than it replaces: the write is
/// acknowledged and loses. So whoever begins where others are *arrives* first.
public enum Readiness: UInt8, Hashable, Sendable, CaseIterable {
    /// It has once held everything that a ready replica held, or began the cluster with the others.
    case ready
    /// Nobody answered for some seconds: it takes writes, and still looks for somebody who knows more.
    case alone
    /// It takes no writes yet.
    case arriving

    /// Whether it takes writes.
    public var takesWrites: Bool { self != .arriving }
}

/// How a replica begins.
public enum Birth: Hashable, Sendable {
    /// Together with the cluster, of which nobody knows anything yet: it is ready at once.
    case founding
    /// Where others may be: it arrives, unless it was told of nobody.
    case arriving
    /// Where others may be, with the disk that this life was lived on before. If nobody answers, nobody can tell
    /// whether the disk was set back: a new life begins before anything is written.
    case returning
    /// Where others may be, in a new life with the table of an earlier one, which may have written more: what
    /// it writes while nobody answers is made again over what it then learns.
    case restored
}

/// What happens on the way to being ready.
public enum ArrivalEvent: Hashable, Sendable {
    /// It asks the others whether they are ready.
    case began
    /// It holds everything that this peer held when their exchange began.
    case learned(from: Peer)
    /// All that are known are arriving too, and hold nothing that it does not.
    case together
    /// Nobody answered; it takes writes from now on.
    case alone
    /// It was told of nobody.
    case first
    /// So many own writes were made again: their identity was in use, or what they replace was not known when they
    /// were made.
    case reissued(Int)
}
