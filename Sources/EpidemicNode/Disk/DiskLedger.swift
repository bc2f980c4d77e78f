import Epidemic

/// What a disk has to remember of what it wrote, to write no more than what changed.
struct DiskLedger {
    /// The life whose own writes are numbered.
    private(set) var id: ReplicaID
    /// The last number of an own write.
    var sequence: UInt64
    private var seen: SeenClock
    /// The origins of which something was seen since the last commit.
    private var touched: Set<ReplicaID> = []

    init(_ state: DurableState) {
        id = state.id
        sequence = state.sequence
        seen = state.seen
    }

    mutating func note(seen update: UpdateID) {
        guard seen.canInsert(update), !seen.contains(update) else { return }
        seen.insert(update)
        touched.insert(update.origin)
    }

    /// A snapshot was joined: every origin whose run is another now is written anew.
    mutating func replace(seen clock: SeenClock) {
        for run in clock.runs where seen.run(of: run.origin) != run { touched.insert(run.origin) }
        seen = clock
    }

    /// Nothing is remembered of some lives.
    mutating func forget(_ lives: [ReplicaID]) {
        seen.forget(lives)
        touched.subtract(lives)
    }

    mutating func begin(_ id: ReplicaID) {
        self.id = id
        sequence = 0
    }

    /// The runs to write, in the order of their origins.
    var touchedRuns: [SeenClock.Run] { touched.sorted().compactMap { seen.run(of: $0) } }

    /// They are written.
    mutating func noteRunsWritten() { touched.removeAll(keepingCapacity: true) }

    /// What was written after this own write is not durable, and will be written again.
    mutating func goBack(to last: UpdateID) {
        id = last.origin
        sequence = last.sequence
    }
}
