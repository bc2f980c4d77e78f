/// What came of spreading one rumor, an update that its holder is still willing to spread.
struct RumorAccount: Hashable, Sendable {
    /// Rounds in which it was spread.
    var rounds: UInt32 = 0
    /// Contacts of the round under way that were answered as unnecessary.
    var unnecessary: UInt32 = 0
    /// Rounds in a row whose contacts were unnecessary.
    var counter: UInt16 = 0
    /// Whether a contact of the round under way was news to its receiver.
    var wasUseful = false
    /// It left the list during the round; its place is kept until the round is settled.
    var isGone = false
}

/// Why a rumor left the hot list.
public enum CoolingReason: Hashable, Sendable {
    /// So many rounds in a row counted against it.
    case counter(Int)
    case coin
    case timeToLive
    case decay
    /// A newer update of the key arrived.
    case superseded
    /// Rumor mongering was switched off.
    case switchedOff
}
