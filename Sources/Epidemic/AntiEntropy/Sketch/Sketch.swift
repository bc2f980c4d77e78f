/// The first symbols of a table's stream, kept while the table changes.
///
/// An update touches O(log n) of them. They are built when somebody first asks and grow as far as somebody
/// asks, up to `Limits.sketchSymbolsMax`.
struct Sketch: Sendable {
    private(set) var symbols: [CodedSymbol] = []

    /// An item came (1) or went (-1).
    mutating func change(_ item: SketchItem, times: Int64) {
        for place in item.places {
            guard place < symbols.count else { return }
            symbols[place].add(item, times: times)
        }
    }

    /// Makes the stream at least so long.
    mutating func extend(to count: Int, over tree: HashTree) {
        precondition(count <= Limits.sketchSymbolsMax, "\(count) symbols")
        let known = symbols.count
        guard count > known else { return }
        // Growing reads the whole table, so it is done seldom.
        let length = min(max(count, 4 * known, 256), Limits.sketchSymbolsMax)
        symbols += Array(repeating: CodedSymbol(), count: length - known)
        for member in tree.leaves.joined() {
            let item = SketchItem(position: member.position, fingerprint: member.fingerprint)
            for place in item.places {
                guard place < length else { break }
                if place >= known { symbols[place].add(item, times: 1) }
            }
        }
    }
}
