/// That a replica was away for longer than deletions are remembered: it may hold what was deleted meanwhile.
public struct Absence: Hashable, Sendable {
    /// When it was last known to be there.
    public let left: Instant
    /// When it came back.
    public internal(set) var returned: Instant

    /// An absence between these moments, by the clock of the replica that was away.
    public init(left: Instant, returned: Instant) {
        self.left = left
        self.returned = returned
    }

    /// How long it was away.
    public var length: Interval { returned - left }

    /// Whether an entry has not changed since before.
    public func covers(_ entry: Entry) -> Bool { entry.modified <= left }
}

extension Replica {
    /// That it was away for too long, until its table was found equal to another's.
    public var absenceInForce: Absence? { absence.value }

    /// It is back: when it was away for longer than deletions are remembered it says so.
    mutating func noteAbsence(now: Instant, into effects: inout EffectBuffer) {
        guard var absence = absence.value else { return }
        absence.returned = now
        guard absence.length > settings.deletion.lifetime else {
            self.absence.value = nil
            return
        }
        self.absence.value = absence
        effects.trace(.wasAway(absence))
    }
}
