import Epidemic

/// One setting of the protocol as it is named and written on a command line.
struct NodeSetting: Sendable {
    let name: String
    /// What can be written.
    let right: String
    /// How it is now; nil where it means nothing.
    let read: @Sendable (Settings) -> String?
    /// Sets it; false when the text is not what can be written.
    let write: @Sendable (String, inout Settings) -> Bool

    static let table = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// In the order in which they are listed; a change of several is made from the first to the last.
    static let all = rumors + layers + deletions

    private static let rumors: [NodeSetting] = [
        NodeSetting(
            name: "rumors", right: "on or off", read: { $0.rumors == nil ? "off" : "on" },
            write: { text, settings in
                guard let wanted = Layer.Switch(rawValue: text) else { return false }
                settings.rumors =
                    wanted == .on ? settings.rumors ?? Settings.node.rumors : nil
                return true
            }),
        .rumor(
            "direction", "push, pull or push-pull", { $0.direction.rawValue },
            { assign(Direction(rawValue: $0), to: &$1.direction) }),
        .rumor(
            "trigger", "periodic, message or both", { $0.trigger.rawValue },
            { assign(Trigger(rawValue: $0), to: &$1.trigger) }),
        .rumor(
            "removal", RemovalText.forms, { RemovalText.text($0.removal) },
            { assign(RemovalText.removal($0, like: $1.removal), to: &$1.removal) }),
        .rumor(
            "reaction", "feedback or blind, with counter or coin",
            { $0.removal.reaction?.rawValue },
            { assign(RemovalText.removal(of: $1.removal, reaction: $0), to: &$1.removal) }),
        .rumor(
            "fanout", "a whole number", { "\($0.fanOut)" }, { assign(Int($0), to: &$1.fanOut) }),
        .rumor(
            "minimization", "on or off", { $0.minimization.rawValue },
            { assign(Minimization(rawValue: $0), to: &$1.minimization) }),
        .rumor(
            "echo", "sent or spared", { $0.echo.rawValue },
            { assign(Echo(rawValue: $0), to: &$1.echo) }),
        .rumor(
            "connection-limit", "a whole number or none",
            { $0.limits.connections.map { "\($0)" } ?? "none" },
            { text, rumors in
                rumors.limits.connections = Int(text)
                if text == "none" { rumors.limits.hunt = .tries(0) }
                return text == "none" || Int(text) != nil
            }),
        .rumor(
            "hunt-limit", "a whole number or infinite", { "\($0.limits.hunt)" },
            { text, rumors in
                assign(
                    text == "infinite" ? .infinite : Int(text).map { .tries($0) },
                    to: &rumors.limits.hunt)
            }),
        .rumor(
            "round-interval", "a duration", { "\($0.interval)" },
            { assign(Interval(text: $0), to: &$1.interval) }),
        .rumor(
            "coalescing", "a duration", { "\($0.coalescing)" },
            { assign(Interval(text: $0), to: &$1.coalescing) }),
    ]

    private static let layers: [NodeSetting] = [
        NodeSetting(
            name: "mail", right: "on or off", read: { $0.mail.rawValue },
            write: { assign(Layer.Switch(rawValue: $0), to: &$1.mail) }),
        NodeSetting(
            name: "repair", right: "quiet or hot", read: { $0.repair.rawValue },
            write: { assign(Repair(rawValue: $0), to: &$1.repair) }),
        NodeSetting(
            name: "cache-length", right: "a whole number", read: { "\($0.cache.length)" },
            write: { assign(Int($0), to: &$1.cache.length) }),
        NodeSetting(
            name: "cache-interval", right: "a duration or off",
            read: { $0.cache.interval.map { "\($0)" } ?? "off" },
            write: { text, settings in
                settings.cache.interval = Interval(text: text)
                return text == "off" || settings.cache.interval != nil
            }),
        NodeSetting(
            name: "anti-entropy",
            right: "off, "
                + AntiEntropySettings.Method.allCases.map(\.rawValue).joined(separator: ", "),
            read: { $0.antiEntropy.method?.rawValue ?? "off" },
            write: { text, settings in
                settings.antiEntropy.method = AntiEntropySettings.Method(rawValue: text)
                return text == "off" || settings.antiEntropy.method != nil
            }),
        NodeSetting(
            name: "anti-entropy-interval", right: "a duration",
            read: { "\($0.antiEntropy.interval)" },
            write: { assign(Interval(text: $0), to: &$1.antiEntropy.interval) }),
        NodeSetting(
            name: "patience", right: "a duration", read: { "\($0.antiEntropy.patience)" },
            write: { assign(Interval(text: $0), to: &$1.antiEntropy.patience) }),
    ]

    private static let deletions: [NodeSetting] = [
        NodeSetting(
            name: "death-certificate-age", right: "a duration", read: { "\($0.deletion.age)" },
            write: { assign(Interval(text: $0), to: &$1.deletion.age) }),
        NodeSetting(
            name: "dormant-age", right: "a duration", read: { "\($0.deletion.dormantAge)" },
            write: { assign(Interval(text: $0), to: &$1.deletion.dormantAge) }),
        NodeSetting(
            name: "retention", right: "a whole number", read: { "\($0.deletion.retention)" },
            write: { assign(Int($0), to: &$1.deletion.retention) }),
        NodeSetting(
            name: "clock-skew", right: "a duration", read: { "\($0.deletion.clockSkew)" },
            write: { assign(Interval(text: $0), to: &$1.deletion.clockSkew) }),
    ]

    /// A setting of rumor mongering, which means nothing while that is off.
    private static func rumor(
        _ name: String, _ right: String, _ read: @escaping @Sendable (RumorSettings) -> String?,
        _ write: @escaping @Sendable (String, inout RumorSettings) -> Bool
    ) -> NodeSetting {
        NodeSetting(
            name: name, right: right, read: { $0.rumors.flatMap(read) },
            write: { text, settings in
                guard var rumors = settings.rumors else { return false }
                defer { settings.rumors = rumors }
                return write(text, &rumors)
            })
    }

    private static func assign<Value>(_ value: Value?, to place: inout Value) -> Bool {
        guard let value else { return false }
        place = value
        return true
    }
}

extension Settings {
    /// Whether a running node with these settings can be told others, one by one.
    func canBecome(_ wanted: Settings) -> Bool {
        var told = self
        for setting in NodeSetting.all {
            if let text = setting.read(wanted) { _ = setting.write(text, &told) }
        }
        return told == wanted
    }
}
