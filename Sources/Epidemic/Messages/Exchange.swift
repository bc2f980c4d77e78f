/// The number that an initiator gives to one of its anti-entropy exchanges.
public typealias ExchangeNumber = UInt32

/// The root of a table and what its holder had seen and let go at the same moment: one snapshot, never two.
///
/// A receiver whose own root equals this one at the moment of receipt holds the same table, and so has
/// seen, directly or superseded, everything that the sender has seen (PROTOCOL.md §3).
public struct Snapshot: Hashable, Sendable {
    public let root: Digest
    public let seen: SeenClock
    public let floor: Floor
    /// How far the sender's wall clock was ahead of the receiver's when it arrived, where somebody looked.
    public let clockLead: Interval

    public init(
        root: Digest, seen: SeenClock, floor: Floor = Floor(), clockLead: Interval = .zero
    ) {
        self.root = root
        self.seen = seen
        self.floor = floor
        self.clockLead = clockLead
    }
}

/// A stretch of keys: after one key, up to and including another; nil is the end of the table.
public struct KeyRange: Hashable, Sendable {
    public let after: Key?
    public let through: Key?

    public init(after: Key?, through: Key?) {
        self.after = after
        self.through = through
    }

    /// The whole table.
    public static let all = KeyRange(after: nil, through: nil)

    public func contains(_ key: Key) -> Bool {
        if let after, key <= after { return false }
        if let through, key > through { return false }
        return true
    }
}

/// One step of an exchange, from the replica that began it.
///
/// The initiator alone remembers the exchange and asks step by step; the peer answers each step from
/// what it holds then. So nobody waits, and a step may be sent again.
public struct ExchangeRequest: Hashable, Sendable {
    public let exchange: ExchangeNumber
    public let step: UInt32
    /// Which of the sendings of the step this is, from 0; the answer repeats it, and so is measured from the
    /// one that it answers.
    public internal(set) var attempt: UInt8
    /// Updates that the last reply wanted; they are applied before the body is looked at.
    public let values: [Carried]
    public let body: Body
    /// Who shall be repaired: the peer (push), the sender (pull), or both.
    public let direction: Direction

    /// What is asked.
    public enum Body: Hashable, Sendable {
        /// Whether the tables are equal.
        case compare(Snapshot)
        /// The headers of all the sender's entries in a stretch of keys.
        case range(KeyRange, [UpdateHeader])
        /// The headers of the sender's cache, most recently modified first.
        case recent([UpdateHeader])
        /// These updates, please.
        case fetch([UpdateReference])
        /// The updates of the keys at these scattered positions, please.
        case collect([UInt64])
        /// What lies below these nodes of the sender's hash tree.
        case nodes(TreeDepth, [TreeQuestion])
        /// The sender's entries in these stretches, ascending.
        case leaves([LeafQuestion])
        /// The next headers of the sender's table, the most active first; at most `limit` of the peer's
        /// own, from behind this mark on, are to come back.
        case peel(Snapshot, behind: UInt64?, limit: UInt32, [UpdateHeader])
        /// Symbols of the peer's sketch, from this one on.
        case symbols(first: UInt32, count: UInt32)
        /// Nothing: the values did not fit beside the next step.
        case deliver
    }

    public init(
        exchange: ExchangeNumber, step: UInt32, attempt: UInt8 = 0, values: [Carried], body: Body,
        direction: Direction = .pushPull
    ) {
        precondition(attempt <= Self.attemptMax, "attempt \(attempt)")
        self.exchange = exchange
        self.step = step
        self.attempt = attempt
        self.values = values
        self.body = body
        self.direction = direction
    }

    /// The highest number of an attempt.
    public static let attemptMax: UInt8 = 3
}

/// The answer to one step.
public struct ExchangeReply: Hashable, Sendable {
    public let exchange: ExchangeNumber
    public let step: UInt32
    /// The sending of the step that it answers.
    public let attempt: UInt8
    /// How many of the request's values changed the table of the peer.
    public let repaired: UInt32
    public let body: Body

    /// What is answered.
    public enum Body: Hashable, Sendable {
        case compared(Snapshot)
        /// Compared up to a key, or to the range's end: which headers are wanted, and what is newer here.
        case range(through: Key?, wanted: Flags, updates: [Carried])
        /// Which headers of the cache are wanted, and the headers of the peer's own.
        case recent(wanted: Flags, headers: [UpdateHeader])
        case fetched([Carried])
        /// For every node that was asked about the children that differ, the first in the lowest bit.
        case nodes([UInt16])
        /// The peer's tree is of another depth.
        case otherDepth(TreeDepth)
        /// Compared up to a position, or all: which entries are not held here, and what is held besides.
        case leaves(through: UInt64?, unknown: Flags, headers: [UpdateHeader])
        /// Which headers are wanted, and the peer's next ones; nil when there are no more behind them.
        case peeled(Snapshot, wanted: Flags, behind: UInt64?, [UpdateHeader])
        /// Symbols of a table with this upper half of its root; none when it has no more to give.
        case symbols(of: UInt64, [CodedSymbol])
        case delivered
        /// Too many exchanges are accepted already.
        case refused
    }

    public init(
        exchange: ExchangeNumber, step: UInt32, attempt: UInt8 = 0, repaired: UInt32, body: Body
    ) {
        precondition(attempt <= ExchangeRequest.attemptMax, "attempt \(attempt)")
        self.exchange = exchange
        self.step = step
        self.attempt = attempt
        self.repaired = repaired
        self.body = body
    }
}

extension ExchangeReply.Body {
    /// The updates that are handed over in it.
    public var updates: [Carried] {
        switch self {
        case .range(_, _, let updates), .fetched(let updates): updates
        case .compared, .recent, .delivered, .refused, .nodes, .otherDepth, .leaves, .peeled,
            .symbols:
            []
        }
    }
}
