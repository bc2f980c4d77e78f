/// Why settings were refused.
public enum SettingsError: Error, Hashable, Sendable {
    /// A number outside its range.
    case outOfRange(name: String, value: String, right: String)
    /// Two choices that have no meaning together.
    case meaningless(String)
}

extension SettingsError: CustomStringConvertible {
    /// One sentence that names the value and what would be right.
    public var description: String {
        switch self {
        case .outOfRange(let name, let value, let right): "\(name) \(value) must be \(right)"
        case .meaningless(let sentence): sentence
        }
    }
}

extension Settings {
    /// - Throws: `SettingsError` naming the first value or combination that cannot be.
    public func validate() throws(SettingsError) {
        try rumors?.validate()
        guard (0...Limits.cacheLengthMax).contains(cache.length) else {
            throw .outOfRange(
                name: "cache-length", value: "\(cache.length)",
                right: "from 0 to \(Limits.cacheLengthMax)")
        }
        if let interval = cache.interval { try Self.require("cache-interval", interval) }
        try antiEntropy.validate()
        try deletion.validate()
    }

    fileprivate static func require(
        _ name: String, _ interval: Interval
    ) throws(SettingsError) {
        guard interval > .zero, interval <= Limits.intervalMax else {
            throw .outOfRange(
                name: name, value: "\(interval)", right: "longer than 0s, and at most 24h")
        }
    }
}

extension DeletionSettings {
    func validate() throws(SettingsError) {
        for (name, interval) in [
            ("death-certificate-age", age), ("dormant-age", dormantAge), ("clock-skew", clockSkew),
        ] {
            guard interval > .zero, interval <= Limits.certificateAgeMax else {
                throw .outOfRange(
                    name: name, value: "\(interval)", right: "longer than 0s, and at most 87600h")
            }
        }
        guard (0...Limits.retentionMax).contains(retention) else {
            throw .outOfRange(
                name: "retention", value: "\(retention)",
                right: "from 0 to \(Limits.retentionMax)")
        }
    }
}

extension AntiEntropySettings {
    func validate() throws(SettingsError) {
        try limits.validate()
        try Settings.require("anti-entropy-interval", interval)
        try Settings.require("anti-entropy patience", patience)
        guard rounds == .aligned, let method else { return }
        switch method {
        case .full, .checksum, .recent: break
        case .peelBack, .hashTree, .sketch, .auto:
            throw .meaningless(
                "anti-entropy \(method.rawValue) has no meaning in aligned rounds, where a node "
                    + "shows only what it had when the round began: use full, checksum or recent")
        }
    }
}

extension RumorSettings {
    func validate() throws(SettingsError) {
        try Settings.require("round-interval", interval)
        guard (1...Limits.fanOutMax).contains(fanOut) else {
            throw .outOfRange(
                name: "fanout", value: "\(fanOut)", right: "from 1 to \(Limits.fanOutMax)")
        }
        try Settings.require("coalescing", coalescing)
        if rounds == .aligned, trigger != .periodic {
            throw .meaningless(
                "trigger \(trigger.rawValue) has no meaning with aligned rounds: use periodic")
        }
        if direction == .pull, trigger == .message {
            throw .meaningless(
                "trigger message has no meaning with direction pull, where only the nodes that "
                    + "have the news already would ask for it: use periodic or both")
        }
        if minimization == .on {
            guard direction == .pushPull, case .counter(_, .feedback) = removal else {
                throw .meaningless(
                    "minimization has no meaning without direction push-pull, removal counter and "
                        + "feedback: it compares the counters of both ends of a contact")
            }
        }
        if removal.isTwoWay, direction != .pushPull {
            throw .meaningless(
                "direction \(direction.rawValue) has no meaning with removal push-then-pull or "
                    + "median-counter, which push and pull: use push-pull")
        }
        try limits.validate()
        try removal.validate()
    }
}

extension Removal {
    func validate() throws(SettingsError) {
        switch self {
        case .counter(let limit, _): try Self.countable("counter", limit)
        case .coin(let sides, _): try Self.countable("coin", sides)
        case .timeToLive(let rounds): try Self.countable("ttl", rounds)
        case .decay(let persistence):
            guard persistence > 0, persistence < 1 else {
                throw .outOfRange(
                    name: "removal decay", value: "\(persistence)", right: "between 0 and 1")
            }
        case .pushThenPull(let rounds): try Self.countable("push-then-pull", rounds)
        case .medianCounter(let limit, let silent):
            try Self.countable("median-counter", limit)
            try Self.countable("median-counter", silent)
        case .never: break
        }
    }

    /// The largest parameter of a rule that counts.
    private static let countMax = Int(UInt16.max)

    private static func countable(_ name: String, _ value: Int) throws(SettingsError) {
        guard (1...Self.countMax).contains(value) else {
            throw .outOfRange(
                name: "removal \(name)", value: "\(value)", right: "from 1 to \(Self.countMax)")
        }
    }
}
