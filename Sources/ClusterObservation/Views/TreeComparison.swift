/// The hash tree of one node beside that of another.
public struct TreeComparison: Hashable, Sendable {
    /// Whose trees.
    public var pair: NodePair
    /// The levels from the root down, as far as there are at most 256 nodes on one.
    public var levels: [[TreeNodeState]]
    /// Leaves of the whole tree.
    public var leafCount: Int
    /// The exchange of the two that is under way, or was the last, if one used the trees.
    public var exchange: ExchangeDetail?

    /// Makes a comparison of two trees.
    public init(
        pair: NodePair, levels: [[TreeNodeState]], leafCount: Int, exchange: ExchangeDetail? = nil
    ) {
        self.pair = pair
        self.levels = levels
        self.leafCount = leafCount
        self.exchange = exchange
    }
}

/// How a node of one tree stands to the same node of the other.
public enum TreeNodeState: UInt8, Hashable, Sendable, CaseIterable {
    /// Both have one digest: what lies below is equal.
    case equal
    /// The digests differ, and nobody has asked yet.
    case differing
    /// The digests differ, and the descent has asked what lies below.
    case asked
    /// The descent asked, and the digests are equal now.
    case repaired
}
