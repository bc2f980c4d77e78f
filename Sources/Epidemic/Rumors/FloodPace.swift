/// How long the rounds of a flood last, so that a node does not tell more than its peers take in.
///
/// A round that nobody has answered after an interval is over, and what it told is told again. In a flood
/// that makes things worse: what was told is still on its way, or was dropped because the machine at the
/// other end has no time for it. So a round of a flood lasts as long as answers come in, and where fewer
/// than half of them came, the next one is waited for twice as long, as TCP does (RFC 6298, §5.5). One that
/// was answered for the most part takes half of the doublings back: a network that loses some of everything
/// slows nothing.
struct FloodPace: Hashable, Sendable {
    /// How many answers the round under way asked for.
    private var asked = 0
    /// How often the patience was doubled.
    private var doublings: Int64 = 0
    /// When the last answer to it came.
    private var answered: Instant?

    /// The patience is 32 intervals at most: 3.2 s with the interval of a node.
    static let doublingsMax: Int64 = 5

    /// A round has told what it tells.
    ///
    /// - Parameter asked: how many answers it waits for.
    mutating func begin(asked: Int) {
        self.asked = asked
        answered = nil
    }

    /// An answer to the round under way came.
    mutating func noteAnswer(now: Instant) { answered = now }

    /// The round is over.
    ///
    /// - Parameter missing: how many answers never came.
    mutating func end(missing: Int) {
        guard asked > 0 else { return }
        doublings = missing * 2 > asked ? min(doublings + 1, Self.doublingsMax) : doublings / 2
    }

    /// When a round ends whose answers are not all in.
    func end(of began: Instant, interval: Interval) -> Instant {
        let patience = began + interval * (1 << doublings)
        guard let answered else { return patience }
        return min(max(patience, answered + interval), began + interval * (1 << Self.doublingsMax))
    }
}
