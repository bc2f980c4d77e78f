/// What came of spreading one rumor, an update that its holder is still willing to spread.
struct RumorAccount: Hashable, Sendable {
    /// Rounds in which it was spread; under push-then-pull its age in rounds, here and elsewhere.
    var rounds: UInt32 = 0
    /// Contacts of the round under way that were answered as unnecessary.
    var unnecessary: UInt32 = 0
    /// Rounds in a row whose contacts were unnecessary; under median counter how far it is.
    var counter: UInt16 = 0
    /// Partners of the round under way that are as far as this, or farther; only under median counter.
    var asFar: UInt16 = 0
    /// In which of its rounds it went past its limit; only under median counter.
    var roundsToLimit: UInt32 = 0
    /// Who is known to have it.
    var holders = Holders()
    /// Whether one of them is past the limit.
    var metPast = false
    /// Whether a contact of the round under way was news to its receiver.
    var wasUseful = false
    /// It left the list during the round; its place is kept until the round is settled.
    var isGone = false

    /// A contact's receiver said whether it was news, and so has it now, where that is sure.
    @inline(__always) mutating func hear(
        useful: Bool, holder: Peer?, _ memory: Holders.Memory
    ) {
        if let holder { holders.insert(holder, memory) }
        if useful { wasUseful = true } else { unnecessary += 1 }
    }
}

/// Why a rumor left the hot list.
public enum CoolingReason: Hashable, Sendable {
    /// So many rounds in a row counted against it.
    case counter(Int)
    case coin
    case timeToLive
    case decay
    /// It was given out long enough.
    case pushThenPull
    /// It was past its limit long enough, or was spread for as many rounds as any rumor may be.
    case medianCounter
    /// In a flood: every peer is known to have it.
    case knownToAll
    /// Another update of the key won over it.
    case superseded
    /// It is a death certificate that grew too old.
    case expired
    /// Rumor mongering was switched off.
    case switchedOff
}
