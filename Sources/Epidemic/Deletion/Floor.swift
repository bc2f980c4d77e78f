/// What a replica has to go on from although it has forgotten it: the join of the contexts of the death
/// certificates that it let go (PROTOCOL.md §4).
///
/// It is kept in generations, each twice as long as a certificate may live. What was let go in the one under way
/// or in the one before may still be left somewhere; what is older guards against nothing and is dropped, so
/// a floor does not grow for ever.
///
/// Generations are counted, and no clock is compared with another: a floor travels with its number and the
/// age of the generation under way. Who hears of a larger number begins that generation, too. What was let go
/// is never dropped before it was kept for the life of a certificate, whatever others say; where that is not
/// sure it is kept for longer, which claims to have seen more than was, and does no harm.
public struct Floor: Hashable, Sendable {
    /// The number of the generation under way.
    public private(set) var generation: Int64
    /// When it began, by the clock of whoever holds the floor.
    public private(set) var began: Instant
    /// What was let go in this generation, and in the one before.
    public private(set) var current: VectorClock
    public private(set) var previous: VectorClock

    /// Of a floor whose first generation has not begun.
    public static let notBegun = Instant(nanoseconds: 1 << 62)
    /// Numbers from here on are not followed: no honest replica gets there, and none may be led beyond what
    /// can be written.
    private static let generationBound: Int64 = 1 << 48

    /// A floor as a disk or a peer told it; nothing has been let go unless it is given.
    public init(
        generation: Int64 = 0, began: Instant = Floor.notBegun, current: VectorClock = .zero,
        previous: VectorClock = .zero
    ) {
        self.generation = generation
        self.began = began
        self.current = current
        self.previous = previous
    }

    /// Everything that a write has to go on from.
    var clock: VectorClock { current.joined(with: previous) }

    /// Whether there is anything to go on from.
    public var isEmpty: Bool { current.components.isEmpty && previous.components.isEmpty }

    /// Whether a clock says nothing that was not let go.
    func contains(_ other: VectorClock) -> Bool {
        switch other.compare(with: clock) {
        case .before, .equal: true
        case .after, .concurrent: false
        }
    }

    // MARK: Time

    /// Begins to count, or goes on: no generation has begun later than now.
    mutating func begin(at now: Instant) { began = min(began, now) }

    /// Begins the generation of a moment, unless it is under way.
    @inline(__always) mutating func age(to now: Instant, _ settings: DeletionSettings) {
        // Asked at every event, and hardly ever true.
        if now - began >= settings.floorGeneration { beginGeneration(now, settings) }
    }

    private mutating func beginGeneration(_ now: Instant, _ settings: DeletionSettings) {
        let length = settings.floorGeneration
        let isNext = now - began < length * 2
        previous = isNext && settings.rules.contains(.floorGenerations) ? current : .zero
        current = .zero
        generation += isNext ? 1 : 2
        began = isNext ? began + length : now
    }

    // MARK: What is taken in

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

    /// Whether another replica's floor says nothing that this one does not.
    func covers(_ other: Floor) -> Bool {
        generation == other.generation && current == other.current && previous == other.previous
    }

    /// Whether anybody can have let go of so much by now.
    func isConceivable(at now: Instant) -> Bool {
        current.isConceivable(at: now) && previous.isConceivable(at: now)
    }

    /// Joins another replica's floor, generation by generation.
    ///
    /// - Returns: false when names had to make room.
    mutating func join(_ other: Floor, now: Instant, _ settings: DeletionSettings) -> Bool {
        var isWhole = true
        if other.generation > generation, other.generation < Self.generationBound {
            follow(other, now: now, settings, &isWhole)
        }
        takeIn(other, now: now, settings, &isWhole)
        return isWhole
    }

    /// Begins the generation that another replica is in.
    private mutating func follow(
        _ other: Floor, now: Instant, _ settings: DeletionSettings, _ isWhole: inout Bool
    ) {
        let isOver = now - began >= settings.lifetime
        previous = isOver ? current : Self.joined(current, previous, &isWhole)
        current = .zero
        generation = other.generation
        began = min(now, other.began)
    }

    private mutating func takeIn(
        _ other: Floor, now: Instant, _ settings: DeletionSettings, _ isWhole: inout Bool
    ) {
        if other.generation == generation {
            current = Self.joined(current, other.current, &isWhole)
            keep(other.previous, letGoBy: other.began, settings, &isWhole)
        } else {
            keep(other.current, letGoBy: now, settings, &isWhole)
            guard now - other.began < settings.lifetime else { return }
            keep(other.previous, letGoBy: other.began, settings, &isWhole)
        }
    }

    /// Keeps what was let go no later than a moment for the life of a certificate from then on.
    private mutating func keep(
        _ clock: VectorClock, letGoBy moment: Instant, _ settings: DeletionSettings,
        _ isWhole: inout Bool
    ) {
        if began + settings.lifetime >= moment {
            previous = Self.joined(previous, clock, &isWhole)
        } else {
            current = Self.joined(current, clock, &isWhole)
        }
    }

    private static func joined(
        _ one: VectorClock, _ other: VectorClock, _ isWhole: inout Bool
    ) -> VectorClock {
        let room = Limits.floorComponentsMax
        if one.joined(with: other).components.count > room { isWhole = false }
        return one.joined(with: other, room: room)
    }
}
