import Epidemic

/// Everything that was written on one way through the events, by identity, and who wins over whom.
struct WrittenHistory: Sendable {
    let updates: [Update]
    let fingerprint: Fingerprint
    /// Of every update, those that it wins over; bits by place.
    private let beats: [UInt16]
    /// Of every update, those of its key.
    private let ofSameKey: [UInt16]
    /// The values that nothing wins over.
    let latestValues: UInt16

    init(_ updates: [Update]) {
        self.updates = updates
        var hasher = FingerprintHasher()
        hasher.feed(updates.count)
        for update in updates { update.feed(&hasher) }
        fingerprint = hasher.fingerprint
        let same = updates.map { one in Self.set(updates) { $0.key == one.key } }
        beats = updates.map { one in
            Self.set(updates) { $0.key == one.key && one.wins(over: $0) }
        }
        ofSameKey = same
        let beaten = beats.reduce(0, |)
        latestValues = Self.set(updates) { !$0.isCertificate } & ~beaten
    }

    /// Which of those that are known and have its key an update does not win over; itself apart.
    func unbeaten(by place: Int, among known: UInt16) -> UInt16 {
        known & ofSameKey[place] & ~beats[place] & ~(1 << UInt16(place))
    }

    func place(of update: Update) -> Int? { updates.firstIndex { $0.id == update.id } }

    private static func set(_ updates: [Update], _ isIn: (Update) -> Bool) -> UInt16 {
        var set: UInt16 = 0
        for (place, update) in updates.enumerated() where isIn(update) { set |= 1 << UInt16(place) }
        return set
    }
}

/// All histories that were met, each once, by number.
struct WrittenHistories {
    private var histories = [WrittenHistory([])]
    private var numbers: [Fingerprint: UInt32] = [:]
    /// What a history becomes by a write, which is told by the number of its transition.
    private var successors: [UInt64: Successor] = [:]

    /// A history with one update more, and where that stands in it.
    struct Successor {
        let number: UInt32
        let place: Int
    }

    init() { numbers[histories[0].fingerprint] = 0 }

    subscript(number: UInt32) -> WrittenHistory { histories[Int(number)] }

    mutating func successor(
        of number: UInt32, by update: Update, transition: UInt32
    ) -> Successor {
        let key = UInt64(number) << 32 | UInt64(transition)
        if let known = successors[key] { return known }
        var updates = histories[Int(number)].updates
        let place = updates.firstIndex { update.id < $0.id } ?? updates.count
        updates.insert(update, at: place)
        let history = WrittenHistory(updates)
        let next = numbers[history.fingerprint] ?? UInt32(histories.count)
        if Int(next) == histories.count {
            histories.append(history)
            numbers[history.fingerprint] = next
        }
        let successor = Successor(number: next, place: place)
        successors[key] = successor
        return successor
    }
}
