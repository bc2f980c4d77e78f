/// What is still to be passed on, the least often told first; every piece is told a bounded number of
/// times (SWIM, §4.1).
struct NewsQueue: Sendable {
    private var items: [Item] = []
    private var lastOrder: UInt64 = 0

    /// What a piece of news is about; what it says is looked up when it is told.
    struct Subject: Hashable, Sendable {
        let id: ReplicaID
        let kind: Kind

        enum Kind: UInt8, Sendable { case liveness, status }
    }

    private struct Item: Sendable {
        let subject: Subject
        var told = 0
        let order: UInt64

        /// Liveness before status, rare before common, new before old.
        func precedes(_ other: Item) -> Bool {
            if subject.kind != other.subject.kind { return subject.kind == .liveness }
            if told != other.told { return told < other.told }
            return order > other.order
        }
    }

    var isEmpty: Bool { items.isEmpty }
    var count: Int { items.count }

    /// Something is news, from the beginning.
    mutating func add(_ subject: Subject) {
        forget(subject)
        lastOrder += 1
        insert(Item(subject: subject, order: lastOrder))
    }

    mutating func forget(_ subject: Subject) { items.removeAll { $0.subject == subject } }

    /// The next subjects to tell, each of which may be told so often.
    mutating func take(_ wanted: Int, tellings: Int) -> [Subject] {
        let taken = items.prefix(wanted)
        items.removeFirst(taken.count)
        for var item in taken {
            item.told += 1
            if item.told < tellings { insert(item) }
        }
        return taken.map(\.subject)
    }

    private mutating func insert(_ item: Item) {
        items.insert(item, at: items.partitionPoint { $0.precedes(item) })
    }
}
