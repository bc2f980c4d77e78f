import ClusterObservation
import Epidemic

// The hash trees of two real nodes, as both told them last.

extension AttachedCluster {
    /// Asks both nodes of the pair that is on the screen, a few times a second.
    mutating func askForTrees(_ interest: Interest) {
        guard let pair = interest.trees else { return }
        for node in [pair.left, pair.right] where nodes.indices.contains(node.index) {
            let asked = nodes[node.index].treeAsked
            guard asked.map({ now - $0 > .milliseconds(300) }) ?? true else { continue }
            nodes[node.index].treeAsked = now
            watcher.askTree(nodes[node.index].control)
        }
    }

    /// Where the trees differ; nil until both have told theirs, and when one does not answer.
    func trees(of pair: NodePair) -> TreeComparison? {
        guard nodes.indices.contains(pair.left.index), nodes.indices.contains(pair.right.index),
            let mine = nodes[pair.left.index].tree, let theirs = nodes[pair.right.index].tree
        else { return nil }
        return TreeComparison(
            pair: pair,
            levels: zip(mine.levels, theirs.levels).map { mine, theirs in
                zip(mine, theirs).map { $0 == $1 ? .equal : .differing }
            },
            leafCount: mine.leafCount, exchange: exchanges.latest(of: pair))
    }
}
