/// A set of small whole numbers: which of the events of one key are meant.
struct EventSet: Hashable, Sendable {
    private var words: [UInt64] = []

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    func contains(_ number: Int) -> Bool {
        number / 64 < words.count && words[number / 64] >> UInt64(number % 64) & 1 == 1
    }

    mutating func insert(_ number: Int) {
        while words.count <= number / 64 { words.append(0) }
        words[number / 64] |= 1 << UInt64(number % 64)
    }

    mutating func formUnion(_ other: EventSet) {
        while words.count < other.words.count { words.append(0) }
        for place in other.words.indices { words[place] |= other.words[place] }
    }
}
