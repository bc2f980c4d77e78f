/// In how many entries the tables differed in the last exchanges that found a difference, with anybody.
struct FoundDifferences: Sendable {
    private var last: (UInt32, UInt32, UInt32) = (0, 0, 0)

    mutating func note(_ differences: Int) {
        last = (UInt32(clamping: differences), last.0, last.1)
    }

    /// How many the next one may find: the middle of the last three, so that one exchange out of the
    /// ordinary changes nothing.
    var expected: Int {
        guard last.0 > 0 else { return Self.unknown }
        guard last.2 > 0 else { return Int(last.0) }
        let low = min(last.0, last.1, last.2)
        let high = max(last.0, last.1, last.2)
        return Int(last.0) + Int(last.1) + Int(last.2) - Int(low) - Int(high)
    }

    /// Before anything was found.
    private static let unknown = 8
}
