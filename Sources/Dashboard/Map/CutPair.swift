import ClusterObservation

/// Two nodes whose link was cut by itself, in both directions or in one.
struct CutPair: Hashable {
    /// Which directions are cut.
    enum Ways: Hashable { case both, one }

    var link: DirectedLink
    var ways: Ways

    /// The pairs among directions that are cut, in their order.
    static func pairs(of cuts: [DirectedLink]) -> [CutPair] {
        let cut = Set(cuts)
        return cuts.compactMap { link in
            let isBoth = cut.contains(link.reversed)
            if isBoth, link.to < link.from { return nil }
            return CutPair(link: link, ways: isBoth ? .both : .one)
        }
    }
}
