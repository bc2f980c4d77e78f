import ClusterObservation

// Answers about the protocol.

extension Answer {
    /// One of the words of a type.
    static func choice<Value>(_ text: String, name: String) throws(PromptError) -> Value
    where Value: RawRepresentable<String> & CaseIterable {
        guard let value = Value(rawValue: text) else {
            throw .wrong(
                name: name, value: text, right: list(Value.allCases.map(\.rawValue)))
        }
        return value
    }

    static func method(_ text: String) throws(PromptError) -> AntiEntropyMethod {
        guard let method = AntiEntropyMethod(rawValue: text) else {
            let names = ["off"] + AntiEntropyMethod.allCases.map(\.rawValue)
            throw .wrong(name: "anti-entropy", value: text, right: list(names))
        }
        return method
    }

    /// A whole number; what is too large or too small the cluster itself knows.
    static func whole(_ text: String, name: String) throws(PromptError) -> Int {
        guard let number = Int(text) else {
            throw .wrong(name: name, value: text, right: "a whole number")
        }
        return number
    }

    /// `a, b or c`.
    static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// `counter:3`, `coin:4`, `ttl:8`, `decay:0.7`, `push-then-pull:7`, `median-counter:3,3`, `never`.
    static func removal(_ removal: SpreadingRemoval) -> String {
        switch removal {
        case .counter(let limit, _): "counter:\(limit)"
        case .coin(let sides, _): "coin:\(sides)"
        case .timeToLive(let rounds): "ttl:\(rounds)"
        case .decay(let persistence): "decay:\(persistence)"
        case .pushThenPull(let rounds): "push-then-pull:\(rounds)"
        case .medianCounter(let limit, let silent): "median-counter:\(limit),\(silent)"
        case .never: "never"
        }
    }

    /// Reads what `removal(_:)` writes; a reaction is kept where the rule has one.
    static func removal(
        _ text: String, reaction: SpreadingReaction
    ) throws(PromptError) -> SpreadingRemoval {
        if text == "never" { return .never }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers =
            parts.count == 2 ? parts[1].split(separator: ",").map { Double($0) } : []
        let wholes = numbers.map { $0.flatMap { Int(exactly: $0) } }
        switch (parts[0], wholes.first ?? nil, numbers.count) {
        case ("counter", let limit?, 1): return .counter(limit: limit, reaction)
        case ("coin", let sides?, 1): return .coin(sides: sides, reaction)
        case ("ttl", let rounds?, 1): return .timeToLive(rounds: rounds)
        case ("push-then-pull", let rounds?, 1): return .pushThenPull(rounds: rounds)
        case ("median-counter", let limit?, 2):
            if let silent = wholes[1] { return .medianCounter(limit: limit, silent: silent) }
        case ("decay", _, 1):
            if let persistence = numbers[0] { return .decay(persistence: persistence) }
        default: break
        }
        throw .wrong(name: "removal", value: text, right: list(removalForms))
    }

    private static let removalForms = [
        "counter:K", "coin:K", "ttl:R", "decay:P", "push-then-pull:R", "median-counter:M,C",
        "never",
    ]

    /// The same rule with another reaction; a rule that has none is no place for one.
    static func reaction(
        _ text: String, of removal: SpreadingRemoval
    ) throws(PromptError) -> SpreadingRemoval {
        let reaction: SpreadingReaction = try choice(text, name: "reaction")
        switch removal {
        case .counter(let limit, _): return .counter(limit: limit, reaction)
        case .coin(let sides, _): return .coin(sides: sides, reaction)
        case .timeToLive, .decay, .never, .pushThenPull, .medianCounter:
            throw .meaningless(
                name: "reaction",
                reason: "with removal \(Answer.removal(removal)): use counter or coin")
        }
    }

    /// `none` or how many contacts a node accepts.
    static func connections(_ limit: Int?) -> String { limit.map { "\($0)" } ?? "none" }

    static func connections(_ text: String) throws(PromptError) -> Int? {
        if text == "none" { return nil }
        guard let number = Int(text) else {
            throw .wrong(name: "connection-limit", value: text, right: "none or a whole number")
        }
        return number
    }

    /// How many others are tried, or `infinite`.
    static func hunt(_ text: String) throws(PromptError) -> HuntLimit {
        if text == "infinite" { return .infinite }
        guard let tries = Int(text) else {
            throw .wrong(name: "hunt-limit", value: text, right: "infinite or a whole number")
        }
        return .tries(tries)
    }
}
