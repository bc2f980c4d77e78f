import Epidemic

/// Everything that was written on one way through the events, by identity, and who wins over whom.
struct WrittenHistory: Sendable {
    let facts: HistoryFacts
    let updates: [Update]

    init(_ updates: [Update]) {
        self.updates = updates
        facts = HistoryFacts(updates)
    }
}

/// What a search asks of a history at every step, in plain numbers that are read without counting references.
struct HistoryFacts: Sendable {
    let fingerprint: Fingerprint
    /// The numbers of the identities.
    let identities: InlineArray<16, UInt16>
    let count: Int
    /// The values that nothing wins over; bits by place.
    let latestValues: UInt16
    /// Of every update, those that it wins over.
    private let beats: InlineArray<16, UInt16>
    /// Of every update, those of its key.
    private let ofSameKey: InlineArray<16, UInt16>

    fileprivate init(_ updates: [Update]) {
        precondition(updates.count <= 16, "\(updates.count) updates do not fit into a history")
        count = updates.count
        var hasher = FingerprintHasher()
        hasher.feed(updates.count)
        var identities = InlineArray<16, UInt16>(repeating: 0)
        var beats = InlineArray<16, UInt16>(repeating: 0)
        var same = InlineArray<16, UInt16>(repeating: 0)
        var beaten: UInt16 = 0
        for (place, update) in updates.enumerated() {
            update.feed(&hasher)
            identities[place] = Identity.number(of: update.id)
            same[place] = Self.set(updates) { $0.key == update.key }
            beats[place] = Self.set(updates) { $0.key == update.key && update.wins(over: $0) }
            beaten |= beats[place]
        }
        fingerprint = hasher.fingerprint
        self.identities = identities
        self.beats = beats
        ofSameKey = same
        latestValues = Self.set(updates) { !$0.isCertificate } & ~beaten
    }

    /// Which of those that are known and have its key an update does not win over; itself apart.
    func unbeaten(by place: Int, among known: UInt16) -> UInt16 {
        known & ofSameKey[place] & ~beats[place] & ~(1 << UInt16(place))
    }

    /// The place of the identity of a number; nil where it is not of what was written.
    @inline(__always) func place(of identity: UInt16) -> Int? {
        for place in 0..<count where identities[place] == identity { return place }
        return nil
    }

    /// The places of the identity of a number, of which there is one or none; as bits.
    @inline(__always) func places(of identity: UInt16) -> UInt16 {
        var places: UInt16 = 0
        for place in 0..<count where identities[place] == identity { places |= 1 << UInt16(place) }
        return places
    }

    private static func set(_ updates: [Update], _ isIn: (Update) -> Bool) -> UInt16 {
        var set: UInt16 = 0
        for (place, update) in updates.enumerated() where isIn(update) { set |= 1 << UInt16(place) }
        return set
    }
}

extension WrittenHistory {
    /// A history and an update, each by number.
    struct Step: FlatKey {
        let history: UInt32
        let update: UInt32

        static let none = Step(history: .max, update: .max)

        var spread: UInt64 {
            var hasher = FingerprintHasher()
            hasher.feed(UInt64(history) << 32 | UInt64(update))
            return hasher.fingerprint.low
        }
    }

    /// A history with one update more, by number, and where that stands in it.
    struct Successor: Sendable {
        let number: UInt32
        let place: Int
    }
}

/// What histories become by what is written, each found out once, as one worker of a search does.
struct WrittenHistories: Sendable {
    let memory: SearchMemory
    let worker: Int

    subscript(number: UInt32) -> UnsafePointer<WrittenHistory> {
        @inline(__always) get { memory.histories[number] }
    }

    /// The number of the history in which so much was written.
    func number(of updates: [Update]) -> UInt32 {
        let history = WrittenHistory(updates)
        return memory.histories.number(of: history.facts.fingerprint, by: worker) { history }
    }

    /// What a history becomes by an update of a number.
    func successor(of history: UInt32, by number: UInt32) -> WrittenHistory.Successor {
        let step = WrittenHistory.Step(history: history, update: number)
        if let known = memory.successors.value(of: step, by: worker) { return known }
        let update = memory.updates[number].pointee
        var updates = memory.histories[history].pointee.updates
        let place = updates.firstIndex { update.id < $0.id } ?? updates.count
        updates.insert(update, at: place)
        let successor = WrittenHistory.Successor(number: self.number(of: updates), place: place)
        memory.successors.insert(successor, for: step, by: worker)
        return successor
    }
}
