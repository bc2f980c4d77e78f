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

    /// `counter:3`, `coin:4`, `ttl:8`, `decay:0.7`, `never`.
    static func removal(_ removal: SpreadingRemoval) -> String {
        switch removal {
        case .counter(let limit, _): "counter:\(limit)"
        case .coin(let sides, _): "coin:\(sides)"
        case .timeToLive(let rounds): "ttl:\(rounds)"
        case .decay(let persistence): "decay:\(persistence)"
        case .never: "never"
        }
    }

    /// Reads what `removal(_:)` writes; a reaction is kept where the rule has one.
    static func removal(
        _ text: String, reaction: SpreadingReaction
    ) throws(PromptError) -> SpreadingRemoval {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let number = parts.count == 2 ? Int(parts[1]) : nil
        switch (parts[0], number) {
        case ("counter", let limit?): return .counter(limit: limit, reaction)
        case ("coin", let sides?): return .coin(sides: sides, reaction)
        case ("ttl", let rounds?): return .timeToLive(rounds: rounds)
        default: break
        }
        if parts[0] == "decay", parts.count == 2, let persistence = Double(parts[1]) {
            return .decay(persistence: persistence)
        }
        if text == "never" { return .never }
        throw .wrong(
            name: "removal", value: text, right: "counter:K, coin:K, ttl:R, decay:P or never")
    }

    /// The same rule with another reaction; a rule that has none is no place for one.
    static func reaction(
        _ text: String, of removal: SpreadingRemoval
    ) throws(PromptError) -> SpreadingRemoval {
        let reaction: SpreadingReaction = try choice(text, name: "reaction")
        switch removal {
        case .counter(let limit, _): return .counter(limit: limit, reaction)
        case .coin(let sides, _): return .coin(sides: sides, reaction)
        case .timeToLive, .decay, .never:
            throw .meaningless(
                name: "reaction",
                reason: "with removal \(Answer.removal(removal)): use counter or coin")
        }
    }
}
