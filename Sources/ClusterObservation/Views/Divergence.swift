/// Live nodes whose tables are the same.
public struct RootGroup: Hashable, Sendable {
    /// The root that they share.
    public var root: TableRoot
    /// The small number that the nodes' dots carry, too.
    public var mark: Int
    /// How many live nodes have this root.
    public var count: Int
    /// Some of them, by roster, at most a few dozen.
    public var members: [NodeID]
    /// Keys with a value there.
    public var keys: Int

    /// Makes a group of nodes.
    public init(root: TableRoot, mark: Int, count: Int, members: [NodeID], keys: Int = 0) {
        self.root = root
        self.mark = mark
        self.count = count
        self.members = members
        self.keys = keys
    }
}

/// Two nodes whose tables are compared.
public struct NodePair: Hashable, Sendable {
    /// The one that is shown first.
    public var left: NodeID
    /// The one that it is compared with.
    public var right: NodeID

    /// Makes a pair, in the order in which it is shown.
    public init(_ left: NodeID, _ right: NodeID) {
        self.left = left
        self.right = right
    }
}

/// A key that two nodes hold differently.
public struct EntryDifference: Hashable, Sendable {
    /// One of the two tables.
    public enum Side: Hashable, Sendable { case left, right }

    /// The key that differs.
    public var key: ItemKey
    /// What each holds; nil where it holds nothing.
    public var left: ClusterUpdate?
    /// What the right one holds; nil where it holds nothing.
    public var right: ClusterUpdate?
    /// Whose would win if they met, and why; nil when only one holds anything.
    public var winner: Side?
    /// Why that one would win; nil when only one holds anything.
    public var reason: ConflictReason?

    /// Makes a difference.
    public init(
        key: ItemKey, left: ClusterUpdate?, right: ClusterUpdate?, winner: Side? = nil,
        reason: ConflictReason? = nil
    ) {
        self.key = key
        self.left = left
        self.right = right
        self.winner = winner
        self.reason = reason
    }
}

/// What differs between two tables.
public struct Comparison: Hashable, Sendable {
    /// Whose tables.
    public var pair: NodePair
    /// The first differing keys, ascending, at most `Interest.differencesMax`.
    public var differences: [EntryDifference]
    /// How many keys differ; a lower bound when `isComplete` is false.
    public var count: Int
    /// Whether all entries were looked at; large tables are compared up to a bound.
    public var isComplete: Bool

    /// Makes a comparison.
    public init(
        pair: NodePair, differences: [EntryDifference], count: Int, isComplete: Bool = true
    ) {
        self.pair = pair
        self.differences = differences
        self.count = count
        self.isComplete = isComplete
    }
}
