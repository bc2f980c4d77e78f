/// Entries sorted by key, in chunks of bounded length.
///
/// A sorted array of short sorted arrays: a look-up is O(log n), an insertion moves at most one chunk,
/// and a copy shares every chunk that does not change.
struct EntryTable: Sendable {
    /// A chunk that grows past this is cut in two.
    static let chunkLengthMax = 256

    private var chunks: [[Entry]] = []
    private(set) var count = 0

    /// Where a key stands, or would stand, in the table as it is.
    struct Place {
        fileprivate let chunk: Int
        fileprivate let offset: Int
        /// Whether the key has an entry.
        let isTaken: Bool
    }

    /// Where a key stands. Whoever looks and then puts has looked once.
    func place(of key: Key) -> Place {
        guard !chunks.isEmpty else { return Place(chunk: 0, offset: 0, isTaken: false) }
        let chunk = chunkIndex(of: key)
        let offset = chunks[chunk].partitionPoint { $0.update.key < key }
        let isTaken =
            offset < chunks[chunk].count && chunks[chunk][offset].update.key == key
        return Place(chunk: chunk, offset: offset, isTaken: isTaken)
    }

    /// The entry of a key.
    subscript(key: Key) -> Entry? {
        let place = place(of: key)
        return place.isTaken ? self[place] : nil
    }

    /// The entry at a place that is taken.
    subscript(place: Place) -> Entry { chunks[place.chunk][place.offset] }

    /// Whether the entry at a place that is taken is this very update, stored once for all replicas of the
    /// process.
    func holds(_ update: Update, at place: Place) -> Bool {
        chunks[place.chunk][place.offset].update.isSame(as: update)
    }

    /// Puts an entry in the place of its key, over one that is there.
    mutating func put(_ entry: Entry) { put(entry, at: place(of: entry.update.key)) }

    /// The same where the place is known.
    mutating func put(_ entry: consuming Entry, at place: Place) {
        guard !place.isTaken else {
            chunks[place.chunk][place.offset] = entry
            return
        }
        count += 1
        guard !chunks.isEmpty else {
            chunks = [[entry]]
            return
        }
        chunks[place.chunk].insert(entry, at: place.offset)
        if chunks[place.chunk].count > Self.chunkLengthMax { split(place.chunk) }
    }

    /// Takes the entry of a key out.
    mutating func remove(_ key: Key) -> Entry? {
        let place = place(of: key)
        guard place.isTaken else { return nil }
        let entry = chunks[place.chunk].remove(at: place.offset)
        count -= 1
        if chunks[place.chunk].isEmpty { chunks.remove(at: place.chunk) }
        return entry
    }

    /// Visits the entries after a key, ascending, until the body returns false.
    func forEach(after key: Key? = nil, _ body: (Entry) -> Bool) {
        guard !chunks.isEmpty else { return }
        var chunk = key.map(chunkIndex) ?? 0
        var offset = key.map { key in chunks[chunk].partitionPoint { $0.update.key <= key } } ?? 0
        while chunk < chunks.count {
            while offset < chunks[chunk].count {
                if !body(chunks[chunk][offset]) { return }
                offset += 1
            }
            chunk += 1
            offset = 0
        }
    }

    /// Changes every entry in place.
    mutating func modifyAll(_ body: (inout Entry) -> Void) {
        for chunk in chunks.indices {
            for offset in chunks[chunk].indices { body(&chunks[chunk][offset]) }
        }
    }

    /// The entries at these places of the sorted table, clamped to it.
    func slice(_ range: Range<Int>) -> [Entry] {
        let range = range.clamped(to: 0..<count)
        var result: [Entry] = []
        var start = 0
        for chunk in chunks where start < range.upperBound {
            let wanted = range.clamped(to: start..<(start + chunk.count))
            result += chunk[(wanted.lowerBound - start)..<(wanted.upperBound - start)]
            start += chunk.count
        }
        return result
    }

    /// The last chunk whose first key is not after the key.
    private func chunkIndex(of key: Key) -> Int {
        chunks.count == 1 ? 0 : max(0, chunks.partitionPoint { $0[0].update.key <= key } - 1)
    }

    private mutating func split(_ chunk: Int) {
        let middle = chunks[chunk].count / 2
        let upper = Array(chunks[chunk][middle...])
        chunks[chunk].removeSubrange(middle...)
        chunks.insert(upper, at: chunk + 1)
    }
}
