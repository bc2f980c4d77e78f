// What whoever carries a replica may see of its hash tree. All of it mutating, because the tree is built,
// and its digests settled, when somebody asks.

extension Replica {
    /// The digests of the whole tree's levels, from the root down, as far as a level has no more than so
    /// many nodes.
    public mutating func treeLevels(nodesMax: Int) -> [[Digest]] {
        let levels = settings.antiEntropy.treeDepth.levels
        return withTree { tree in
            var first = 0
            var result: [[Digest]] = []
            for level in 0...levels where 1 << (4 * level) <= nodesMax {
                let count = 1 << (4 * level)
                result.append((first..<first + count).map { tree.digest(of: $0) })
                first += count
            }
            return result
        }
    }

    /// One node of the tree; nil for a place below the leaves.
    public mutating func treeNode(at place: TreePlace) -> TreeNodeView? {
        guard place.level <= settings.antiEntropy.treeDepth.levels else { return nil }
        return withTree { tree in
            let node = place.node
            let digest = tree.digest(of: node)
            guard tree.isLeaf(node) else {
                let children = HashTree.children(of: node).map { tree.digest(of: $0) }
                return TreeNodeView(digest: digest, below: .children(children))
            }
            let members = tree.leaves[node - tree.depth.innerCount]
            return TreeNodeView(digest: digest, below: .keys(members.map(\.key)))
        }
    }
}

/// A node of the hash tree, for observers.
public struct TreeNodeView: Hashable, Sendable {
    /// What a node stands above.
    public enum Below: Hashable, Sendable {
        /// Sixteen nodes, by their digests.
        case children([Digest])
        /// The keys of a leaf's entries, in the order of their positions.
        case keys([Key])
    }

    /// Equal digests, equal contents below.
    public let digest: Digest
    public let below: Below
}
