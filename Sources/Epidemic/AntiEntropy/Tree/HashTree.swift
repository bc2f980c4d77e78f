/// The hash tree of a table: complete, of arity 16, in one array, where children are found by arithmetic.
///
/// A key belongs to the leaf that the upper bits of its scattered position name. A leaf's digest is the
/// sum of its entries' digests, so an update changes it in O(1); a parent is the hash of the tuple of its
/// children. Nodes above a changed leaf are only marked, and settled when somebody asks
/// (PROTOCOL.md §5).
struct HashTree: Sendable {
    static let arity = 16

    let depth: TreeDepth
    /// Node 0 is the root; the children of node i are 16·i + 1 … 16·i + 16. The last ones are the leaves.
    private var digests: [Digest]
    /// The inner nodes whose digests are out of date; with a node all that stand above it.
    private var dirty: [Bool]
    /// The entries of every leaf, by position.
    private(set) var leaves: [[Member]]

    /// One entry, as the tree knows it.
    struct Member: Sendable {
        let position: UInt64
        /// The upper half of the entry's digest.
        var fingerprint: UInt64
        let key: Key
    }

    /// The tree of an empty table.
    init(depth: TreeDepth) {
        self.depth = depth
        digests = Array(repeating: .empty, count: depth.innerCount + depth.leafCount)
        dirty = Array(repeating: true, count: depth.innerCount)
        leaves = Array(repeating: [], count: depth.leafCount)
    }

    // MARK: Changes

    /// The entry of a key has another digest; nil where there is none.
    mutating func change(_ key: Key, at position: UInt64, from old: Digest?, to new: Digest?) {
        let leaf = leaf(of: position)
        let node = depth.innerCount + leaf
        digests[node] = digests[node] - (old ?? .empty) + (new ?? .empty)
        mark(above: node)
        let place = leaves[leaf].partitionPoint { ($0.position, $0.key) < (position, key) }
        let isThere = place < leaves[leaf].count && leaves[leaf][place].key == key
        switch (new, isThere) {
        case (let new?, true): leaves[leaf][place].fingerprint = new.fingerprint
        case (let new?, false):
            let member = Member(position: position, fingerprint: new.fingerprint, key: key)
            leaves[leaf].insert(member, at: place)
        case (nil, true): leaves[leaf].remove(at: place)
        case (nil, false): break
        }
    }

    private mutating func mark(above node: Int) {
        var node = node
        while node > 0 {
            node = Self.parent(of: node)
            if dirty[node] { return }
            dirty[node] = true
        }
    }

    // MARK: Answers

    /// The digest of a node, settled with all that lies below it.
    mutating func digest(of node: Int) -> Digest {
        if node < depth.innerCount, dirty[node] {
            let children = Self.children(of: node)
            for child in children { _ = digest(of: child) }
            digests[node] = Digest.of(children: digests[children])
            dirty[node] = false
        }
        return digests[node]
    }

    /// The fingerprints of an inner node's children.
    mutating func fingerprints(below node: Int) -> [UInt64] {
        Self.children(of: node).map { digest(of: $0).fingerprint }
    }

    /// The members in a stretch of positions, ascending, until the body returns false.
    ///
    /// The stretch is searched for and not walked to, so that a crowded leaf that is read in parts is
    /// read once: O(log k + m) for m members of k in its leaves.
    func forEach(in stretch: HashRange, _ body: (Member) -> Bool) {
        for leaf in leaf(of: stretch.first)...leaf(of: stretch.last) {
            let members = leaves[leaf]
            let start = members.partitionPoint { $0.position < stretch.first }
            for member in members[start...] {
                guard stretch.contains(member.position) else { break }
                if !body(member) { return }
            }
        }
    }

    /// The member with a position and a fingerprint.
    func member(at position: UInt64, fingerprint: UInt64) -> Member? {
        members(at: position).first { $0.fingerprint == fingerprint }
    }

    /// The members at one position: one, or none.
    func members(at position: UInt64) -> ArraySlice<Member> {
        let leaf = leaves[leaf(of: position)]
        let place = leaf.partitionPoint { $0.position < position }
        return leaf[place...].prefix { $0.position == position }
    }

    // MARK: Arithmetic

    static func parent(of node: Int) -> Int { (node - 1) / arity }

    static func children(of node: Int) -> Range<Int> {
        (arity * node + 1)..<(arity * node + arity + 1)
    }

    func isLeaf(_ node: Int) -> Bool { node >= depth.innerCount }

    /// The positions that belong to a leaf, by its node.
    func stretch(of node: Int) -> HashRange {
        precondition(isLeaf(node), "node \(node) is not a leaf")
        let shift = UInt64(64 - 4 * depth.levels)
        let first = UInt64(node - depth.innerCount) << shift
        return HashRange(first: first, last: first | (1 << shift - 1))
    }

    private func leaf(of position: UInt64) -> Int { Int(position >> UInt64(64 - 4 * depth.levels)) }
}
