/// A table as it was at one moment, read in pieces: what is written meanwhile does not show.
public struct TableReading: Sendable {
    private let table: EntryTable
    private var last: Key?

    init(_ table: EntryTable) { self.table = table }

    /// The next entries, at most so many; none after the last.
    public mutating func next(max count: Int) -> [Entry] {
        var found: [Entry] = []
        found.reserveCapacity(count)
        table.forEach(after: last) { entry in
            guard found.count < count else { return false }
            found.append(entry)
            return true
        }
        last = found.last?.update.key ?? last
        return found
    }
}
