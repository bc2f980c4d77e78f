import ClusterObservation

/// The cuts of a cluster, told apart: those that split it into groups, and all others.
struct CutMap {
    /// Two nodes whose link is cut.
    struct Pair {
        /// Which directions are cut.
        enum Ways { case both, one }

        var link: DirectedLink
        var ways: Ways
    }

    /// The group of each node when no link leads from one group to another; else one group.
    let groups: [Int]
    /// The cuts between nodes of the same group, ascending.
    let within: [Pair]

    /// In larger clusters nobody could see a group.
    private static let nodesMax = 64

    init(_ view: ClusterView) {
        let nodes = view.totals.nodes
        let cut = Set(view.cuts)
        let isWhole = view.cuts.count == view.totals.cuts && nodes <= Self.nodesMax
        let groups = isWhole ? Self.groups(of: nodes, cut: cut) : []
        self.groups = groups
        within = view.cuts.compactMap { link in
            let isBoth = cut.contains(link.reversed)
            if isBoth, link.to < link.from { return nil }
            if isWhole, groups[link.from.index] != groups[link.to.index] { return nil }
            return Pair(link: link, ways: isBoth ? .both : .one)
        }
    }

    /// Whether the cluster is split.
    var isSplit: Bool { groups.contains { $0 != groups[0] } }

    /// The connected parts, where two nodes are connected unless both directions are cut.
    private static func groups(of nodes: Int, cut: Set<DirectedLink>) -> [Int] {
        var groups = [Int](repeating: -1, count: nodes)
        for start in 0..<nodes where groups[start] < 0 {
            groups[start] = start
            var open = [start]
            while let node = open.popLast() {
                for other in 0..<nodes where groups[other] < 0 {
                    let link = DirectedLink(from: NodeID(node), to: NodeID(other))
                    if cut.contains(link), cut.contains(link.reversed) { continue }
                    groups[other] = start
                    open.append(other)
                }
            }
        }
        return groups
    }
}
