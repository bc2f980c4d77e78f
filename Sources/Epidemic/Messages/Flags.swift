/// A row of flags, one bit each; the first 64 need no allocation.
public struct Flags: Hashable, Sendable {
    /// How many flags there are.
    public private(set) var count: Int
    private var low: UInt64 = 0
    private var high: [UInt64]?

    /// All flags down.
    public init(count: Int = 0) {
        self.count = count
        if count > 64 { high = Array(repeating: 0, count: (count - 1) / 64) }
    }

    /// How many are up.
    public var raised: Int {
        high?.reduce(low.nonzeroBitCount) { $0 + $1.nonzeroBitCount } ?? low.nonzeroBitCount
    }

    public subscript(position: Int) -> Bool {
        get {
            precondition(position >= 0 && position < count, "flag \(position) of \(count)")
            return word(position / 64) >> UInt64(position % 64) & 1 == 1
        }
        set {
            precondition(position >= 0 && position < count, "flag \(position) of \(count)")
            let bit: UInt64 = 1 << UInt64(position % 64)
            if position < 64 {
                low = newValue ? low | bit : low & ~bit
            } else {
                let place = position / 64 - 1
                let word = word(place + 1)
                high?[place] = newValue ? word | bit : word & ~bit
            }
        }
    }

    /// Adds one flag at the end.
    public mutating func append(_ flag: Bool) {
        if count >= 64, count % 64 == 0 { high = (high ?? []) + [0] }
        count += 1
        if flag { self[count - 1] = true }
    }

    private func word(_ place: Int) -> UInt64 { place == 0 ? low : high?[place - 1] ?? 0 }
}
