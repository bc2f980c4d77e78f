import ClusterObservation

extension DashboardModel {
    /// The two nodes whose trees are compared: the selected one and the marked one; else its partner in the
    /// latest exchange, and else whose table differs from its own.
    var treePair: NodePair? {
        if let marked, marked != selected { return NodePair(selected, marked) }
        let latest = view?.exchanges.first { $0.initiator == selected || $0.peer == selected }
        guard let latest else { return comparedPair }
        return NodePair(selected, latest.initiator == selected ? latest.peer : latest.initiator)
    }

    /// Their trees; nil until the source has been asked for this pair.
    var trees: TreeComparison? {
        guard let trees = view?.trees, trees.pair == treePair else { return nil }
        return trees
    }

    /// The latest exchanges, and two trees, where they are to be seen.
    func addExchanges(to interest: inout Interest) {
        guard isShown(.exchanges) || isShown(.trees) else { return }
        interest.exchangesMax = Self.exchangesMax
        if isShown(.trees) { interest.trees = treePair }
    }

    /// More than that nobody scrolls through, and means over them are steady.
    private static let exchangesMax = 200
}
