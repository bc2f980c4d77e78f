/// What a table keeps beside itself for the comparisons that need it, each built when first asked for
/// and then kept up to date with every change.
struct TableIndex: Sendable {
    private(set) var tree: HashTree?
    private(set) var sketch: Sketch?
    private(set) var activity: ActivityOrder?

    /// The entry of a key has another digest; nil where there is none.
    mutating func change(_ key: Key, from old: Digest?, to new: Digest?) {
        if new != nil { activity?.moveToFront(key) } else { activity?.remove(key) }
        guard tree != nil else { return }
        let position = key.scattered
        tree?.change(key, at: position, from: old, to: new)
        guard sketch != nil else { return }
        if let old { sketch?.change(SketchItem(position, old), times: -1) }
        if let new { sketch?.change(SketchItem(position, new), times: 1) }
    }

    /// A key's update was news to somebody.
    mutating func noteUseful(_ key: Key) { activity?.moveToFront(key) }

    /// The tree, built unless there is one of this depth.
    mutating func withTree<Result>(
        _ depth: TreeDepth, of table: EntryTable, _ body: (inout HashTree) -> Result
    ) -> Result {
        var tree = self.tree.take() ?? HashTree(depth: depth, of: table)
        if tree.depth != depth { tree = HashTree(depth: depth, of: table) }
        defer { self.tree = tree }
        return body(&tree)
    }

    /// The first symbols of the table's stream.
    mutating func symbols(
        _ range: Range<Int>, _ depth: TreeDepth, of table: EntryTable
    ) -> ArraySlice<CodedSymbol> {
        if tree?.depth != depth { tree = HashTree(depth: depth, of: table) }
        if sketch == nil { sketch = Sketch() }
        if let tree { sketch?.extend(to: range.upperBound, over: tree) }
        return sketch?.symbols[range] ?? []
    }

    /// The order by activity.
    mutating func withActivity<Result>(
        of table: EntryTable, _ body: (inout ActivityOrder) -> Result
    ) -> Result {
        var activity = self.activity.take() ?? ActivityOrder(of: table)
        defer { self.activity = activity }
        return body(&activity)
    }
}

extension SketchItem {
    fileprivate init(_ position: UInt64, _ digest: Digest) {
        self.init(position: position, fingerprint: digest.fingerprint)
    }
}

extension HashTree {
    /// The tree of a table, all of whose digests are known.
    fileprivate init(depth: TreeDepth, of table: EntryTable) {
        self.init(depth: depth)
        table.forEach { entry in
            let key = entry.update.key
            change(key, at: key.scattered, from: nil, to: entry.digest ?? Digest.of(entry.update))
            return true
        }
    }
}
