/// Entries sorted by key, in chunks of bounded length.
///
/// A sorted array of short sorted arrays: a look-up is O(log n), an insertion moves at most one chunk,
/// and a copy shares every chunk that does not change.
struct EntryTable: Sendable {
    /// A chunk that grows past this is cut in two.
    static let chunkLengthMax = 256

    /// The first chunk, empty when the table is. It needs no list: most tables of a simulation are that
    /// small.
    private var first: [Entry] = []
    /// Those after it, none empty.
    private var others: [[Entry]] = []
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
        guard count > 0 else { return Place(chunk: 0, offset: 0, isTaken: false) }
        let index = chunkIndex(of: key)
        let chunk = chunk(index)
        let offset = chunk.partitionPoint { $0.update.key < key }
        let isTaken = offset < chunk.count && chunk[offset].update.key == key
        return Place(chunk: index, offset: offset, isTaken: isTaken)
    }

    /// The entry of a key.
    subscript(key: Key) -> Entry? {
        let place = place(of: key)
        return place.isTaken ? self[place] : nil
    }

    /// The entry at a place that is taken.
    subscript(place: Place) -> Entry { chunk(place.chunk)[place.offset] }

    /// Whether the entry at a place that is taken is this very update, stored once for all replicas of the
    /// process.
    func holds(_ update: Update, at place: Place) -> Bool {
        chunk(place.chunk)[place.offset].update.isSame(as: update)
    }

    /// Puts an entry in the place of its key, over one that is there.
    mutating func put(_ entry: Entry) { put(entry, at: place(of: entry.update.key)) }

    /// The same where the place is known.
    mutating func put(_ entry: consuming Entry, at place: Place) {
        guard count > 0 else {
            first = [entry]
            count = 1
            return
        }
        let entry = entry
        guard !place.isTaken else { return change(place.chunk) { $0[place.offset] = entry } }
        change(place.chunk) { $0.insert(entry, at: place.offset) }
        count += 1
        if chunk(place.chunk).count > Self.chunkLengthMax { split(place.chunk) }
    }

    /// Takes the entry of a key out.
    mutating func remove(_ key: Key) -> Entry? {
        let place = place(of: key)
        guard place.isTaken else { return nil }
        count -= 1
        let entry = change(place.chunk) { $0.remove(at: place.offset) }
        if chunk(place.chunk).isEmpty { removeChunk(place.chunk) }
        return entry
    }

    /// Visits the entries after a key, ascending, until the body returns false.
    func forEach(after key: Key? = nil, _ body: (Entry) -> Bool) {
        guard count > 0 else { return }
        var index = key.map(chunkIndex) ?? 0
        var offset = key.map { key in chunk(index).partitionPoint { $0.update.key <= key } } ?? 0
        while index <= others.count {
            let chunk = chunk(index)
            while offset < chunk.count {
                if !body(chunk[offset]) { return }
                offset += 1
            }
            index += 1
            offset = 0
        }
    }

    /// Changes every entry in place.
    mutating func modifyAll(_ body: (inout Entry) -> Void) {
        for index in 0...others.count {
            change(index) { chunk in
                for offset in chunk.indices { body(&chunk[offset]) }
            }
        }
    }

    /// The entries at these places of the sorted table, clamped to it.
    func slice(_ range: Range<Int>) -> [Entry] {
        let range = range.clamped(to: 0..<count)
        var result: [Entry] = []
        var start = 0
        for index in 0...others.count where start < range.upperBound {
            let chunk = chunk(index)
            let wanted = range.clamped(to: start..<(start + chunk.count))
            result += chunk[(wanted.lowerBound - start)..<(wanted.upperBound - start)]
            start += chunk.count
        }
        return result
    }

    private func chunk(_ index: Int) -> [Entry] { index == 0 ? first : others[index - 1] }

    private mutating func change<Result>(
        _ index: Int, _ body: (inout [Entry]) -> Result
    ) -> Result {
        index == 0 ? body(&first) : body(&others[index - 1])
    }

    /// The last chunk whose first key is not after the key; the first where there is none.
    private func chunkIndex(of key: Key) -> Int {
        others.isEmpty ? 0 : others.partitionPoint { $0[0].update.key <= key }
    }

    private mutating func split(_ index: Int) {
        let upper = change(index) { chunk in
            let middle = chunk.count / 2
            defer { chunk.removeSubrange(middle...) }
            return Array(chunk[middle...])
        }
        others.insert(upper, at: index)
    }

    private mutating func removeChunk(_ index: Int) {
        if index > 0 {
            others.remove(at: index - 1)
        } else if !others.isEmpty {
            first = others.removeFirst()
        }
    }
}
