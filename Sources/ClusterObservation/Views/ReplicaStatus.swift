import Epidemic

/// Whether a node takes part.
public enum NodeCondition: Hashable, Sendable {
    case up
    /// It is up, and does not know yet what the others know: writes wait.
    case arriving
    /// It keeps its state and its place, and does nothing.
    case frozen
    case down(since: Moment)

    /// Whether it is down.
    public var isDown: Bool {
        switch self {
        case .down: true
        case .up, .arriving, .frozen: false
        }
    }
}

/// One node as a map shows it.
public struct NodeDot: Hashable, Sendable {
    /// Which node it is.
    public var node: NodeID
    /// What it is called.
    public var name: String
    /// Whether it is up.
    public var condition: NodeCondition
    /// Its state for the focused update; nil when none is focused.
    public var state: NodeState?
    /// A small number: live nodes with equal roots have the same, and keep it.
    public var rootMark: Int
    /// The side of a partition that it is on, from 0; 0 for all while there is none.
    public var group: Int

    /// Makes a dot.
    public init(
        node: NodeID, name: String, condition: NodeCondition = .up, state: NodeState? = nil,
        rootMark: Int = 0, group: Int = 0
    ) {
        self.node = node
        self.name = name
        self.condition = condition
        self.state = state
        self.rootMark = rootMark
        self.group = group
    }
}

/// One node as a table shows it.
public struct ReplicaStatus: Hashable, Sendable {
    /// What a map shows of it.
    public var dot: NodeDot
    /// Its name and its epoch.
    public var identity: ReplicaIdentity
    /// What it has seen of every origin.
    public var clock: ReplicaClock
    /// Keys with a value; deleted ones are not counted.
    public var keys: Int
    /// How many keys its cache holds.
    public var cacheFill: Int
    /// How many keys its cache can hold.
    public var cacheLength: Int
    /// Updates that it is spreading.
    public var hotRumors: Int
    /// What its table comes to.
    public var root: TableRoot
    /// Messages since it started.
    public var sent: Int
    /// Messages that it has received since the beginning.
    public var received: Int
    /// Messages of the last second.
    public var sentPerSecond = 0.0
    /// Messages that it receives per second.
    public var receivedPerSecond = 0.0
    /// When its last anti-entropy exchange ended, and with whom; nil before the first.
    public var lastExchange: LastExchange?

    /// An exchange that has ended.
    public struct LastExchange: Hashable, Sendable {
        /// When it was.
        public var moment: Moment
        /// With whom.
        public var partner: NodeID

        /// Makes the last exchange of a node.
        public init(moment: Moment, partner: NodeID) {
            self.moment = moment
            self.partner = partner
        }
    }

    /// Makes the status of a node.
    public init(
        dot: NodeDot, identity: ReplicaIdentity, clock: ReplicaClock, keys: Int = 0,
        cacheFill: Int = 0, cacheLength: Int = 0, hotRumors: Int = 0,
        root: TableRoot = .empty, sent: Int = 0, received: Int = 0
    ) {
        self.dot = dot
        self.identity = identity
        self.clock = clock
        self.keys = keys
        self.cacheFill = cacheFill
        self.cacheLength = cacheLength
        self.hotRumors = hotRumors
        self.root = root
        self.sent = sent
        self.received = received
    }
}
