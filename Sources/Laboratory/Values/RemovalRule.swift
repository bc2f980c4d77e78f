import Epidemic

/// When a node loses interest in a rumor, as it is written: `counter:3`, `coin:4`, `ttl:5`,
/// `decay:0.8`, `never`,
/// `push-then-pull:7` or `median-counter:3,3`. What a contact must be like to count is an option of its own.
package enum RemovalRule: Hashable, Sendable {
    case counter(Int)
    case coin(Int)
    case timeToLive(Int)
    case decay(Double)
    case never
    case pushThenPull(Int)
    case medianCounter(Int, Int)

    /// - Throws: `ValueError`.
    package init(argument text: String) throws(ValueError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let parameter = parts.count == 2 ? String(parts[1]) : nil
        switch (String(parts[0]), parameter) {
        case ("never", nil): self = .never
        case ("counter", let limit?): self = .counter(try Self.whole(limit))
        case ("coin", let sides?): self = .coin(try Self.whole(sides))
        case ("ttl", let rounds?): self = .timeToLive(try Self.whole(rounds))
        case ("decay", let persistence?): self = .decay(try Self.fraction(persistence))
        case ("push-then-pull", let rounds?): self = .pushThenPull(try Self.whole(rounds))
        case ("median-counter", let limits?):
            let numbers = limits.split(separator: ",", omittingEmptySubsequences: false)
            guard numbers.count == 2 else {
                throw .wrongForm("median-counter:M,C with two whole numbers")
            }
            self = .medianCounter(
                try Self.whole(String(numbers[0])), try Self.whole(String(numbers[1])))
        default: throw .notAmong(Self.forms)
        }
    }

    private static let forms = [
        "counter:K", "coin:K", "ttl:R", "decay:P", "never", "push-then-pull:R",
        "median-counter:M,C",
    ]

    /// Whether a part of a list is the second number of the rule before it, `median-counter:M`.
    package static func isSecondNumber(_ part: String, after rule: String) -> Bool {
        rule.hasPrefix("median-counter:") && !rule.contains(",") && Int(part) != nil
    }

    private static func whole(_ text: String) throws(ValueError) -> Int {
        guard let number = Int(text), (1...Int(UInt16.max)).contains(number) else {
            throw .outOfRange("a rule with a whole number from 1 to \(UInt16.max)")
        }
        return number
    }

    private static func fraction(_ text: String) throws(ValueError) -> Double {
        guard let number = Double(text), number > 0, number < 1 else {
            throw .outOfRange("decay:P with P between 0 and 1")
        }
        return number
    }
}

extension RemovalRule {
    /// The rule of the engine, with the reaction where the rule has one.
    ///
    /// - Throws: `Complaint` when a reaction was asked for and the rule has none.
    package func removal(heeding reaction: Reaction?) throws(Complaint) -> Removal {
        guard let removal = removal(reaction) else {
            throw .wrongUse(
                "\(reaction.map { "--\($0.rawValue)" } ?? "") has no meaning with --removal \(self), "
                    + "which heeds no contact: leave it out, or use counter:K or coin:K")
        }
        return removal
    }

    /// The direction that is meant when none is given.
    package func direction(given: Direction?) -> Direction {
        switch self {
        case .counter, .coin, .timeToLive, .decay, .never: given ?? .push
        case .pushThenPull, .medianCounter: given ?? .pushPull
        }
    }

    private func removal(_ reaction: Reaction?) -> Removal? {
        switch self {
        case .counter(let limit): .counter(limit: limit, reaction ?? .feedback)
        case .coin(let sides): .coin(sides: sides, reaction ?? .feedback)
        case .timeToLive(let rounds): reaction == nil ? .timeToLive(rounds: rounds) : nil
        case .decay(let persistence): reaction == nil ? .decay(persistence: persistence) : nil
        case .never: reaction == nil ? .never : nil
        case .pushThenPull(let rounds): reaction == nil ? .pushThenPull(rounds: rounds) : nil
        case .medianCounter(let limit, let silent):
            reaction == nil ? .medianCounter(limit: limit, silent: silent) : nil
        }
    }
}

extension RemovalRule: CustomStringConvertible {
    package var description: String {
        switch self {
        case .counter(let limit): "counter:\(limit)"
        case .coin(let sides): "coin:\(sides)"
        case .timeToLive(let rounds): "ttl:\(rounds)"
        case .decay(let persistence): "decay:\(persistence)"
        case .never: "never"
        case .pushThenPull(let rounds): "push-then-pull:\(rounds)"
        case .medianCounter(let limit, let silent): "median-counter:\(limit),\(silent)"
        }
    }
}
