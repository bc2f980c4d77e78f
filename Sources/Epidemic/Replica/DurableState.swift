/// What a disk holds of a replica: the sum of everything that it persisted, in order.
public struct DurableState: Sendable {
    public private(set) var id: ReplicaID
    package private(set) var sequence: UInt64 = 0
    package private(set) var seen = SeenClock()
    private(set) var entries = EntryTable()
    private(set) var floor = Floor()
    /// Own updates that had not finished spreading.
    private var unspread: Set<UpdateID> = []
    /// When the replica was last known to be there; the shell notes it.
    public var lastLived: Instant?

    /// An empty disk of a replica that begins this life.
    public init(id: ReplicaID) { self.id = id }

    /// What a disk gives back.
    ///
    /// - Parameter unspread: the sequences of own updates that had not finished spreading.
    package init(
        id: ReplicaID, sequence: UInt64, seen: SeenClock, entries: [Entry], unspread: [UInt64],
        floor: Floor = Floor()
    ) {
        self.id = id
        self.sequence = sequence
        self.seen = seen
        self.floor = floor
        for entry in entries { self.entries.put(entry) }
        self.unspread = Set(unspread.map { UpdateID(origin: id, sequence: $0) })
    }

    /// Makes one record durable.
    public mutating func apply(_ record: Persisted) {
        switch record {
        case .entry(let entry):
            let update = entry.update.id
            if update.origin == id, update.sequence > sequence {
                sequence = update.sequence
                unspread.insert(update)
            }
            note(seen: update)
            entries.put(entry)
        case .forgotten(let lives): seen.forget(lives)
        case .discarded(let key): _ = entries.remove(key)
        case .floor(let floor): self.floor = floor
        case .spread(let update): unspread.remove(update)
        case .seen(let clock): seen = clock
        case .seenUpdate(let update): note(seen: update)
        case .identity(let id):
            self.id = id
            sequence = 0
            unspread = []
        }
    }

    /// The latest moment that stands in it.
    package var latest: Instant? {
        var latest: Instant?
        entries.forEach { entry in
            latest = max(
                latest ?? entry.modified, entry.modified, entry.activation?.since ?? entry.modified)
            return true
        }
        return latest
    }

    /// Everything that stands in it, dormant certificates included, by key.
    package var held: [Entry] { entries.slice(0..<entries.count) }

    /// Whether an own update has to be hot again.
    func isUnspread(_ update: UpdateID) -> Bool { unspread.contains(update) }

    private mutating func note(seen update: UpdateID) {
        if seen.canInsert(update) { seen.insert(update) }
    }

    /// Feeds everything that a restart would find, but for what is only shown of entries.
    package func feed(_ hasher: inout FingerprintHasher) {
        hasher.feed(id)
        hasher.feed(sequence)
        seen.feed(&hasher)
        hasher.feed(entries.count)
        entries.forEach { entry in
            entry.feed(&hasher)
            hasher.feed(entry.modified)
            return true
        }
        floor.feed(&hasher)
        for update in unspread.sorted() { hasher.feed(update) }
        hasher.feed(lastLived ?? Instant(nanoseconds: .min))
    }
}

extension Replica {
    /// A replica that finds its data again: same life, same table, and its own updates that had not
    /// finished spreading hot again. Call `start` next.
    public init(
        restoring disk: DurableState, peers: PeerSet, settings: SharedSettings, seed: UInt64
    ) {
        self.init(id: disk.id, peers: peers, settings: settings, seed: seed)
        sequence = disk.sequence
        if let left = disk.lastLived {
            absence.value = Absence(left: left, returned: left)
        }
        seen = disk.seen
        if sequence > 0 || !seen.runs.isEmpty {
            doubtful.change(orBegin: DoubtfulWrites()) { $0.doubt(disk.id, after: disk.sequence) }
        }
        let (active, dormant) = disk.entries.parted
        store = Store(restoring: active)
        certificates = Certificates(active: active, dormant: dormant, floor: disk.floor)
        recent.setLength(settings.settings.cache.length, from: store.table)
        guard settings.settings.rumors != nil else { return }
        let own = store.table.slice(0..<store.table.count)
            .filter { disk.isUnspread($0.update.id) }
            .sorted { $0.update.id < $1.update.id }
        for entry in own {
            hot.add(entry.update, hops: entry.hops, activation: entry.activation)
        }
    }
}

extension EntryTable {
    /// What stands in the table, and what is kept dormant beside it.
    fileprivate var parted: (active: EntryTable, dormant: EntryTable) {
        var active = self
        var dormant = EntryTable()
        forEach { entry in
            if entry.isDormant {
                dormant.put(entry)
                _ = active.remove(entry.update.key)
            }
            return true
        }
        return (active, dormant)
    }
}
