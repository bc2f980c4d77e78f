import ClusterObservation

extension MapLayout.Subject {
    /// The links that are drawn from end to end.
    func links(across columns: Int) -> [DirectedLink] {
        let links = shape.edges(among: nodes) + edges
        return shape == .tree ? Array(links.prefix(clearTreeLinks(across: columns))) : links
    }

    /// The nodes of which only is shown that they have children: a level of a tree has more of them than
    /// there are columns, and their links would be a fog.
    func foggyParents(across columns: Int) -> [NodeID] {
        guard shape == .tree else { return [] }
        let parents = nodes / 2
        let first = clearTreeLinks(across: columns) / 2
        return (min(first, parents)..<parents).map { NodeID($0) }
    }

    /// How many links of a tree lead to levels that fit in a row.
    private func clearTreeLinks(across columns: Int) -> Int {
        (2 << Arrangement.level(of: max(0, columns - 1))) - 2
    }
}
