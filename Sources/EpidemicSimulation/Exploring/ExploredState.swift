import Epidemic

/// One moment of an explored cluster, and what a perfect observer knows besides: some 80 bytes, for everything
/// large stands in tables and is named by number.
struct ExploredState: Sendable {
    /// The states of the nodes, by number.
    var nodes = InlineArray<4, UInt32>(repeating: 0)
    /// The copies under way, by number, in the order of their fingerprints.
    var letters = InlineArray<4, UInt32>(repeating: 0)
    /// Everything that was ever written, by number.
    var history: UInt32 = 0
    /// Of every node, which of these it has had knowledge of, itself or by a joined seen clock.
    var known = InlineArray<4, UInt16>(repeating: 0)
    /// Of every node, which of these a late certificate took away from it.
    var cancelled = InlineArray<4, UInt16>(repeating: 0)
    var letterCount: UInt8 = 0
    var writes: UInt8 = 0
    var deletes: UInt8 = 0
    var ages: UInt8 = 0
    var crashes: UInt8 = 0
    var restarts: UInt8 = 0
    var arrivals: UInt8 = 0

    static let lettersMax = 4

    /// Puts a place for one more update into the sets of what was written.
    mutating func makeRoom(at place: Int, nodes: Int) {
        for node in 0..<nodes {
            known[node] = known[node].makingRoom(at: place)
            cancelled[node] = cancelled[node].makingRoom(at: place)
        }
    }

    /// Feeds the counts and what the observer knows.
    func feed(_ hasher: inout FingerprintHasher, nodes: Int) {
        var counts = UInt64(writes) << 8 | UInt64(deletes)
        counts = counts << 8 | UInt64(ages)
        counts = counts << 8 | UInt64(crashes)
        counts = counts << 8 | UInt64(arrivals)
        counts = counts << 8 | UInt64(restarts)
        hasher.feed(counts)
        for node in 0..<nodes {
            hasher.feed(UInt64(known[node]) | UInt64(cancelled[node]) << 16)
        }
    }
}

extension UInt16 {
    /// The set with an empty place, and those from there on one further.
    fileprivate func makingRoom(at place: Int) -> UInt16 {
        let below = self & ((1 << UInt16(place)) - 1)
        return below | (self & ~((1 << UInt16(place)) - 1)) << 1
    }
}
