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

    /// An exchange that ended so; all counts are 0 unless given.
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

extension ExchangeOutcome {
    init(of state: ExchangeState, ending: Ending) {
        self.init(
            method: state.method, ending: ending, repairedHere: state.repairedHere,
            repairedThere: state.repairedThere, roundTrips: state.roundTrips,
            messages: state.messages)
    }
}
