/// Which counters of one sender came, as far back as the window reaches.
///
/// A ring of bits, as in IPsec (RFC 6479): the window moves on by whole words, so a counter is judged
/// and noted in constant time.
struct ReplayWindow: Sendable {
    private var highest: UInt64 = 0
    private var words = [UInt64](repeating: 0, count: Self.wordCount)

    private static let wordCount = 128
    /// How far behind the highest a counter may be and still be judged.
    static let reach = UInt64((wordCount - 1) * 64)

    /// Nothing came yet.
    init() {}

    /// Everything up to this counter came, or counts as if it had.
    init(through counter: UInt64) {
        highest = counter
        words = [UInt64](repeating: .max, count: Self.wordCount)
        words[Self.place(counter)] = .max >> (63 - counter % 64)
    }

    /// Why this counter is not new; nil when it is.
    func refusal(of counter: UInt64) -> SealRefusal? {
        guard counter <= highest else { return nil }
        guard highest - counter < Self.reach else { return .tooOld }
        return words[Self.place(counter)] & Self.bit(counter) == 0 ? nil : .replayed
    }

    /// Notes a counter that was judged new and whose frame is genuine.
    mutating func note(_ counter: UInt64) {
        if counter > highest { moveOn(to: counter) }
        words[Self.place(counter)] |= Self.bit(counter)
    }

    private mutating func moveOn(to counter: UInt64) {
        let steps = min(counter / 64 - highest / 64, UInt64(Self.wordCount))
        for step in 0..<steps { words[Self.place((counter / 64 - step) * 64)] = 0 }
        highest = counter
    }

    private static func place(_ counter: UInt64) -> Int { Int(counter / 64 % UInt64(wordCount)) }
    private static func bit(_ counter: UInt64) -> UInt64 { 1 << (counter % 64) }
}
