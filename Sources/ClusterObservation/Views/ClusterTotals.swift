/// Counts over the whole cluster, kept incrementally by the source.
public struct ClusterTotals: Hashable, Sendable {
    /// All nodes of the roster.
    public var nodes: Int
    /// Nodes that are down.
    public var down: Int
    /// Different roots among the live nodes.
    public var roots: Int
    /// Live nodes that hold the most common root.
    public var agreeing: Int
    /// Rumors that are hot somewhere, over all live nodes.
    public var hotRumors: Int
    /// Messages under way, and how many of them carry updates.
    public var messagesInFlight: Int
    /// How many of the messages under way carry updates.
    public var updatesInFlight: Int
    /// Directed links that are cut, one by one or by a partition.
    public var cuts: Int
    /// The sides of the partition; 1 while there is none.
    public var groups: Int
    /// Messages and bytes sent since the beginning.
    public var messagesSent: Int
    /// What those messages came to, as the network carried them.
    public var bytesSent: Int
    /// Updates of equal identity that were found to differ.
    public var divergences: Int
    /// Names of nodes that are down, at most a few.
    public var downNames: [String]

    /// Makes totals; what is left out is as in a cluster at rest.
    public init(
        nodes: Int, down: Int = 0, roots: Int = 1, agreeing: Int, hotRumors: Int = 0,
        messagesInFlight: Int = 0, updatesInFlight: Int = 0, cuts: Int = 0, groups: Int = 1,
        messagesSent: Int = 0, bytesSent: Int = 0, divergences: Int = 0, downNames: [String] = []
    ) {
        self.nodes = nodes
        self.down = down
        self.roots = roots
        self.agreeing = agreeing
        self.hotRumors = hotRumors
        self.messagesInFlight = messagesInFlight
        self.updatesInFlight = updatesInFlight
        self.cuts = cuts
        self.groups = groups
        self.messagesSent = messagesSent
        self.bytesSent = bytesSent
        self.divergences = divergences
        self.downNames = downNames
    }

    /// Nodes that are not down.
    public var live: Int { nodes - down }

    /// All live nodes have the same root, and no update is under way or hot.
    public var isConverged: Bool {
        live > 0 && roots == 1 && hotRumors == 0 && updatesInFlight == 0
    }
}

/// The focused update and how far it has come.
public struct FocusStatus: Hashable, Sendable {
    /// The update that is watched.
    public var update: ClusterUpdate
    /// Live nodes in each state.
    public var susceptible: Int
    /// Live nodes that spread it.
    public var infected: Int
    /// Live nodes that hold it and spread it no more.
    public var removed: Int
    /// Live nodes that hold another update of the key, which wins over it.
    public var superseded: Int
    /// Live nodes that have seen it, and hold an older version: what it won over came back.
    public var undone: Int
    /// Live nodes that have seen it, and hold nothing of the key any more.
    public var forgotten: Int
    /// Live nodes that have it, or have got it before another took its place.
    public var informed: Int

    /// Makes the status of an update; those that hold it are the informed ones where nothing else is said.
    public init(
        update: ClusterUpdate, susceptible: Int = 0, infected: Int = 0, removed: Int = 0,
        superseded: Int = 0, undone: Int = 0, forgotten: Int = 0, informed: Int? = nil
    ) {
        self.update = update
        self.susceptible = susceptible
        self.infected = infected
        self.removed = removed
        self.superseded = superseded
        self.undone = undone
        self.forgotten = forgotten
        self.informed = informed ?? infected + removed
    }

    /// Live nodes.
    public var nodes: Int { susceptible + infected + removed + superseded + undone + forgotten }
}
