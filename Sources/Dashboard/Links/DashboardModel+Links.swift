import ClusterObservation

extension DashboardModel {
    /// Cuts the direction under the cursor when it is whole, and else restores it.
    func toggleDirection() -> [DashboardAction] {
        guard let link = linkDetail else { return [] }
        return [.perform(link.isWhole ? .cut([link.link]) : .restore([link.link]))]
    }

    /// Cuts both directions when both are whole, and else restores them.
    func toggleBothDirections() -> [DashboardAction] {
        guard let link = linkDetail else { return [] }
        let both = [link.link, link.link.reversed]
        let isWhole = link.isWhole && (view?.links?[link.link.reversed]?.isWhole ?? true)
        return [.perform(isWhole ? .cut(both) : .restore(both))]
    }

    /// Asks what the link under the cursor shall be like; what is in force is proposed.
    var linkPrompt: Prompt {
        let link = linkUnderCursor
        let common = view?.network ?? NetworkConditions()
        let way = "\(name(of: link.from))→\(name(of: link.to))"
        var prompt = Prompt(
            .link(link, common: common), title: "Link \(way)",
            fields: Self.fields(for: linkDetail?.special ?? common) + [("ways", way)])
        prompt.hint =
            "all: as all links are. ways: both, for the other direction too. "
            + prompt.hint
        return prompt
    }
}

extension LinkDetail {
    /// Whether messages pass.
    fileprivate var isWhole: Bool {
        switch condition {
        case .up: true
        case .absent, .cut, .separated: false
        }
    }
}
