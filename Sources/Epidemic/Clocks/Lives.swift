/// Which lives a replica may forget: those of which nothing has been heard for as long as deletions are
/// remembered, and of which its table holds nothing.
///
/// A writer that is restarted without its data every minute leaves a life behind each time. A life has
/// ended when a later one of its name is known; where very many lives are known, one that is merely silent
/// counts as ended, too. Whatever ended a lifetime of certificates ago can bring nothing back that is still
/// guarded against, so what was seen of it is worth nothing but its place. It takes one lifetime to two:
/// what has ended is written down at each, and looked at again at the next.
///
/// A peer forgets at another moment, and would give a forgotten life back with everything that it has seen.
/// So the last forgotten life of each name is remembered, and nothing is taken from peers of those before.
struct Lives: Sendable {
    /// When there is something to do; the past while a search is under way, so that one comparison tells.
    private(set) var due = Instant.zero
    private var memory = Aside<Memory>()

    fileprivate struct Memory: Sendable {
        /// What had ended when it was looked at last, with the last write that was seen of it.
        var ended: [Ended] = []
        /// The last life of each name that was forgotten, sorted.
        var past: [ReplicaID] = []
        var search: Search?
        /// When the next search may begin.
        var next = Instant.zero
    }

    fileprivate struct Ended: Hashable, Sendable {
        let life: ReplicaID
        let highest: UInt64
    }

    /// A walk through the table in pieces, that looks for what some lives wrote.
    fileprivate struct Search: Sendable {
        /// The lives of which nothing has been found yet, sorted.
        var lives: [ReplicaID]
        /// How far it has come: in the table, then among the dormant certificates.
        var place = Place.table(after: nil)

        enum Place: Sendable { case table(after: Key?), dormant(after: Key?) }
    }

    /// Does what is due: writes down what has ended, or looks through the next piece of the table.
    ///
    /// - Returns: the lives that can be forgotten now.
    mutating func tend(
        _ seen: SeenClock, of own: ReplicaID, table: EntryTable, dormant: EntryTable,
        lifetime: Interval, now: Instant
    ) -> [ReplicaID] {
        guard memory.value?.search != nil else {
            begin(seen, of: own, lifetime: lifetime, now: now)
            return []
        }
        return memory.change { $0.goOn(table: table, dormant: dormant) }.map { found in
            guard let found else { return [] }
            due = memory.value?.next ?? now
            return found
        } ?? []
    }

    private mutating func begin(
        _ seen: SeenClock, of own: ReplicaID, lifetime: Interval, now: Instant
    ) {
        let next = now + lifetime
        due = next
        let ended = seen.ended(besides: own).map { Ended(life: $0.origin, highest: $0.highest) }
        guard !ended.isEmpty || !memory.isEmpty else { return }
        memory.change(orBegin: Memory()) { memory in
            let before = Set(memory.ended)
            let still = ended.filter(before.contains).map(\.life)
            memory.ended = ended
            memory.past.removeAll { !seen.knows($0.name) }
            memory.next = next
            if !still.isEmpty { memory.search = Search(lives: still) }
        }
        if memory.value?.search != nil { due = .zero }
    }

    /// A life wrote what the table holds from now on.
    mutating func noteHeld(_ life: ReplicaID) {
        memory.change { $0.search?.find(life) }
    }

    /// Whether a life ended before one that was forgotten, or was forgotten itself.
    func isPast(_ life: ReplicaID) -> Bool {
        guard let past = memory.value?.past, !past.isEmpty else { return false }
        let place = past.partitionPoint { $0.name < life.name }
        return place < past.count && past[place].name == life.name && life <= past[place]
    }
}

extension Lives.Memory {
    /// The next piece.
    ///
    /// - Returns: what was not found, when everything has been looked at.
    fileprivate mutating func goOn(table: EntryTable, dormant: EntryTable) -> [ReplicaID]? {
        guard var search else { return nil }
        guard search.goOn(table: table, dormant: dormant) else {
            self.search = nil
            note(past: search.lives)
            return search.lives
        }
        self.search = search
        return nil
    }

    private mutating func note(past lives: [ReplicaID]) {
        for life in lives {
            let place = past.partitionPoint { $0.name < life.name }
            if place < past.count, past[place].name == life.name {
                past[place] = max(past[place], life)
            } else {
                past.insert(life, at: place)
            }
        }
    }
}

extension Lives.Search {
    /// - Returns: whether there is more to look at.
    fileprivate mutating func goOn(table: EntryTable, dormant: EntryTable) -> Bool {
        guard !lives.isEmpty else { return false }
        switch place {
        case .table(let key):
            place =
                look(through: table, after: key).map { .table(after: $0) }
                ?? .dormant(after: nil)
            return true
        case .dormant(let key):
            guard let next = look(through: dormant, after: key) else { return false }
            place = .dormant(after: next)
            return true
        }
    }

    /// - Returns: the last key that was looked at, or nil at the end.
    private mutating func look(through table: EntryTable, after key: Key?) -> Key? {
        var last: Key?
        var left = Limits.entriesPerSearch
        table.forEach(after: key) { entry in
            find(entry.update.id.origin)
            last = entry.update.key
            left -= 1
            return left > 0
        }
        return left == 0 ? last : nil
    }

    /// Something of a life is there, so it is not forgotten.
    fileprivate mutating func find(_ life: ReplicaID) {
        let place = lives.partitionPoint { $0 < life }
        if place < lives.count, lives[place] == life { lives.remove(at: place) }
    }
}

extension Lives {
    /// When there is something to do, what had ended, what was forgotten, and how far a search has come.
    func feed(_ hasher: inout FingerprintHasher) {
        hasher.feed(due)
        guard let memory = memory.value else { return }
        hasher.feed(memory.ended.count)
        for ended in memory.ended {
            hasher.feed(ended.life)
            hasher.feed(ended.highest)
        }
        hasher.feed(memory.past.count)
        for life in memory.past { hasher.feed(life) }
        hasher.feed(memory.next)
        guard let search = memory.search else { return }
        hasher.feed(search.lives.count)
        for life in search.lives { hasher.feed(life) }
        switch search.place {
        case .table(let key):
            hasher.feed(1 as UInt64)
            if let key { hasher.feed(key) }
        case .dormant(let key):
            hasher.feed(2 as UInt64)
            if let key { hasher.feed(key) }
        }
    }
}
