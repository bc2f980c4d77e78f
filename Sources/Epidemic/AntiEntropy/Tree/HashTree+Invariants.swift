extension HashTree {
    /// What must always hold over the entries of a table; nil when it does.
    func brokenInvariant(over table: EntryTable) -> String? {
        var fresh = HashTree(depth: depth)
        table.forEach { entry in
            let key = entry.update.key
            fresh.change(key, at: key.scattered, from: nil, to: Digest.of(entry.update))
            return true
        }
        var settled = self
        if settled.digest(of: 0) != fresh.digest(of: 0) {
            return "the hash tree is not the tree of its table"
        }
        for (leaf, members) in leaves.enumerated()
        where !members.elementsEqual(fresh.leaves[leaf], by: { $0.isSame(as: $1) }) {
            return "leaf \(leaf) of the hash tree does not name its entries"
        }
        return nil
    }
}

extension HashTree.Member {
    fileprivate func isSame(as other: Self) -> Bool {
        (position, fingerprint, key) == (other.position, other.fingerprint, other.key)
    }
}
