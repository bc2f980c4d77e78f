/// The keys of a table by activity: the most recently modified first, and before them those that were
/// shown to somebody and found useful there (Demers et al. 1987, §1.5, "local activity order").
///
/// Useful updates move to the front, and by that alone useless ones slip deeper. Every move appends an
/// item; an item is stale once its key moved again, and stale items are passed over, so that a move is
/// O(1) amortised.
struct ActivityOrder: Sendable {
    /// The moment of a move: ascending.
    typealias Mark = UInt64

    private var items: [(key: Key, mark: Mark)] = []
    /// Only looked up, never walked.
    private var marks: [Key: Mark] = [:]
    private var lastMark: Mark = 0

    /// The order of a table by its modifications.
    init(of table: EntryTable) {
        var entries: [(key: Key, modification: UInt64)] = []
        entries.reserveCapacity(table.count)
        table.forEach { entry in
            entries.append((entry.update.key, entry.modification))
            return true
        }
        entries.sort { $0.modification < $1.modification }
        for entry in entries { moveToFront(entry.key) }
    }

    /// A key was modified, or was useful.
    mutating func moveToFront(_ key: Key) {
        lastMark += 1
        items.append((key, lastMark))
        marks[key] = lastMark
        if items.count > 2 * marks.count + 64 { items = items.filter { marks[$0.key] == $0.mark } }
    }

    /// A key left the table.
    mutating func remove(_ key: Key) { marks[key] = nil }

    /// Visits the keys behind a mark, or all, the most active first, until the body returns false.
    func forEach(behind mark: Mark?, _ body: (Key, Mark) -> Bool) {
        let end = mark.map { mark in items.partitionPoint { $0.mark < mark } } ?? items.count
        for item in items[..<end].reversed() where marks[item.key] == item.mark {
            if !body(item.key, item.mark) { return }
        }
    }
}
