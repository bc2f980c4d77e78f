/// What happened inside a replica, and why.
public enum Trace: Sendable {
    /// A client wrote or deleted here; over the update that was here.
    case wrote(Update, over: Update?)
    /// An update arrived and won.
    case received(Update, from: Peer, by: Layer, hops: Int, over: Update?)
    /// An update arrived and lost.
    case outdated(Update, from: Peer, by: Layer, winner: Update)
    /// A death certificate is active again: it met something older, or a later activation came.
    case reactivated(Update)
    /// A death certificate is kept dormant from now on.
    case wentDormant(Update)
    /// A death certificate was let go, from where it was kept.
    case discarded(Update, from: CertificatePlace)
    /// A value was taken that nothing is known of here, and that is older than what was let go: it may have
    /// been deleted, and its deletion is forgotten.
    case cameBack(Update, from: Peer)
    /// A value was refused: it was seen, and something that won over it, which is forgotten.
    case refused(Update, from: Peer)
    /// A value was let go, because a peer had seen what won over it.
    case letGo(Update, toldBy: Peer)
    /// It was away for longer than deletions are remembered.
    case wasAway(Absence)
    /// A rumor left the hot list.
    case cooled(Update, CoolingReason)
    case exchangeBegan(with: Peer, AntiEntropySettings.Method)
    case exchangeEnded(with: Peer, ExchangeOutcome)
    /// Something was not heeded, by name.
    case irregular(Irregularity, from: Peer?)
    /// An update arrived with the identity of one that is held, and differs from it.
    case diverged(Update, held: Update)
    /// It lives under a new epoch now.
    case tookEpoch(ReplicaID)
    /// It came to believe something of the others.
    case membership(MembershipTrace)
    /// It came nearer to knowing what the others know.
    case arrival(ArrivalEvent)
}

/// Where a replica keeps death certificates.
public enum CertificatePlace: Hashable, Sendable {
    /// Among all entries.
    case table
    /// Beside them, offered to nobody.
    case dormant
}

/// What is not heeded: protocol-normal trouble, each with a counter of its own.
public enum Irregularity: UInt8, Hashable, Sendable, CaseIterable {
    /// An update that was known already.
    case duplicate
    /// Feedback or a want list that came before, or that speaks of nothing that is hot still.
    case lateFeedback
    /// An answer to an exchange or a step that is not under way.
    case unexpectedReply
    /// An answer to a step that was given up; the round trip is measured by it.
    case lateReply
    /// An answer comes from another life of the peer than the exchange is with; the exchange is given up.
    case otherLife
    /// A timer that was set anew meanwhile.
    case staleTimer
    /// An update that lost against what is held.
    case superseded
    /// Equal identities with different clocks or contents.
    case diverged
    /// A key whose context has no room for more names: those that count least were left out.
    case contextFull
    /// An update of one origin too many, or that left one gap too many: another life made room.
    case seenClockFull
    /// An update that was stored without becoming hot, because too many are.
    case hotListFull
    /// An update that was stored without becoming hot, because it is one of a flood.
    case notPassedOn
    /// More pulls in one round than are kept account of.
    case tooManyPulls
    /// A transfer asked for that is not held any more.
    case wantedGone
    /// An exchange was due while another was under way.
    case exchangeUnderWay
    /// A step was sent again because its answer did not come.
    case stepRepeated
    /// An own sequence was heard of that was never issued.
    case identityInUse
    /// The peer's hash tree has another depth, so the tables are walked.
    case otherDepth
    /// The symbols of a peer's sketch contradict each other.
    case sketchContradictory
    /// A sketch did not come to an end within its limits.
    case sketchTooLong
    /// A peer whose wall clock differs from the own by more than the setting.
    case clockSkew
    /// A floor has no room for more names: those that count least were left out.
    case floorFull
    /// An update or a floor whose clock is longer than anybody can have counted by now.
    case clockAhead
    /// A value that was taken although it is older than what was let go.
    case cameBack
    /// A value that was seen, and is held no more: it was superseded, by something that is forgotten.
    case forgotten
    /// A value that was let go, because a peer had seen what won over it.
    case letGo

    /// The name that people see.
    public var name: String {
        switch self {
        case .duplicate: "duplicate"
        case .lateFeedback: "late feedback"
        case .unexpectedReply: "unexpected reply"
        case .lateReply: "late reply"
        case .otherLife: "peer began anew during an exchange"
        case .staleTimer: "stale timer"
        case .superseded: "superseded on arrival"
        case .diverged: "diverged"
        case .contextFull: "context full"
        case .seenClockFull: "seen clock full"
        case .hotListFull: "hot list full"
        case .notPassedOn: "not passed on"
        case .tooManyPulls: "too many pulls"
        case .wantedGone: "wanted update gone"
        case .exchangeUnderWay: "exchange under way"
        case .stepRepeated: "step repeated"
        case .identityInUse: "identity in use"
        case .otherDepth: "hash tree of another depth"
        case .sketchContradictory: "contradictory sketch"
        case .sketchTooLong: "sketch too long"
        case .clockSkew: "clock skew"
        case .floorFull: "floor full"
        case .clockAhead: "clock ahead"
        case .cameBack: "came back, deletion forgotten"
        case .forgotten: "came back, refused"
        case .letGo: "came back, let go"
        }
    }
}

/// How often each irregularity happened.
///
/// Duplicates are what most rumors come to; of the others most replicas never see one.
public struct IrregularityCounters: Sendable {
    private var duplicates: UInt32 = 0
    /// By raw value; empty until there is one.
    private var others: [UInt32] = []

    public subscript(irregularity: Irregularity) -> UInt64 {
        if irregularity == .duplicate { return UInt64(duplicates) }
        return others.isEmpty ? 0 : UInt64(others[Int(irregularity.rawValue)])
    }

    @inline(__always) mutating func count(_ irregularity: Irregularity) {
        if irregularity == .duplicate {
            if duplicates < .max { duplicates += 1 }
        } else {
            countRare(irregularity)
        }
    }

    private mutating func countRare(_ irregularity: Irregularity) {
        if others.isEmpty { others = Irregularity.allCases.map { _ in 0 } }
        let place = Int(irregularity.rawValue)
        if others[place] < .max { others[place] += 1 }
    }
}
