/// What becomes of the difference of two streams of symbols.
enum DecodedSketch: Hashable, Sendable {
    /// More symbols are needed.
    case undecided
    /// Every difference: the items that only the peer holds, and those that only this side holds.
    case decoded(theirs: [SketchItem], own: [SketchItem])
    /// No two tables have such symbols: somebody is wrong, or lies.
    case contradictory

    /// Peels the difference of the peer's symbols and one's own: a symbol with one item alone gives the
    /// item away, and taking it out of its other symbols lays others bare.
    ///
    /// Costs O(m log m) for m symbols.
    init(theirs: ArraySlice<CodedSymbol>, own: ArraySlice<CodedSymbol>) {
        var symbols = zip(theirs, own).map(-)
        var ready = symbols.indices.filter { symbols[$0].single != nil }
        var theirItems: [SketchItem] = []
        var ownItems: [SketchItem] = []
        var found: Set<SketchItem> = []
        while let place = ready.popLast() {
            guard let item = symbols[place].single else { continue }
            let count = symbols[place].count
            // In honest symbols an item comes out once, and lies in every symbol of its row.
            guard found.insert(item).inserted, found.count <= symbols.count else {
                self = .contradictory
                return
            }
            if count > 0 { theirItems.append(item) } else { ownItems.append(item) }
            for place in item.places {
                guard place < symbols.count else { break }
                symbols[place].add(item, times: -count)
                if symbols[place].single != nil { ready.append(place) }
            }
        }
        // Symbol 0 holds every item, so when it is empty there is nothing left.
        guard let first = symbols.first, first.isEmpty else {
            self = .undecided
            return
        }
        self =
            symbols.allSatisfy(\.isEmpty)
            ? .decoded(theirs: theirItems, own: ownItems) : .contradictory
    }
}
