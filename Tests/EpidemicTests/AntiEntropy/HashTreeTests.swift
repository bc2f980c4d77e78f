import Testing

@testable import Epidemic

/// PROTOCOL.md §5: a complete tree of arity 16 in one array.
@Suite struct HashTreeTests {
    @Test(arguments: [1, 2, 3])
    func `after random updates the tree is the one that is computed from nothing`(
        levels: Int
    ) throws {
        let depth = try #require(TreeDepth(levels: levels))
        var chance = SeededGenerator(seed: UInt64(levels))
        var tree = HashTree(depth: depth)
        var table: [Key: Digest] = [:]
        for step in 0..<600 {
            let key = Key("k\(chance.below(200))")
            let new = chance.below(4) == 0 ? nil : Digest(bits: UInt128(chance.next()) << 40)
            tree.change(key, at: key.scattered, from: table[key], to: new)
            table[key] = new
            guard step % 37 == 0 else { continue }
            let leaves = naiveLeaves(depth, table)
            #expect(tree.digest(of: 0) == naiveDigest(0, depth, leaves))
            let node = chance.below(depth.innerCount)
            #expect(tree.digest(of: node) == naiveDigest(node, depth, leaves))
        }
        let keys = Dictionary(grouping: table.keys) { naiveLeaf($0, depth) }
        let places = tree.leaves.indices.filter {
            Set(tree.leaves[$0].map(\.key)) != Set(keys[$0] ?? [])
        }
        #expect(places.isEmpty)
    }

    @Test func `children and parents are found by arithmetic`() {
        #expect(HashTree.children(of: 0) == 1..<17)
        #expect(HashTree.children(of: 1) == 17..<33)
        for node in 1..<5_000 {
            #expect(HashTree.children(of: HashTree.parent(of: node)).contains(node))
        }
        #expect(TreeDepth.shallow.leafCount == 256)
        #expect(TreeDepth.deep.leafCount == 65_536)
    }

    @Test func `the leaves share all positions among them`() {
        let tree = HashTree(depth: .shallow)
        var next: UInt64 = 0
        for node in tree.depth.innerCount..<(tree.depth.innerCount + 256) {
            let stretch = tree.stretch(of: node)
            #expect(stretch.first == next)
            next = stretch.last &+ 1
        }
        #expect(next == 0)
    }

    @Test func `a crowded leaf is read from any place in it, and no further than asked`() {
        var tree = HashTree(depth: .shallow)
        for position in 0..<2_000 as Range<UInt64> {
            tree.change(
                Key("k\(position)"), at: 10 * position, from: nil, to: Digest(bits: 1))
        }
        for (first, last) in [(0, 0), (1, 9), (995, 1_005), (19_990, 30_000), (5, 19_995)] {
            let stretch = HashRange(first: UInt64(first), last: UInt64(last))
            var seen: [UInt64] = []
            tree.forEach(in: stretch) {
                seen.append($0.position)
                return true
            }
            #expect(seen == (0..<2_000).map { 10 * $0 }.filter(stretch.contains))
        }
    }

    /// Keys that somebody chose because they fall upon one leaf.
    @Test func `a crowded leaf is answered in bounded pieces, and all of it comes across`() throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.hashTree))
        let keys = (0...).lazy.map { Key("k\($0)") }.filter { $0.scattered >> 56 == 7 }
        for key in keys.prefix(700) { bench.write(1, key, "v") }
        bench.exchange(from: 0)
        #expect(bench.roots.count == 1)
        #expect(bench.replicas[0].entryCount == 700)
    }

    @Test func `a table has no tree until somebody needs one`() throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.hashTree))
        bench.write(0, "k", "v")
        #expect(bench.replicas[0].store.knownIndex == nil)
        bench.exchange(from: 0)
        #expect(bench.replicas[0].store.knownIndex?.tree != nil)
        // From then on every write is checked against it by the bench.
        for place in 0..<50 { bench.write(0, Key("k\(place % 20)"), Value("w\(place)")) }
    }

    private func naiveLeaf(_ key: Key, _ depth: TreeDepth) -> Int {
        Int(key.scattered / (UInt64.max / UInt64(depth.leafCount) + 1))
    }

    private func naiveLeaves(_ depth: TreeDepth, _ table: [Key: Digest]) -> [Int: Digest] {
        Dictionary(table.map { (naiveLeaf($0.key, depth), $0.value) }, uniquingKeysWith: +)
    }

    private func naiveDigest(_ node: Int, _ depth: TreeDepth, _ leaves: [Int: Digest]) -> Digest {
        guard node < depth.innerCount else { return leaves[node - depth.innerCount] ?? .empty }
        let children = (1...16).map { naiveDigest(16 * node + $0, depth, leaves) }
        return Digest.of(children: children[...])
    }
}
