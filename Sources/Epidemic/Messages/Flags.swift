/// A row of flags, one bit each; the first 32 need no allocation.
public struct Flags: Hashable, Sendable {
    // Two halves of a word: every message has the room of its largest kind, which has two rows.
    private var length: UInt32
    private var low: UInt32 = 0
    private var high: [UInt64]?

    private static let lowCount = 32
    private static let wordCount = 64

    /// How many flags there are.
    public var count: Int { Int(length) }

    /// All flags down.
    public init(count: Int = 0) {
        length = UInt32(count)
        guard count > Self.lowCount else { return }
        high = Array(repeating: 0, count: (count - Self.lowCount - 1) / Self.wordCount + 1)
    }

    /// A single flag.
    init(_ flag: Bool) { (length, low) = (1, flag ? 1 : 0) }

    /// How many are up.
    public var raised: Int {
        high?.reduce(low.nonzeroBitCount) { $0 + $1.nonzeroBitCount } ?? low.nonzeroBitCount
    }

    public subscript(position: Int) -> Bool {
        get {
            precondition(position >= 0 && position < count, "flag \(position) of \(count)")
            guard position >= Self.lowCount else { return low >> UInt32(position) & 1 == 1 }
            let (place, bit) = Self.place(of: position)
            return high.map { $0[place] & bit != 0 } ?? false
        }
        set {
            precondition(position >= 0 && position < count, "flag \(position) of \(count)")
            guard position >= Self.lowCount else {
                let bit: UInt32 = 1 << UInt32(position)
                low = newValue ? low | bit : low & ~bit
                return
            }
            let (place, bit) = Self.place(of: position)
            let word = high?[place] ?? 0
            high?[place] = newValue ? word | bit : word & ~bit
        }
    }

    /// Adds one flag at the end.
    public mutating func append(_ flag: Bool) {
        if count >= Self.lowCount, (count - Self.lowCount) % Self.wordCount == 0 {
            high = (high ?? []) + [0]
        }
        length += 1
        if flag { self[count - 1] = true }
    }

    /// Where a flag beyond the first stands.
    private static func place(of position: Int) -> (word: Int, bit: UInt64) {
        let (word, bit) = (position - lowCount).quotientAndRemainder(dividingBy: wordCount)
        return (word, 1 << UInt64(bit))
    }
}
