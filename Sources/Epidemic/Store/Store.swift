/// A replica's table: for every key the winning update and the context.
///
/// Merging is a join: whatever the order in which updates arrive, and however often, the same ones win
/// (PROTOCOL.md §3).
struct Store: Sendable {
    private(set) var table = EntryTable()
    /// Keys that have a value.
    private(set) var valueCount = 0
    /// About how many bytes of memory the entries take: keys, values, clocks.
    private(set) var byteCount = 0
    /// Modifications since the beginning.
    private(set) var modifications: UInt64 = 0
    private var runningRoot: Digest?
    /// Whether the last update that was merged had more names in its key's context than there is room for.
    private(set) var hasMadeRoom = false
    /// What the comparisons in use need beside the table.
    private var index = Aside<TableIndex>()

    /// What became of an update that arrived.
    enum Reception: Hashable {
        /// It is the first of its key.
        case added
        /// It is the winner now, over this one.
        indirect case replaced(Entry)
        /// It is what is held already.
        case duplicate
        /// What is held wins over it; the entry, when its context grew by it.
        indirect case superseded(by: Update, changed: Entry?)
        /// It has the identity of what was held, and another clock or content; whether it won.
        indirect case diverged(from: Entry, Standing)
        /// It was seen before, and is not held, nor anything that wins over it.
        case forgotten
    }

    /// Which of two contents of one identity stays.
    enum Standing { case replaced, kept }

    /// Whether an update that arrives was seen before, where that says that what is held no more was
    /// superseded.
    enum Past { case unknown, seen }

    init() {}

    /// A table that was found again.
    init(restoring table: EntryTable) {
        self.table = table
        table.forEach { entry in
            valueCount += entry.update.content.value == nil ? 0 : 1
            byteCount += entry.estimatedMemory
            modifications = max(modifications, entry.modification)
            return true
        }
        self.table.modifyAll { $0.digest = nil }
    }

    subscript(key: Key) -> Entry? { table[key] }

    /// Merges an update.
    mutating func receive(
        _ carried: Carried, past: Past = .unknown, _ rules: ClockRules = .all, now: Instant
    ) -> Reception {
        let update = carried.update
        let place = table.place(of: update.key)
        hasMadeRoom = false
        guard place.isTaken else {
            guard past == .unknown else { return .forgotten }
            put(carried, at: place, context: update.clock, over: nil, now: now)
            return .added
        }
        if table.holds(update, at: place) { return .duplicate }
        var entry = table[place]
        if entry.update == update || rules.takesForSame(entry.update, update) {
            return .duplicate
        }
        let context = entry.context.joined(with: update.clock, rules)
        hasMadeRoom = context.components.count == Limits.clockComponentsMax
        let isTwin = entry.update.id == update.id
        if update.prevails(over: entry.update) {
            guard isTwin || past == .unknown else { return .forgotten }
            put(carried, at: place, context: context, over: entry, now: now)
            return isTwin ? .diverged(from: entry, .replaced) : .replaced(entry)
        }
        guard !isTwin else { return .diverged(from: entry, .kept) }
        guard context != entry.context else {
            return .superseded(by: entry.update, changed: nil)
        }
        change(&entry, context, at: place)
        return .superseded(by: entry.update, changed: entry)
    }

    /// Notes the clock of an update that was only offered, and that loses against what is held.
    ///
    /// - Returns: the entry with its new context, when that changed.
    mutating func noteSuperseded(_ header: UpdateHeader, _ rules: ClockRules) -> Entry? {
        let place = table.place(of: header.key)
        guard place.isTaken else { return nil }
        var entry = table[place]
        let context = entry.context.joined(with: header.clock, rules)
        guard context != entry.context else { return nil }
        change(&entry, context, at: place)
        return entry
    }

    private mutating func change(
        _ entry: inout Entry, _ context: VectorClock, at place: EntryTable.Place
    ) {
        byteCount -= entry.estimatedMemory
        entry.context = context
        byteCount += entry.estimatedMemory
        table.put(entry, at: place)
    }

    /// Writes locally: the clock goes on from everything received for the key, and from the floor.
    ///
    /// - Throws: `ClockError` when the clock would pass its limits; nothing is changed then.
    mutating func write(
        _ key: Key, _ content: Content, over floor: VectorClock = .zero,
        _ rules: ClockRules = .all, id: UpdateID, now: Instant
    ) throws(ClockError) -> (update: Update, over: Entry?) {
        let place = table.place(of: key)
        let held = place.isTaken ? table[place] : nil
        let clock = try (held?.context ?? .zero).joined(with: floor, rules)
            .incremented(by: id.origin, rules)
        let update = Update(key: key, content: content, clock: clock, id: id)
        put(Carried(update: update, hops: 0), at: place, context: clock, over: held, now: now)
        return (update, held)
    }

    /// The digest of the whole table, kept up to date with every change once it was asked for.
    mutating func root() -> Digest {
        if let runningRoot { return runningRoot }
        var sum = Digest.empty
        table.modifyAll { entry in
            let digest = Digest.of(entry.update)
            entry.digest = digest
            sum += digest
        }
        runningRoot = sum
        return sum
    }

    /// The root, unless nobody has asked for it yet.
    var knownRoot: Digest? { runningRoot }

    /// The index of the table. Whoever asks has one from then on, kept up to date.
    mutating func withIndex<Result>(
        _ body: (inout TableIndex, EntryTable) -> Result
    ) -> Result {
        _ = root()
        let table = table
        return index.change(orBegin: TableIndex()) { body(&$0, table) }
    }

    /// A key's update was news to somebody: it moves to the front of the order by activity.
    @inline(never) mutating func noteUseful(_ key: Key) { index.change { $0.noteUseful(key) } }

    /// Whether anybody has asked for the index.
    var isIndexed: Bool { !index.isEmpty }

    /// The index, if anybody has asked for it.
    var knownIndex: TableIndex? { index.value }

    /// A certificate has another activation.
    mutating func prolong(_ key: Key, to activation: Activation) {
        guard var entry = table[key] else { return }
        entry.activation = activation
        table.put(entry)
    }

    /// Takes an entry back that had left, with its context.
    mutating func restore(_ entry: Entry, now: Instant) -> Entry {
        put(
            Carried(update: entry.update, hops: entry.hops, activation: entry.activation),
            at: table.place(of: entry.update.key), context: entry.context, over: nil, now: now)
        return table[entry.update.key] ?? entry
    }

    /// Takes the entry of a key out.
    mutating func remove(_ key: Key) -> Entry? {
        guard let entry = table.remove(key) else { return nil }
        valueCount -= entry.update.content.value == nil ? 0 : 1
        byteCount -= entry.estimatedMemory
        if let root = runningRoot {
            let digest = entry.digest ?? Digest.of(entry.update)
            runningRoot = root - digest
            index.change { $0.change(key, from: digest, to: nil) }
        }
        return entry
    }

    /// Puts an update into its place in the table, over what was held there.
    mutating func put(
        _ carried: Carried, at place: EntryTable.Place, context: VectorClock, over held: Entry?,
        now: Instant
    ) {
        let update = carried.update
        modifications += 1
        let digest = runningRoot == nil ? nil : Digest.of(update)
        if let digest, let root = runningRoot {
            runningRoot = root + digest - (held?.digest ?? .empty)
            index.change { $0.change(update.key, from: held?.digest, to: digest) }
        }
        valueCount += (update.content.value == nil ? 0 : 1)
        valueCount -= (held?.update.content.value == nil ? 0 : 1)
        let entry = Entry(
            update: update, context: context, hops: carried.hops, modification: modifications,
            modified: now, activation: update.isCertificate ? carried.activation : nil,
            digest: digest)
        byteCount += entry.estimatedMemory - (held?.estimatedMemory ?? 0)
        table.put(entry, at: place)
    }
}
