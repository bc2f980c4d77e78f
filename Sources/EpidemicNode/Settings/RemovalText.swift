import Epidemic

/// The rules of removal as they are written.
enum RemovalText {
    static let forms =
        "counter:K, coin:K, ttl:R, decay:P, push-then-pull:R, median-counter:M,C or never"

    static func text(_ removal: Removal) -> String {
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

    /// Reads what `text` writes; the reaction stays as it is with the rule that is replaced.
    static func removal(_ text: String, like old: Removal) -> Removal? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.count == 2 ? parts[1].split(separator: ",").map(String.init) : []
        let whole = numbers.first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        let reaction = old.reaction ?? .feedback
        switch (parts[0], numbers.count) {
        case ("never", 0): return .never
        case ("counter", 1): return whole.map { .counter(limit: $0, reaction) }
        case ("coin", 1): return whole.map { .coin(sides: $0, reaction) }
        case ("ttl", 1): return whole.map { .timeToLive(rounds: $0) }
        case ("push-then-pull", 1): return whole.map { .pushThenPull(rounds: $0) }
        case ("decay", 1): return Double(numbers[0]).map { .decay(persistence: $0) }
        case ("median-counter", 2):
            guard let whole, let silent = Int(numbers[1]) else { return nil }
            return .medianCounter(limit: whole, silent: silent)
        default: return nil
        }
    }

    /// The same rule with another reaction; nil where the rule has none.
    static func removal(of old: Removal, reaction text: String) -> Removal? {
        guard let reaction = Reaction(rawValue: text) else { return nil }
        switch old {
        case .counter(let limit, _): return .counter(limit: limit, reaction)
        case .coin(let sides, _): return .coin(sides: sides, reaction)
        case .timeToLive, .decay, .never, .pushThenPull, .medianCounter: return nil
        }
    }
}

extension Interval {
    /// Reads `500us`, `300ms`, `1.5s`, `10m`, `1h`, `30d`; nil for anything else.
    init?(text: String) {
        let units: [(String, Double)] = [
            ("us", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3_600e9),
            ("d", 86_400e9),
        ]
        for (unit, size) in units where text.hasSuffix(unit) {
            guard let number = Double(text.dropLast(unit.count)), number >= 0,
                number * size < 1e18
            else { continue }
            self.init(nanoseconds: Int64((number * size).rounded()))
            return
        }
        return nil
    }
}
