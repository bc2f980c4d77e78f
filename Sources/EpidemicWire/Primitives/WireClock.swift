import Epidemic

/// What time it is for who writes or reads a frame.
///
/// Moments mean something to one node alone, so they travel as ages: a moment is written as the time that has
/// passed since, and read as the moment so long ago. Only the wall clock is told as it is, for whoever wants to
/// know how far two are apart.
public struct WireClock: Hashable, Sendable {
    /// The time by which the replica lives.
    public let now: Instant
    /// What the wall clock says.
    public let wall: Instant

    public init(now: Instant, wall: Instant) {
        self.now = now
        self.wall = wall
    }

    /// Of a world in which all have the same clock.
    public init(_ now: Instant) { self.init(now: now, wall: now) }
}

extension WireWriter {
    /// A moment, as an age.
    mutating func age(since moment: Instant) {
        varint(UInt64(max(0, clock.now.nanoseconds - moment.nanoseconds)))
    }

    /// What the wall clock says, to the millisecond, and so much more.
    mutating func wallClock(ahead lead: Interval) {
        zigzag((clock.wall.nanoseconds / 1_000_000) + lead.nanoseconds / 1_000_000)
    }
}

extension WireReader {
    /// A moment that travelled as an age.
    mutating func momentOfAge() throws(WireError) -> Instant {
        let age = try varint()
        guard age < 1 << 62 else { throw malformed(.numberOutOfRange) }
        return Instant(nanoseconds: clock.now.nanoseconds - Int64(age))
    }

    /// How far a wall clock is ahead of this side's.
    mutating func wallClockLead() throws(WireError) -> Interval {
        let milliseconds = try zigzag()
        guard milliseconds.magnitude < 1 << 42 else { throw malformed(.numberOutOfRange) }
        return .milliseconds(milliseconds - clock.wall.nanoseconds / 1_000_000)
    }
}
