/// One anti-entropy exchange, under way or over.
public struct ExchangeDetail: Hashable, Sendable {
    /// Who began it, and with whom.
    public var initiator: NodeID
    /// With whom.
    public var peer: NodeID
    /// How the tables are compared.
    public var method: AntiEntropyMethod
    /// When it began.
    public var began: Moment
    /// What it came to and when; nil while it is under way.
    public var report: ExchangeReport?
    /// When it ended; nil while it is under way.
    public var ended: Moment?
    /// The bytes of all its messages so far, as the network carried them.
    public var bytes: Int
    /// Round trips so far.
    public var roundTrips: Int

    /// Makes what is told of an exchange.
    public init(
        initiator: NodeID, peer: NodeID, method: AntiEntropyMethod, began: Moment,
        report: ExchangeReport? = nil, ended: Moment? = nil, bytes: Int = 0, roundTrips: Int = 0
    ) {
        self.initiator = initiator
        self.peer = peer
        self.method = method
        self.began = began
        self.report = report
        self.ended = ended
        self.bytes = bytes
        self.roundTrips = roundTrips
    }
}
