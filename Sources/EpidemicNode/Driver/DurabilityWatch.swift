import Epidemic

/// Whether what a node does can be made durable now, and what waits until it can.
///
/// When a commit fails, what it would have stored waits here, and is tried again and again. Meanwhile
/// nothing is acknowledged that is not durable: clients write nothing, and what other nodes bring is not
/// taken. If a write of the node's own waits, too, the node says nothing of its table to anybody, for a
/// crash would make it number another write alike. Before it comes to that, clients are refused while the
/// room that is left is less than a reserve, out of which the database can still be put in order.
struct DurabilityWatch {
    /// Why the last commit failed; nil when it did not.
    private(set) var trouble: DiskError?
    /// Whether less room is left than the reserve.
    private(set) var isScarce = false
    /// Bytes that are free, as far as was asked.
    private(set) var freeBytes: UInt64?
    /// What is not durable yet, in order.
    private(set) var backlog: [Persisted] = []
    /// What nobody was told yet, because it is not durable.
    private var untold: [Trace] = []
    /// Whether the node's own writes are among it.
    private(set) var holdsOwnWrites = false
    /// Bytes that clients may not fill.
    let reserve: UInt64
    private var nextTry = Instant.zero
    private var pause = Self.pauseMin

    /// How long it rests between two tries.
    static let pauseMin = Interval.seconds(1)
    static let pauseMax = Interval.seconds(30)

    /// What changed for people.
    enum Change: Hashable {
        case scarce(free: UInt64)
        case failing(DiskError)
        case sound
    }

    init(reserve: UInt64) { self.reserve = reserve }

    /// Whether everything can be made durable, and clients may write.
    var isSound: Bool { trouble == nil && !isScarce }

    /// Takes in how much room is left. It is enough again once there is an eighth more than the reserve.
    mutating func note(freeBytes: UInt64?) -> Change? {
        self.freeBytes = freeBytes
        guard let freeBytes, reserve > 0 else { return nil }
        let wasSound = isSound
        let bound = isScarce ? reserve + reserve / 8 : reserve
        isScarce = freeBytes < bound
        guard isSound != wasSound else { return nil }
        return isScarce ? .scarce(free: freeBytes) : .sound
    }

    /// A commit failed; or something has to wait for an earlier one that did.
    ///
    /// - Parameter last: the last own write that is durable.
    mutating func put(off records: [Persisted], _ traces: [Trace] = [], after last: UpdateID) {
        backlog += records
        untold += traces
        holdsOwnWrites =
            holdsOwnWrites
            || records.contains { record in
                guard case .entry(let entry) = record else { return false }
                let update = entry.update.id
                return update.origin == last.origin && update.sequence > last.sequence
            }
    }

    /// A commit failed, and is tried again later.
    mutating func fail(_ error: DiskError, now: Instant) -> Change? {
        defer {
            trouble = error
            nextTry = now + pause
            pause = min(pause * 2, Self.pauseMax)
        }
        return trouble == nil ? .failing(error) : nil
    }

    /// Whether it is time to try again.
    func isDue(now: Instant) -> Bool { trouble != nil && now >= nextTry }

    /// Everything is durable now.
    ///
    /// - Returns: what can be told now, and whether clients may write again.
    mutating func succeed() -> (untold: [Trace], change: Change?) {
        let told = untold
        (trouble, backlog, untold, holdsOwnWrites) = (nil, [], [], false)
        pause = Self.pauseMin
        return (told, isScarce ? nil : .sound)
    }
}
