import ClusterObservation

// The directions of the network one by one, as an observer asks for them.

extension Network {
    /// The directions of a window, row by row; costs as much as it has places.
    func matrix(_ window: LinkWindow) -> LinkMatrix {
        let roster = 0..<links.nodes
        let window = LinkWindow(
            from: window.from.clamped(to: roster), to: window.to.clamped(to: roster))
        let details = window.from.flatMap { from in
            window.to.map { to in
                detail(of: DirectedLink(from: NodeID(from), to: NodeID(to)))
            }
        }
        return LinkMatrix(window: window, links: details)
    }

    private func detail(of link: DirectedLink) -> LinkDetail {
        guard links.areLinked(link.from.index, link.to.index) else {
            return LinkDetail(link: link, condition: .absent)
        }
        let count = traffic[link]
        return LinkDetail(
            link: link, condition: faults.condition(of: link), special: faults.special[link],
            sent: Int(count.sent), lost: Int(count.lost), bytes: Int(count.bytes))
    }

    /// The nodes that single cuts separate from all their neighbours.
    var isolatedNodes: [IsolatedNode] {
        IsolatedNode.all(among: singleCuts, isCut: faults.isCut) { links.neighbours(of: $0) }
    }

    /// Cuts all links of a node, in one direction or both.
    mutating func isolate(_ node: NodeID, _ isolation: Isolation) {
        let outgoing = links.neighbours(of: node.index).map {
            DirectedLink(from: node, to: NodeID($0))
        }
        switch isolation {
        case .deaf: faults.cut(outgoing.map(\.reversed))
        case .mute: faults.cut(outgoing)
        case .both: faults.cut(outgoing + outgoing.map(\.reversed))
        }
    }
}
