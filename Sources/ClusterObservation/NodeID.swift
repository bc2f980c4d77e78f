/// A node of the observed cluster: its place in the source's roster, which never changes.
public struct NodeID: Hashable, Sendable {
    /// The place in the roster, from 0.
    public let index: Int

    /// Makes the identity of the node at a place.
    public init(_ index: Int) { self.index = index }
}

extension NodeID: Comparable {
    /// Whether one stands before another in the roster.
    public static func < (left: NodeID, right: NodeID) -> Bool { left.index < right.index }
}

/// One direction between two nodes.
public struct DirectedLink: Hashable, Sendable {
    /// Whose messages go over it.
    public let from: NodeID
    /// Where they arrive.
    public let to: NodeID

    /// Makes the direction from one node to another.
    public init(from: NodeID, to: NodeID) {
        self.from = from
        self.to = to
    }

    /// The other direction.
    public var reversed: DirectedLink { DirectedLink(from: to, to: from) }
}

extension DirectedLink: Comparable {
    /// By the sender, then by the receiver.
    public static func < (left: DirectedLink, right: DirectedLink) -> Bool {
        left.from == right.from ? left.to < right.to : left.from < right.from
    }
}
