/// A node of the observed cluster: its place in the source's roster, which never changes.
public struct NodeID: Hashable, Sendable {
    public let index: Int

    public init(_ index: Int) { self.index = index }
}

extension NodeID: Comparable {
    public static func < (left: NodeID, right: NodeID) -> Bool { left.index < right.index }
}

/// One direction between two nodes.
public struct DirectedLink: Hashable, Sendable {
    public let from: NodeID
    public let to: NodeID

    public init(from: NodeID, to: NodeID) {
        self.from = from
        self.to = to
    }

    /// The other direction.
    public var reversed: DirectedLink { DirectedLink(from: to, to: from) }
}

extension DirectedLink: Comparable {
    public static func < (left: DirectedLink, right: DirectedLink) -> Bool {
        left.from == right.from ? left.to < right.to : left.from < right.from
    }
}
