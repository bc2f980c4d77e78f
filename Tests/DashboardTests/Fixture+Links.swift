import ClusterObservation

@testable import Dashboard

extension Fixture {
    /// The matrix of a full mesh: one link cut one way, one cut both ways, one lossy, one slow; what
    /// was sent differs from link to link.
    static func links(nodes: Int = 16, from: Range<Int>? = nil, to: Range<Int>? = nil)
        -> LinkMatrix
    {
        let window = LinkWindow(from: from ?? 0..<nodes, to: to ?? 0..<nodes)
        let links = window.from.flatMap { from in window.to.map { detail(of: link(from, $0)) } }
        return LinkMatrix(window: window, links: links)
    }

    private static func detail(of link: DirectedLink) -> LinkDetail {
        guard link.from != link.to else { return LinkDetail(link: link, condition: .absent) }
        let sent = (link.from.index * 7 + link.to.index * 3) % 11
        var detail = LinkDetail(link: link, sent: sent * 4, bytes: sent * 310)
        switch link {
        case self.link(6, 9), self.link(9, 6), self.link(2, 12): detail.condition = .cut
        case self.link(3, 5):
            detail.special = NetworkConditions(loss: 0.3)
            detail.lost = 5
        case self.link(8, 1): detail.special = NetworkConditions(latency: .seconds(2))
        default: break
        }
        return detail
    }

    /// The view with the matrix of its links.
    static var linked: ClusterView {
        var view = view()
        view.links = links()
        return view
    }
}
