/// An anti-entropy exchange, as its initiator remembers it. The peer remembers nothing.
struct ExchangeState: Sendable {
    let number: ExchangeNumber
    let peer: Peer
    let method: AntiEntropySettings.Method
    /// The peers that refused before this one was tried.
    var refusedBy = Few<Peer>()
    var phase: Phase
    /// The request whose answer is waited for.
    var request: ExchangeRequest
    /// Updates that the peer wants and that were not sent yet.
    var outgoing: [UpdateReference] = []
    var retries = 0
    var repairedHere = 0
    var repairedThere = 0
    var roundTrips = 0
    var messages = 0

    /// What the initiator does with the next answer.
    enum Phase: Hashable {
        /// Both roots are compared before anything else; what differs is searched in full.
        case opening
        /// The caches are compared.
        case caches
        /// Updates of the peer's cache are fetched, these among them still to come.
        case fetching([UpdateReference])
        /// The table is walked; everything up to this key has been compared.
        case walking(through: Key?)
        /// Values are handed over before the step that comes next.
        case delivering(next: Next)
        /// Both roots are compared at the end.
        case closing

        /// Whether this is an answer to what was asked. A stretch of the table must end further on than
        /// it began, or the walk would never end.
        func expects(_ body: ExchangeReply.Body) -> Bool {
            switch (self, body) {
            case (.opening, .compared), (.closing, .compared), (.caches, .recent),
                (.fetching, .fetched), (.delivering, .delivered):
                true
            case (.walking(let cursor), .range(let through?, _, _)):
                cursor.map { $0 < through } ?? true
            case (.walking, .range(nil, _, _)): true
            // Only the first step of an exchange is refused.
            case (.opening, .refused), (.caches, .refused), (.walking(nil), .refused): true
            case (.opening, _), (.closing, _), (.caches, _), (.fetching, _), (.delivering, _),
                (.walking, _):
                false
            }
        }
    }

    /// The step after the values that it has to wait for.
    enum Next: Hashable {
        case walk(after: Key?)
        case fetch([UpdateReference])
        case compare(last: Last)
    }

    /// Whether a comparison that fails ends the exchange.
    enum Last: Hashable { case yes, no }
}

/// What an exchange came to.
public struct ExchangeOutcome: Hashable, Sendable {
    /// How it ended.
    public enum Ending: Hashable, Sendable {
        /// The roots are equal now.
        case equal
        /// It ran to its end and the tables differ still: they changed meanwhile.
        case different
        /// The peer did not answer.
        case abandoned
        /// Nobody that was tried accepted it.
        case refused
    }

    public let method: AntiEntropySettings.Method
    public let ending: Ending
    /// Entries changed at the initiator and at the peer.
    public let repairedHere: Int
    public let repairedThere: Int
    public let roundTrips: Int
    /// Messages sent and received by the initiator.
    public let messages: Int

    public init(
        method: AntiEntropySettings.Method, ending: Ending, repairedHere: Int = 0,
        repairedThere: Int = 0, roundTrips: Int = 0, messages: Int = 0
    ) {
        self.method = method
        self.ending = ending
        self.repairedHere = repairedHere
        self.repairedThere = repairedThere
        self.roundTrips = roundTrips
        self.messages = messages
    }
}
