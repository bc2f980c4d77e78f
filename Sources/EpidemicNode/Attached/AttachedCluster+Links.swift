import ClusterObservation
import Epidemic

// The links between real nodes, as the nodes tell what was done to them.

extension AttachedCluster {
    /// What was done to all links alike, beside what the real network does; nothing where they differ.
    var network: NetworkConditions {
        let members = nodes.lazy.compactMap(\.report).flatMap(\.members)
        guard let first = members.first,
            members.allSatisfy({ $0.loss == first.loss && $0.delay == first.delay })
        else { return NetworkConditions(latency: .zero, jitter: .zero) }
        return NetworkConditions(latency: first.delay, jitter: .zero, loss: first.loss)
    }

    /// Directions that are cut at either end.
    var cuts: Set<DirectedLink> {
        var cuts: Set<DirectedLink> = []
        for (index, node) in nodes.enumerated() {
            for member in node.report?.members ?? [] where !member.cut.isEmpty {
                guard let other = self.node(of: member) else { continue }
                let own = NodeID(index)
                if member.cut.contains(.outgoing) { cuts.insert(.init(from: own, to: other)) }
                if member.cut.contains(.incoming) { cuts.insert(.init(from: other, to: own)) }
            }
        }
        return cuts
    }

    /// Directions to which something else was done than to all, ascending.
    func specialLinks(_ network: NetworkConditions) -> [SpecialLink] {
        nodes.indices.flatMap { index in
            (nodes[index].report?.members ?? []).compactMap { member in
                let own = NetworkConditions(
                    latency: member.delay, jitter: .zero, loss: member.loss)
                guard own != network, let other = node(of: member) else { return nil }
                let link = DirectedLink(from: NodeID(index), to: other)
                return SpecialLink(link: link, conditions: own)
            }
        }
        .sorted { $0.link < $1.link }
    }

    /// The links of a window.
    ///
    /// - Parameters:
    ///   - cuts: what is cut anywhere.
    ///   - network: what was done to all links alike.
    func matrix(
        _ window: LinkWindow, cuts: Set<DirectedLink>, _ network: NetworkConditions
    ) -> LinkMatrix {
        let window = LinkWindow(
            from: window.from.clamped(to: nodes.indices), to: window.to.clamped(to: nodes.indices))
        return LinkMatrix(
            window: window,
            links: window.from.flatMap { from in
                window.to.map { to in
                    let link = DirectedLink(from: NodeID(from), to: NodeID(to))
                    return detail(of: link, isCut: cuts.contains(link), network)
                }
            })
    }

    private func detail(
        of link: DirectedLink, isCut: Bool, _ network: NetworkConditions
    ) -> LinkDetail {
        guard link.from != link.to else { return LinkDetail(link: link, condition: .absent) }
        let member = member(link.to, of: link.from)
        let own = member.map {
            NetworkConditions(latency: $0.delay, jitter: .zero, loss: $0.loss)
        }
        return LinkDetail(
            link: link, condition: isCut ? .cut : .up, special: own == network ? nil : own)
    }

    /// What a node says of another.
    func member(_ other: NodeID, of node: NodeID) -> NodeReport.Member? {
        let members = nodes[node.index].report?.members ?? []
        return members.first { self.node(of: $0) == other }
    }

    /// The node that another one tells of: by its address, or else by its life or its name.
    private func node(of member: NodeReport.Member) -> NodeID? {
        if let place = member.control.flatMap({ doors.place(of: $0) }) { return NodeID(place) }
        let life = nodes.firstIndex { $0.isLife(member.name, member.epoch) }
        return life.map { NodeID($0) } ?? node(named: member.name)
    }

    /// How one node is told of another: by its name, or by its address where several have that name.
    func word(for other: NodeID, at node: NodeID) -> String {
        let name = nodes[other.index].name
        guard doubledNames.contains(name) else { return name }
        return member(other, of: node)?.address ?? name
    }
}
