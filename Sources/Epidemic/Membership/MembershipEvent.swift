/// What happens among members, each with a counter of its own.
public enum MembershipEvent: UInt8, Hashable, Sendable, CaseIterable {
    case probe
    /// A probe that neither its target nor anybody in its place answered.
    case probeFailed
    /// A failed probe by a member that got no answer from anybody: it doubts itself.
    case doubted
    case suspected
    /// A suspicion of this member, refuted by itself.
    case refuted
    case declaredDead
    /// A member taken for dead that was tried again.
    case reconnect
    /// A claim of an exchange that was put to its subject instead of being believed.
    case challenged
    /// An answer to a probe that is not under way.
    case unexpectedAnswer
    /// A probe meant for another node.
    case wrongTarget
    /// A member that there is no room for.
    case tableFull
    /// More indirect probes at once than are made for others.
    case tooManyRelays
    /// Another node that lives under the same name.
    case nameTaken
    /// A message about members where the peers are a fixed list, or to a registry where none is.
    case unserved
    /// Old news of a member that was forgotten.
    case forgotten

    /// The name that people see.
    public var name: String {
        switch self {
        case .probe: "probes"
        case .probeFailed: "probes unanswered"
        case .doubted: "doubts of itself"
        case .suspected: "suspicions raised"
        case .refuted: "suspicions refuted"
        case .declaredDead: "members declared dead"
        case .reconnect: "dead members tried again"
        case .challenged: "claims put to their subject"
        case .unexpectedAnswer: "unexpected probe answer"
        case .wrongTarget: "probe of another node"
        case .tableFull: "member table full"
        case .tooManyRelays: "too many indirect probes"
        case .nameTaken: "name taken"
        case .unserved: "membership not served"
        case .forgotten: "old news of a forgotten member"
        }
    }
}

/// How often each of them happened.
public struct MembershipCounters: Hashable, Sendable {
    private var counts = [UInt64](repeating: 0, count: MembershipEvent.allCases.count)

    public subscript(event: MembershipEvent) -> UInt64 { counts[Int(event.rawValue)] }

    mutating func count(_ event: MembershipEvent) { counts[Int(event.rawValue)] += 1 }
}

/// What a member came to believe, for whoever watches.
public enum MembershipTrace: Hashable, Sendable {
    /// It is believed to stand so from now on; before it did otherwise, or was not known.
    case believes(ReplicaID, MemberState, before: MemberState?)
    /// It refuted what was said of itself.
    case refuted(MemberState)
    /// A registry has not answered for a whole lease, or answers again.
    case registry(RegistryState, at: NodeAddress)
    /// Something was not heeded, by name.
    case dropped(MembershipEvent, from: Peer?)
}

/// How a registry stands, as a member sees it.
public enum RegistryState: UInt8, Hashable, Sendable, CaseIterable {
    /// It has not answered yet.
    case unknown
    case answering
    /// It has not answered for a whole lease.
    case silent
}
