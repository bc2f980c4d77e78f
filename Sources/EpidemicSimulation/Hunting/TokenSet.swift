/// A set of the writes of one run, by their numbers, 0 ..< `capacity`.
struct TokenSet: Hashable, Sendable {
    /// The most writes of a run that are told apart.
    static let capacity = 256

    private var words = SIMD4<UInt64>()

    func contains(_ token: Int) -> Bool { words[token >> 6] >> UInt64(token & 63) & 1 == 1 }

    mutating func insert(_ token: Int) { words[token >> 6] |= 1 << UInt64(token & 63) }

    mutating func remove(_ token: Int) { words[token >> 6] &= ~(1 << UInt64(token & 63)) }

    mutating func formIntersection(_ other: TokenSet) { words &= other.words }

    var isEmpty: Bool { words == SIMD4() }

    static let all = TokenSet(words: SIMD4(repeating: .max))

    init() {}

    private init(words: SIMD4<UInt64>) { self.words = words }
}
