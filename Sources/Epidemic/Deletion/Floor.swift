/// What a replica has to go on from although it has forgotten it: the join of the contexts of the death
/// certificates that it let go (PROTOCOL.md §4).
///
/// It is kept in generations as long as a certificate may live. Of the one under way and the one before
/// something may still be left somewhere; what is older guards against nothing and is dropped, so a
/// floor does not grow for ever.
public struct Floor: Hashable, Sendable {
    /// The number of the generation under way.
    public private(set) var generation: Int64
    /// What was let go in this generation, and in the one before.
    public private(set) var current: VectorClock
    public private(set) var previous: VectorClock

    /// A floor as a disk or a peer told it; nothing has been let go unless it is given.
    public init(
        generation: Int64 = 0, current: VectorClock = .zero, previous: VectorClock = .zero
    ) {
        self.generation = generation
        self.current = current
        self.previous = previous
    }

    /// Everything that a write has to go on from.
    var clock: VectorClock { current.joined(with: previous) }

    /// Whether there is anything to go on from.
    public var isEmpty: Bool { current.components.isEmpty && previous.components.isEmpty }

    /// Begins the generation of a moment, unless it is under way.
    @inline(__always) mutating func age(to now: Instant, _ settings: DeletionSettings) {
        // Asked at every event, and hardly ever true; so it must not divide.
        let length = settings.lifetime.nanoseconds
        let (began, isBeyond) = generation.multipliedReportingOverflow(by: length)
        if !isBeyond, now.nanoseconds - length >= began { beginGeneration(now, length) }
    }

    private mutating func beginGeneration(_ now: Instant, _ length: Int64) {
        let number = now.nanoseconds / length
        previous = number == generation + 1 ? current : .zero
        current = .zero
        generation = number
    }

    /// Counts the generations anew where their length was changed while the replica was down: no
    /// generation that has begun lies ahead.
    mutating func begin(at now: Instant, _ settings: DeletionSettings) {
        if generation > now.nanoseconds / settings.lifetime.nanoseconds {
            renumber(at: now, settings)
        }
    }

    /// Counts the generations anew, because their length was changed; nothing is dropped.
    mutating func renumber(at now: Instant, _ settings: DeletionSettings) {
        generation = now.nanoseconds / settings.lifetime.nanoseconds
    }

    /// Takes in the context of a certificate.
    ///
    /// A write on top of a floor has to be longer than what was let go, and nothing else. So where a floor
    /// has no room for more names, those that count least make room, and the first counts for them.
    ///
    /// - Returns: false when names had to make room.
    mutating func join(_ context: VectorClock) -> Bool {
        let whole = current.joined(with: context).components.count
        current = current.joined(with: context, room: Limits.floorComponentsMax)
        return whole == current.components.count
    }

    /// Joins another replica's floor, generation by generation: only equal ones.
    ///
    /// - Returns: false when names had to make room.
    mutating func join(_ other: Floor) -> Bool {
        let room = Limits.floorComponentsMax
        let theirs = (now: other.clock(of: generation), before: other.clock(of: generation - 1))
        let whole = [current.joined(with: theirs.now), previous.joined(with: theirs.before)]
        current = current.joined(with: theirs.now, room: room)
        previous = previous.joined(with: theirs.before, room: room)
        return whole.allSatisfy { $0.components.count <= room }
    }

    /// Whether anybody can have let go of so much by now.
    func isConceivable(at now: Instant) -> Bool {
        current.isConceivable(at: now) && previous.isConceivable(at: now)
    }

    private func clock(of number: Int64) -> VectorClock {
        if number == generation { return current }
        return number == generation - 1 ? previous : .zero
    }
}
