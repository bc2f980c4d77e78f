/// The cache: the bounded list of most recently modified keys (Demers et al. 1987, §1.3, "recent
/// update list"; its length is set by the application).
///
/// Every modification of the table appends one item; an item is stale once its key was modified again,
/// and stale items are passed over and dropped as they come to the old end. So noting a modification
/// is O(1) amortised, whatever the length.
struct RecentKeys: Sendable {
    private struct Item: Hashable {
        let key: Key
        let modification: UInt64
    }

    /// The most keys that are kept.
    private(set) var length: Int
    /// The keys that are kept now.
    private(set) var count = 0
    private var items: [Item] = []
    private var oldest = 0

    init(length: Int) { self.length = length }

    /// Notes that a key was modified, and what its modification before was.
    mutating func note(
        _ key: Key, modification: UInt64, previous: UInt64?, in table: EntryTable
    ) {
        guard length > 0 else { return }
        let wasKept = oldest < items.count && (previous ?? 0) >= items[oldest].modification
        items.append(Item(key: key, modification: modification))
        if !wasKept { count += 1 }
        while count > length { dropOldest(from: table) }
        compact(in: table)
    }

    /// Notes that an entry has left the table.
    mutating func forget(_ entry: Entry) {
        guard oldest < items.count, entry.modification >= items[oldest].modification else { return }
        count -= 1
    }

    /// The entries of the kept keys, most recently modified first.
    func entries(in table: EntryTable, max: Int = .max) -> [Entry] {
        var result: [Entry] = []
        for item in items[oldest...].reversed() {
            guard result.count < Swift.min(count, max) else { break }
            if let entry = table[item.key], entry.modification == item.modification {
                result.append(entry)
            }
        }
        return result
    }

    /// Changes the length; a longer cache is filled again from the table.
    mutating func setLength(_ length: Int, from table: EntryTable) {
        self = RecentKeys(length: length)
        guard length > 0 else { return }
        var all: [Item] = []
        table.forEach { entry in
            all.append(Item(key: entry.update.key, modification: entry.modification))
            return true
        }
        all.sort { $0.modification < $1.modification }
        items = all.suffix(length)
        count = items.count
    }

    private func isStale(_ item: Item, in table: EntryTable) -> Bool {
        table[item.key]?.modification != item.modification
    }

    private mutating func dropOldest(from table: EntryTable) {
        if !isStale(items[oldest], in: table) { count -= 1 }
        oldest += 1
    }

    private mutating func compact(in table: EntryTable) {
        guard items.count > 2 * length + 64 else { return }
        items.removeFirst(oldest)
        oldest = 0
        // Keys that were modified again and again leave their earlier items in between.
        if items.count > length + 64 { items = items.filter { !isStale($0, in: table) } }
    }
}
