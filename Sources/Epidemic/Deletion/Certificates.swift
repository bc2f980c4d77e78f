/// What a replica keeps of deletions beside its table: dormant certificates, when each is due, and the
/// floor.
struct Certificates: Sendable {
    /// Dormant certificates, by key. They are in no root and are never offered.
    private(set) var dormant = EntryTable()
    var floor = Floor()
    /// How far apart the own wall clock and a peer's were at most.
    var clockLead = Interval.zero
    private var active = DueList()
    private var sleeping = DueList()

    init() {}

    /// What a disk gave back.
    init(active: EntryTable, dormant: EntryTable, floor: Floor) {
        self.floor = floor
        active.forEach { entry in
            noteActive(entry)
            return true
        }
        dormant.forEach { entry in
            sleep(entry)
            return true
        }
    }

    /// Whether any certificate will be due. Asked at every event.
    var areAwaited: Bool { !active.isEmpty || !sleeping.isEmpty }

    /// When the next certificate is due, or was.
    func nextDue(_ settings: DeletionSettings) -> Instant? {
        let active = active.first.map { $0 + settings.age }
        let sleeping = sleeping.first.map { $0 + settings.lifetime }
        guard let active, let sleeping else { return active ?? sleeping }
        return min(active, sleeping)
    }

    // MARK: Changes

    /// A certificate is in the table now, with this activation.
    mutating func noteActive(_ entry: Entry) {
        guard let activation = entry.activation else { return }
        active.put(entry.update.key, activation.since)
    }

    /// A certificate is kept dormant.
    mutating func sleep(_ entry: Entry) {
        guard let activation = entry.activation else { return }
        var entry = entry
        entry.isDormant = true
        dormant.put(entry)
        sleeping.put(entry.update.key, activation.since)
    }

    /// A dormant certificate is no more: awake, or discarded, or superseded.
    mutating func take(_ key: Key) -> Entry? { dormant.remove(key) }

    /// The keys whose active certificates may be due.
    mutating func takeDueActive(by now: Instant, _ settings: DeletionSettings) -> [Key] {
        active.take { settings.phase(of: $0, at: now) != .active }
    }

    /// The keys whose dormant certificates may be due.
    mutating func takeDueDormant(by now: Instant, _ settings: DeletionSettings) -> [Key] {
        sleeping.take { settings.phase(of: $0, at: now) == .past }
    }
}

/// Keys by activation, the oldest first. One that got another activation meanwhile stands twice; whoever
/// takes it out looks at what holds now.
struct DueList: Sendable {
    private var items: [(activation: Instant, key: Key)] = []

    var isEmpty: Bool { items.isEmpty }
    var first: Instant? { items.first?.activation }

    mutating func put(_ key: Key, _ activation: Instant) {
        let place = items.partitionPoint { $0.activation <= activation }
        items.insert((activation, key), at: place)
    }

    /// Takes out all that are due.
    mutating func take(where isDue: (Instant) -> Bool) -> [Key] {
        let end = items.partitionPoint { isDue($0.activation) }
        defer { items.removeFirst(end) }
        return items[..<end].map(\.key)
    }
}
