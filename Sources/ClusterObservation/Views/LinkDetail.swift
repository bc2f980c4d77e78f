/// One direction between two nodes: what it is like, and what went over it.
public struct LinkDetail: Hashable, Sendable {
    /// Whether messages pass.
    public enum Condition: Hashable, Sendable {
        /// The topology has no such link.
        case absent
        case up
        /// Cut by itself.
        case cut
        /// Cut by a partition between its ends.
        case separated
    }

    /// From whom to whom.
    public var link: DirectedLink
    /// Whether messages pass.
    public var condition: Condition
    /// What it is like, where that differs from all links' conditions.
    public var special: NetworkConditions?
    /// Messages sent over it, and those that did not arrive.
    public var sent: Int
    /// Messages that did not arrive.
    public var lost: Int
    /// What those that were sent came to, as the network carried them.
    public var bytes: Int

    /// Makes what is told of a link.
    public init(
        link: DirectedLink, condition: Condition = .up, special: NetworkConditions? = nil,
        sent: Int = 0, lost: Int = 0, bytes: Int = 0
    ) {
        self.link = link
        self.condition = condition
        self.special = special
        self.sent = sent
        self.lost = lost
        self.bytes = bytes
    }
}

/// A part of the matrix of directed links: from the nodes of some rows to those of some columns.
public struct LinkWindow: Hashable, Sendable {
    /// The places of the senders, which are the rows.
    public var from: Range<Int>
    /// The places of the receivers, which are the columns.
    public var to: Range<Int>

    /// Makes a window from two stretches of the roster.
    public init(from: Range<Int>, to: Range<Int>) {
        self.from = from
        self.to = to
    }
}

/// The links of a window, row by row.
public struct LinkMatrix: Hashable, Sendable {
    /// Which part of the matrix it is.
    public var window: LinkWindow
    /// `window.from.count` rows of `window.to.count` links each.
    public var links: [LinkDetail]
    /// The most messages that any link of the window carried.
    public var busiest: Int { links.lazy.map(\.sent).max() ?? 0 }

    /// Makes a matrix; there must be a link for every cell of the window.
    public init(window: LinkWindow, links: [LinkDetail]) {
        precondition(
            links.count == window.from.count * window.to.count,
            "\(links.count) links for \(window.from.count) rows of \(window.to.count)")
        self.window = window
        self.links = links
    }

    /// A link of the window; nil for one outside.
    public subscript(_ link: DirectedLink) -> LinkDetail? {
        guard window.from.contains(link.from.index), window.to.contains(link.to.index) else {
            return nil
        }
        let row = link.from.index - window.from.lowerBound
        return links[row * window.to.count + link.to.index - window.to.lowerBound]
    }
}

/// A direction on which messages fare in another way than on all others.
public struct SpecialLink: Hashable, Sendable {
    /// The direction.
    public var link: DirectedLink
    /// How they fare there.
    public var conditions: NetworkConditions

    /// Makes a direction with conditions of its own.
    public init(link: DirectedLink, conditions: NetworkConditions) {
        self.link = link
        self.conditions = conditions
    }
}

/// A node that hears nobody, is heard by nobody, or both, because its directions are cut one by one.
public struct IsolatedNode: Hashable, Sendable {
    /// The node.
    public var node: NodeID
    /// What it is cut off from.
    public var isolation: Isolation

    /// Makes a node that is cut off.
    public init(node: NodeID, isolation: Isolation) {
        self.node = node
        self.isolation = isolation
    }
}

extension IsolatedNode {
    /// With fewer neighbours the cut links themselves say it.
    private static let neighboursMin = 3

    /// The nodes that hear none of three or more neighbours, or are heard by none, ascending.
    ///
    /// - Parameters:
    ///   - cuts: the directions that were cut one by one; only their ends are looked at.
    ///   - isCut: whether a direction is cut in any way.
    ///   - neighbours: the places of the nodes that one is linked with.
    public static func all(
        among cuts: [DirectedLink], isCut: (DirectedLink) -> Bool, neighbours: (Int) -> [Int]
    ) -> [IsolatedNode] {
        var incoming: [NodeID: Int] = [:]
        var outgoing: [NodeID: Int] = [:]
        for link in cuts {
            incoming[link.to, default: 0] += 1
            outgoing[link.from, default: 0] += 1
        }
        return Set(incoming.keys).union(outgoing.keys).sorted().compactMap { node in
            func links() -> [DirectedLink] {
                neighbours(node.index).map { DirectedLink(from: node, to: NodeID($0)) }
            }
            let isDeaf =
                incoming[node] ?? 0 >= neighboursMin && links().allSatisfy { isCut($0.reversed) }
            let isMute = outgoing[node] ?? 0 >= neighboursMin && links().allSatisfy(isCut)
            guard isDeaf || isMute else { return nil }
            return IsolatedNode(
                node: node, isolation: isDeaf && isMute ? .both : isDeaf ? .deaf : .mute)
        }
    }
}
