/// About how many bytes each way of looking for differences takes, once the roots are known to differ.
/// Only the order of the three matters.
struct SearchCost {
    /// Entries in the table.
    let entries: Int
    /// Entries in which the tables differ.
    let differences: Int
    let depth: TreeDepth

    private static let headerBytes = 30
    private static let symbolBytes = 24

    /// Every header crosses once.
    var walk: Int { entries * Self.headerBytes }

    /// Below every differing node the digests of its children cross, at the end the fingerprints of the
    /// leaves and a header for every difference.
    var descent: Int {
        var bytes = differences * Self.headerBytes
        for level in 0..<depth.levels {
            bytes += min(1 << (4 * level), differences) * (8 * HashTree.arity + 5)
        }
        let perLeaf = 8 * (entries / depth.leafCount + 1) + 8
        return bytes + min(depth.leafCount, differences) * perLeaf
    }

    /// Some three symbols for two differences, and half of the positions back; nil beyond its limit.
    var sketch: Int? {
        let symbols = 8 + differences * 3 / 2
        guard symbols <= Limits.sketchSymbolsMax else { return nil }
        return symbols * Self.symbolBytes + differences * 4
    }
}

extension Replica {
    /// The search that promises to cost the fewest bytes, by what the last exchanges found.
    var cheapestSearch: ExchangeState.Search {
        let expected = found.expected
        let cost = SearchCost(
            entries: store.table.count, differences: expected,
            depth: settings.antiEntropy.treeDepth)
        let other = min(cost.walk, cost.descent)
        if let sketch = cost.sketch, sketch <= other {
            return .sketch(SketchReading(expecting: expected))
        }
        return cost.walk <= cost.descent ? .walk : .descent(Descent())
    }
}
