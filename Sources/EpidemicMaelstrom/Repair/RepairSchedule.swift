import Epidemic

/// When a node compares its table with another's, which finds whatever was lost.
///
/// A comparison of equal tables costs two messages, so it is put off as long as something else proves the
/// table whole: where every letter of a node that holds everything arrives, the next one in order, nothing
/// is lacking. Without such proof it is made a while after something changed, and after twice and four
/// times as long while nothing does.
struct RepairSchedule: Hashable, Sendable {
    private let interval: Interval
    private var wait: Interval
    private var planned: Instant
    /// When a letter that is missing is taken for lost; nil while none is missing.
    private var patience: Instant?
    private var generator: SeededGenerator

    private static let waitsMax: Int64 = 4
    /// A letter may be overtaken by so much.
    private static let overtaking = Interval.milliseconds(500)

    init(_ interval: Interval, now: Instant, seed: UInt64) {
        self.interval = interval
        wait = interval
        planned = now
        generator = SeededGenerator(seed: seed)
        planned = moment(after: now)
    }

    /// When the next comparison is due.
    var due: Instant { patience.map { min($0, planned) } ?? planned }

    /// Something changed here, or is missing.
    mutating func noteChange(now: Instant) {
        wait = interval
        planned = min(planned, moment(after: now))
    }

    /// The table was proved whole.
    mutating func noteProof(now: Instant) {
        wait = interval
        planned = moment(after: now)
    }

    /// A letter is missing.
    mutating func noteGap(now: Instant) { patience = patience ?? now + Self.overtaking }

    /// No letter is missing any more.
    mutating func noteNoGap() { patience = nil }

    /// A comparison was begun; the next one comes by itself where this one does not end.
    mutating func begin(now: Instant) {
        patience = nil
        planned = moment(after: now)
    }

    /// A comparison has ended. One that found something says that there is more to be found elsewhere.
    mutating func noteEnd(_ outcome: ExchangeOutcome, now: Instant) {
        let foundNothing =
            outcome.ending == .equal && outcome.repairedHere == 0 && outcome.repairedThere == 0
        wait = foundNothing ? min(wait * 2, interval * Self.waitsMax) : interval
        planned = moment(after: now)
    }

    /// After the wait, and up to an eighth more: nodes that began together drift apart.
    private mutating func moment(after now: Instant) -> Instant {
        let spread = max(1, wait.nanoseconds / 8)
        return now + wait + Interval(nanoseconds: Int64(generator.below(Int(spread))))
    }
}
