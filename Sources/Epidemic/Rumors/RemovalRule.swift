extension Removal {
    /// Settles one rumor at the beginning of a round: moves its counter for the round that ended, at
    /// most once, and tells whether it leaves the hot list (Demers et al. 1987, §1.4).
    ///
    /// The counter counts *consecutive* unnecessary rounds. The paper's text does not say so, but its
    /// Table 1 is not reproduced otherwise.
    ///
    /// - Parameters:
    ///   - contacts: the contacts of the round that ended, for the blind rules.
    ///   - roundsMax: the rounds that a rumor is spread at most, whatever its counter says.
    /// - Returns: why it leaves, or nil when it stays.
    func settle(
        _ rumor: inout RumorAccount, contacts: UInt32, roundsMax: UInt32 = .max,
        using generator: inout SeededGenerator
    ) -> CoolingReason? {
        defer {
            rumor.unnecessary = 0
            rumor.wasUseful = false
        }
        switch self {
        case .counter(let limit, let reaction):
            return count(&rumor, limit: limit, reaction, contacts: contacts)
        case .coin(let sides, let reaction):
            let tosses = reaction == .blind ? (rumor.rounds > 0 ? contacts : 0) : rumor.unnecessary
            for _ in 0..<tosses where generator.below(sides) == 0 { return .coin }
            return nil
        case .timeToLive(let rounds):
            return rumor.rounds >= UInt32(rounds) ? .timeToLive : nil
        case .decay(let persistence):
            let chance = persistence.power(rumor.rounds &+ 1)
            return generator.unit() < chance ? nil : .decay
        case .pushThenPull(let rounds):
            return rumor.rounds >= UInt32(rounds) * 3 ? .pushThenPull : nil
        case .medianCounter(let limit, let silent):
            if rumor.rounds >= roundsMax { return .medianCounter }
            return advance(&rumor, limit: limit, silent: silent, contacts: contacts)
        case .never:
            return nil
        }
    }

    /// Karp's bound: under the median counter no node spreads a rumor for more than ⌈4 ln n⌉ rounds. Its
    /// counter alone would not see to that: a node whose partners have all fallen silent meets nobody who
    /// is as far as it is. No other rule needs it.
    ///
    /// - Parameter nodes: itself and the peers that it knows.
    func roundsMax(among nodes: Int) -> UInt32 {
        switch self {
        case .medianCounter:
            UInt32(max(1, (4 * Double(max(nodes, 1)).naturalLogarithm).rounded(.up)))
        case .counter, .coin, .timeToLive, .decay, .never, .pushThenPull: .max
        }
    }

    /// One round of the median counter ends.
    private func advance(
        _ rumor: inout RumorAccount, limit: Int, silent: Int, contacts: UInt32
    ) -> CoolingReason? {
        defer { (rumor.asFar, rumor.metPast) = (0, false) }
        guard rumor.counter <= limit else {
            return rumor.rounds - rumor.roundsToLimit >= UInt32(silent) ? .medianCounter : nil
        }
        if rumor.metPast {
            rumor.counter = UInt16(clamping: limit + 1)
        } else if UInt32(rumor.asFar) * 2 > contacts {
            rumor.counter += 1
        }
        if rumor.counter > limit { rumor.roundsToLimit = rumor.rounds }
        return nil
    }

    private func count(
        _ rumor: inout RumorAccount, limit: Int, _ reaction: Reaction, contacts: UInt32
    ) -> CoolingReason? {
        let counts =
            switch reaction {
            case .feedback: rumor.unnecessary > 0
            case .blind: contacts > 0 && rumor.rounds > 0
            }
        if reaction == .feedback, rumor.wasUseful {
            rumor.counter = 0
        } else if counts {
            rumor.counter += 1
        }
        return rumor.counter >= limit ? .counter(limit) : nil
    }
}

extension Double {
    /// The exponent-th power, by squaring: the same bits on every machine.
    func power(_ exponent: UInt32) -> Double {
        var result = 1.0
        var square = self
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            square *= square
            rest >>= 1
        }
        return result
    }
}
