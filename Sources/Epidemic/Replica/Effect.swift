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
    /// Give the replica a fresh epoch at once: its identity is in use elsewhere, or nobody can say that it is not.
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
    /// A peer was asked what it holds.
    case holding(Holding)
}

/// Why a write was refused; nothing was changed.
public enum WriteRefusal: Hashable, Sendable {
    case keyTooLong(Int)
    case valueTooLong(Int)
    case clock(ClockError)
    /// It waits for a fresh epoch.
    case identityInUse
    /// It does not know yet what the others know.
    case arriving
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
    /// The others are asked again whether they are ready.
    case arrival
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
    /// Nothing is remembered any more of what was seen of these lives.
    case forgotten([ReplicaID])
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
        /// Not of whoever drives the replica by aligned rounds and exchanges alone.
        public static let timers = Interests(rawValue: 4)
        public static let all: Interests = [.persistence, .trace, .timers]
    }

    public let interests: Interests
    /// How many effects there are. Stored, so that who asks does not copy the buffer.
    public private(set) var count = 0
    /// The first one that was not taken out. Most often it is the only one, and needs no array.
    private var first = none
    /// In the place of the first where there is none: an optional of something so large is let go of
    /// through its metadata, which is slow.
    private static let none = Effect.requestEpoch
    /// Those after it.
    private var rest: [Effect] = []
    /// How many of those were taken out, whose places are kept until all are.
    private var taken = 0

    public init(interests: Interests = .all) { self.interests = interests }

    /// Takes the first effect out, of which there must be one. What is added meanwhile comes after what
    /// there is.
    public mutating func takeFirst() -> Effect {
        precondition(count > 0, "there is no effect left to take")
        var next = Self.none
        swap(&next, &first)
        count -= 1
        if count > 0 { advance() }
        return next
    }

    private mutating func advance() {
        first = rest[taken]
        taken += 1
        if taken == rest.count {
            rest.removeAll(keepingCapacity: true)
            taken = 0
        }
    }

    /// The answer that was given last. Costs as much as there are effects after it; nothing is copied.
    public var lastAnswer: Answer? {
        for place in stride(from: rest.count - 1, through: taken, by: -1) {
            if case .answer(_, let answer) = rest[place] { return answer }
        }
        if case .answer(_, let answer) = first { return answer }
        return nil
    }

    /// Forgets the effects and keeps the room.
    public mutating func removeAll() {
        count = 0
        first = Self.none
        if !rest.isEmpty { rest.removeAll(keepingCapacity: true) }
        taken = 0
    }

    @inline(__always) mutating func append(_ effect: Effect) {
        count += 1
        if count == 1 { first = effect } else { rest.append(effect) }
    }

    @inline(__always) mutating func send(_ message: consuming Message, to peer: Peer) {
        append(.send(message, to: peer))
    }

    mutating func persist(_ record: @autoclosure () -> Persisted?) {
        if interests.contains(.persistence), let record = record() {
            append(.persist(record))
        }
    }

    /// Lets what is persisted from a place on stand behind all else; only where a rule is switched off.
    mutating func postponePersisting(from place: Int) {
        let effects = Array(self)
        removeAll()
        for effect in effects[..<place] { append(effect) }
        let (late, early) = (effects[place...].filter(\.persists), effects[place...])
        for effect in early where !effect.persists { append(effect) }
        for effect in late { append(effect) }
    }

    /// An own update that is hot no more need not be made hot after a restart.
    mutating func persistSpread(of update: UpdateID, by own: ReplicaID) {
        persist(update.origin == own ? .spread(update) : nil)
    }

    mutating func setTimer(_ timer: ReplicaTimer, at moment: Instant) {
        if interests.contains(.timers) { append(.setTimer(timer, at: moment)) }
    }

    mutating func trace(_ event: @autoclosure () -> Trace) {
        if interests.contains(.trace) { append(.trace(event())) }
    }
}

extension Effect {
    /// Whether it makes something durable.
    fileprivate var persists: Bool {
        if case .persist = self { true } else { false }
    }
}

/// The effects, in the order in which they must be carried out.
extension EffectBuffer: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { count }

    public subscript(position: Int) -> Effect {
        precondition(position >= 0 && position < count, "effect \(position) of \(count)")
        return position == 0 ? first : rest[taken + position - 1]
    }

    // Much faster than a look at one place after the other from another module.
    public func forEach(_ body: (Effect) throws -> Void) rethrows {
        if count > 0 { try body(first) }
        for place in taken..<rest.count { try body(rest[place]) }
    }
}
