/// What an initiator holds below one node of its hash tree.
public struct TreeQuestion: Hashable, Sendable {
    /// The node, by its place in the tree's array.
    public let node: UInt32
    /// The upper halves of its 16 children's digests. Half is enough: what two halves should hide, the
    /// whole roots show at the end of the exchange.
    public let children: [UInt64]

    /// Children of every node.
    public static let childCount = HashTree.arity

    public init(node: UInt32, children: [UInt64]) {
        precondition(children.count == Self.childCount, "\(children.count) children of a node")
        self.node = node
        self.children = children
    }
}

/// A stretch of scattered positions of keys, both ends included: a leaf, or a part of one.
public struct HashRange: Hashable, Sendable {
    public let first: UInt64
    public let last: UInt64

    public init(first: UInt64, last: UInt64) {
        self.first = first
        self.last = last
    }

    public func contains(_ position: UInt64) -> Bool { position >= first && position <= last }
}

/// The entries that an initiator holds in one stretch, by the upper halves of their digests.
public struct LeafQuestion: Hashable, Sendable {
    public let stretch: HashRange
    public let fingerprints: [UInt64]

    public init(stretch: HashRange, fingerprints: [UInt64]) {
        self.stretch = stretch
        self.fingerprints = fingerprints
    }
}
