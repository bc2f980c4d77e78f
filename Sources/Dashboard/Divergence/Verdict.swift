import ClusterObservation

/// Whose entry would win if two nodes met, in words.
struct Verdict: Hashable {
    /// The winner's name, or a dash where nobody wins.
    var winner: String
    /// Why, in as few words as a table has room for.
    var reason: String
    /// Both, as a sentence.
    var sentence: String

    /// Both, in a few words.
    var brief: String { winner == Self.nobody ? reason : "\(winner) wins: \(reason)" }

    private static let nobody = "–"

    init(_ difference: EntryDifference, of pair: NodePair, model: DashboardModel) {
        let names = (left: model.name(of: pair.left), right: model.name(of: pair.right))
        guard let left = difference.left, let right = difference.right else {
            let holder = difference.left == nil ? names.right : names.left
            self.init(
                winner: holder, reason: "the other has none", sentence: "only \(holder) has it")
            return
        }
        guard let side = difference.winner, let reason = difference.reason else {
            let clocks = left.clock == right.clock ? "under one clock" : "under two clocks"
            self.init(
                winner: Self.nobody, reason: "the same write",
                sentence: "both have the same write, \(model.lives.text(left.id)), \(clocks)")
            return
        }
        if model.view?.isUnsafe == true, left.clock == right.clock {
            self.init(
                winner: Self.nobody, reason: "equal clocks",
                sentence:
                    "nobody wins, for the clocks are equal: each takes the other's for its own")
            return
        }
        let winner = side == .left ? names.left : names.right
        let clocks = side == .left ? (left.clock, right.clock) : (right.clock, left.clock)
        let words = Words.reason(reason, winner: clocks.0, loser: clocks.1, model.lives)
        self.init(
            winner: winner,
            reason: Self.short(reason, winner: clocks.0, loser: clocks.1, model.lives),
            sentence: "\(winner) wins, \(words)")
    }

    private init(winner: String, reason: String, sentence: String) {
        self.winner = winner
        self.reason = reason
        self.sentence = sentence
    }

    private static func short(
        _ reason: ConflictReason, winner: WriteClock, loser: WriteClock, _ lives: KnownLives
    ) -> String {
        switch reason {
        case .causality: "had seen the other"
        case .otherLife: "same name, another life"
        case .norm: "norm \(winner.squaredNorm) > \(loser.squaredNorm)"
        case .component(let replica):
            tie(at: replica, winner[replica.name].count, loser[replica.name].count, lives)
        case .identity: "tie, larger identity"
        }
    }

    private static func tie(
        at replica: ReplicaIdentity, _ winner: UInt64, _ loser: UInt64, _ lives: KnownLives
    ) -> String {
        winner == loser
            ? "tie, \(lives.text(replica)) is later"
            : "tie, \(lives.text(replica)) \(winner) > \(loser)"
    }
}
