// What the rules of removal do to the infected on average. The replica does the same rumor by rumor:
// Rumors/RemovalRule.swift.

extension Removal {
    /// One round ends: moves the infected from stage to stage; who loses interest is left out.
    ///
    /// - Parameters:
    ///   - stages: the fractions by stage; it is never left empty.
    ///   - susceptible: the fraction of the others of a node.
    func settle(_ stages: inout [Double], _ contacts: MeanContacts, susceptible: Double) {
        switch self {
        case .counter(let limit, let reaction):
            let none = contacts.chanceOfNone(with: 1)
            let useless = reaction == .blind ? 1 : contacts.chanceOfNone(with: susceptible)
            stages.count(
                upTo: limit, useful: 1 - useless, unnecessary: useless - none, unnoticed: none)
        case .coin(let sides, let reaction):
            let counting = reaction == .blind ? 1 : 1 - susceptible
            let spared = contacts.chanceOfNone(with: counting, hitting: 1 / Double(sides))
            stages = [stages.reduce(0, +) * spared]
        case .timeToLive(let rounds):
            stages.count(upTo: rounds, useful: 0, unnecessary: 1, unnoticed: 0)
        case .decay:
            let older = stages.enumerated().map { rounds, fraction in
                fraction * chanceOfSpreading(afterRounds: rounds + 1)
            }
            stages = [0] + older.prefix { $0 > 1e-15 }
        case .never: break
        case .pushThenPull, .medianCounter: preconditionFailure("no mean field is known of \(self)")
        }
    }

    /// The probability that a rumor is spread once more after it was spread in so many rounds, as far as
    /// that does not depend on its contacts.
    func chanceOfSpreading(afterRounds rounds: Int) -> Double {
        switch self {
        case .decay(let persistence): persistence.power(Double(rounds + 1))
        case .counter, .coin, .timeToLive, .never, .pushThenPull, .medianCounter: 1
        }
    }
}

extension [Double] {
    /// Moves a counter: a useful round starts afresh, an unnecessary one counts, one without contacts
    /// changes nothing; who has reached the limit is gone.
    fileprivate mutating func count(
        upTo limit: Int, useful: Double, unnecessary: Double, unnoticed: Double
    ) {
        let all = reduce(0, +)
        if count < limit { append(0) }
        for stage in indices.reversed() {
            self[stage] = self[stage] * unnoticed + (stage > 0 ? self[stage - 1] * unnecessary : 0)
        }
        self[0] += all * useful
    }
}
