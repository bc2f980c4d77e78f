/// What a replica tells its shell to do.
///
/// Effects are carried out in the order in which they stand: what is persisted first is durable before
/// what follows is sent, answered or shown.
public enum Effect: Sendable {
    /// Make this durable, where there is a disk.
    indirect case persist(Persisted)
    case send(Message, to: Peer)
    /// Fire this timer at that moment, in place of any earlier setting of it.
    case setTimer(ReplicaTimer, at: Instant)
    /// Answer the client that asked.
    case answer(RequestNumber, Answer)
    /// Give the replica a fresh epoch at once: its identity is in use elsewhere.
    case requestEpoch
    /// Tell whoever watches.
    indirect case trace(Trace)
}

/// The number that a shell gives to a client's request.
public typealias RequestNumber = UInt64

/// What a client is told.
public enum Answer: Hashable, Sendable {
    case wrote(UpdateID)
    case refused(WriteRefusal)
}

/// Why a write was refused; nothing was changed.
public enum WriteRefusal: Hashable, Sendable {
    case keyTooLong(Int)
    case valueTooLong(Int)
    case clock(ClockError)
    /// It has seen the writes of too many origins to number one more.
    case seenClockFull
    /// It waits for a fresh epoch.
    case identityInUse
}

/// The timers of a replica. None repeats by itself.
public enum ReplicaTimer: UInt8, Hashable, Sendable, CaseIterable {
    /// The next round, or the end of the wait for the feedback of the last one.
    case round
    /// The next sharing of the cache.
    case cache
    /// The next anti-entropy exchange.
    case antiEntropy
    /// The end of the patience with the exchange under way.
    case exchange
    /// A death certificate is due to be let go.
    case certificate
    /// The next thing that its membership has to do.
    case membership
}

/// What a replica has to find again after a restart.
public enum Persisted: Sendable {
    /// The entry of its key, dormant or not, and its write's sequence when the replica wrote it itself.
    case entry(Entry)
    /// This own update has finished spreading.
    case spread(UpdateID)
    /// Everything seen, after a snapshot was joined.
    case seen(SeenClock)
    /// One more update seen, superseded on arrival.
    case seenUpdate(UpdateID)
    /// Nothing is held of this key any more.
    case discarded(Key)
    /// What was let go, and must be gone on from.
    case floor(Floor)
    /// The life that is lived now.
    case identity(ReplicaID)
}

/// Where a replica puts its effects; owned by the caller, so that it is allocated once.
public struct EffectBuffer: Sendable {
    /// What the caller does not want is not built.
    public struct Interests: OptionSet, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let persistence = Interests(rawValue: 1)
        public static let trace = Interests(rawValue: 2)
        public static let all: Interests = [.persistence, .trace]
    }

    /// The effects, in the order in which they must be carried out.
    public private(set) var effects: [Effect] = []
    public let interests: Interests
    /// How many of the first ones were taken out, whose places are kept until all are.
    private var taken = 0

    /// How many there are still.
    public var count: Int { effects.count - taken }

    public init(interests: Interests = .all) { self.interests = interests }

    /// Takes the first effect out, of which there must be one. What is added meanwhile comes after what
    /// there is.
    public mutating func takeNext() -> Effect {
        precondition(count > 0, "there is no effect left to take")
        guard count > 1 else {
            let last = effects.removeLast()
            if taken > 0 { removeAll() }
            return last
        }
        var next = Effect.requestEpoch
        swap(&next, &effects[taken])
        taken += 1
        return next
    }

    /// Forgets the effects and keeps the room.
    public mutating func removeAll() {
        effects.removeAll(keepingCapacity: true)
        taken = 0
    }

    mutating func send(_ message: consuming Message, to peer: Peer) {
        effects.append(.send(message, to: peer))
    }

    mutating func persist(_ record: @autoclosure () -> Persisted?) {
        if interests.contains(.persistence), let record = record() {
            effects.append(.persist(record))
        }
    }

    mutating func trace(_ event: @autoclosure () -> Trace) {
        if interests.contains(.trace) { effects.append(.trace(event())) }
    }

    mutating func append(_ effect: Effect) { effects.append(effect) }
}
