import ClusterObservation
import TerminalUI

/// Two nodes to whose link something was done, in both directions or in one.
struct LinkPair: Hashable {
    /// In which directions.
    enum Ways: Hashable { case both, one }

    var link: DirectedLink
    var ways: Ways

    /// The pairs among directions, in their order.
    static func pairs(of directions: [DirectedLink]) -> [LinkPair] {
        let all = Set(directions)
        return directions.compactMap { link in
            let isBoth = all.contains(link.reversed)
            if isBoth, link.to < link.from { return nil }
            return LinkPair(link: link, ways: isBoth ? .both : .one)
        }
    }

    /// The cells of the line between the two on which it is shown: all, or the half at the receiver.
    func stretch(of line: [Point]) -> ArraySlice<Point> {
        line[(ways == .both ? 0 : line.count / 2)...]
    }
}
