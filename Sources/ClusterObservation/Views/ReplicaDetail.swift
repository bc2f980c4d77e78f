/// Everything about the inspected node.
public struct ReplicaDetail: Hashable, Sendable {
    /// How it is, as in the table of nodes.
    public var status: ReplicaStatus
    /// The entries of `interest.entries`, sorted by key.
    public var entries: [EntryDetail]
    /// How many entries there are, deleted ones included.
    public var entryCount: Int
    /// The cache, most recently modified first.
    public var cache: [CacheDetail]
    /// What it spreads, at most 256 of them.
    public var rumors: [RumorDetail]
    /// What was dropped, refused or repeated, by name, with its count; sorted by name.
    public var counters: [CounterDetail]
    /// Death certificates that it keeps dormant, by key; and what the memory of deletions takes.
    public var dormant: [CertificateDetail] = []
    /// What the memory of deletions takes; nil when the source does not tell.
    public var deletionSpace: DeletionSpace?
    /// What it knows of the others; nil where these are a fixed list.
    public var membership: MembershipView?

    /// Makes everything about a node.
    public init(
        status: ReplicaStatus, entries: [EntryDetail] = [], entryCount: Int = 0,
        cache: [CacheDetail] = [], rumors: [RumorDetail] = [], counters: [CounterDetail] = [],
        membership: MembershipView? = nil
    ) {
        self.status = status
        self.entries = entries
        self.entryCount = entryCount
        self.cache = cache
        self.rumors = rumors
        self.counters = counters
        self.membership = membership
    }
}

/// One item of a node's table.
public struct EntryDetail: Hashable, Sendable {
    /// The winning update: key, content, write clock, identity.
    public var update: ClusterUpdate
    /// The join of all write clocks of the key that the node has received.
    public var context: WriteClock
    /// The node's state for this update.
    public var state: NodeState
    /// Live nodes that hold this very version.
    public var holders: Int
    /// When the node took it.
    public var modified: Moment
    /// How many transfers it took from its writer to here.
    public var hops: Int
    /// What is told of a death certificate; nil for a value.
    public var certificate: CertificateDetail?
    /// The last concurrent version that this one won over, if any.
    public var conflict: ConflictDetail?

    /// Makes an item of a table.
    public init(
        update: ClusterUpdate, context: WriteClock, state: NodeState, holders: Int,
        modified: Moment, hops: Int
    ) {
        self.update = update
        self.context = context
        self.state = state
        self.holders = holders
        self.modified = modified
        self.hops = hops
    }
}

/// One key of a node's cache.
public struct CacheDetail: Hashable, Sendable {
    /// What it holds of the key.
    public var update: ClusterUpdate
    /// How long ago the key was modified here.
    public var age: TimeSpan

    /// Makes a line of a cache.
    public init(update: ClusterUpdate, age: TimeSpan) {
        self.update = update
        self.age = age
    }
}

/// One rumor of a node's hot list.
public struct RumorDetail: Hashable, Sendable {
    /// What it spreads.
    public var update: ClusterUpdate
    /// Rounds in a row whose contacts were unnecessary.
    public var counter: Int
    /// Rounds in which it was spread.
    public var rounds: Int

    /// Makes a rumor as it stands.
    public init(update: ClusterUpdate, counter: Int, rounds: Int) {
        self.update = update
        self.counter = counter
        self.rounds = rounds
    }
}

/// A named count.
public struct CounterDetail: Hashable, Sendable {
    /// What is counted, as people read it.
    public var name: String
    /// How often it happened.
    public var count: Int

    /// Makes a counter.
    public init(name: String, count: Int) {
        self.name = name
        self.count = count
    }
}
