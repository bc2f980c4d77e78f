import ArgumentParser
import Epidemic
import EpidemicNode
import Laboratory

/// The protocol of a node, where it shall be another than `Settings.node`.
struct NodeProtocolOptions: ParsableArguments {
    @Option(
        help: .value(
            "How the rounds of the nodes stand to each other: free.", "way", default: "free"),
        transform: Self.free)
    var rounds = Rounds.free

    @Option(
        parsing: .unconditional,
        help: .node("The time between two rounds.", "duration", \.rumors?.interval),
        transform: Interval.init(argument:))
    var roundInterval: Interval?

    @Option(help: .node("Who sends rumors in a contact.", "way", \.rumors?.direction.rawValue))
    var direction: Direction?

    @Option(help: .node("What begins a round.", "what", \.rumors?.trigger.rawValue))
    var trigger: Trigger?

    @Flag(
        exclusivity: .exclusive,
        help: "Which contacts count: those whose receiver knew the rumor (default), or all (blind)."
    )
    var reaction: Reaction?

    @Option(
        parsing: .unconditional,
        help: .init(
            "When a node loses interest in a rumor (default: \(RemovalRule.counter(3))).",
            valueName: "rule"),
        transform: RemovalRule.init(argument:))
    var removal: RemovalRule?

    @Option(
        parsing: .unconditional,
        help: .node("Peers contacted in a round, 1 to 64.", "n", \.rumors?.fanOut),
        transform: Numbers.whole(1...Limits.fanOutMax))
    var fanout: Int?

    @Option(
        help: .node(
            "Whether a rumor is sent to a peer that is known to have it, or spared: sent or spared.",
            "what", \.rumors?.echo.rawValue))
    var echo: Echo?

    @OptionGroup
    var contacts: ContactOptions

    @Option(help: .node("Whether a write is mailed once to every peer.", "switch", \.mail.rawValue))
    var mail: Layer.Switch?

    @Option(help: .node("What a repaired update does.", "what", \.repair.rawValue))
    var repair: Repair?

    @Option(
        parsing: .unconditional,
        help: .node("Keys in the cache of recent changes.", "n", \.cache.length),
        transform: Numbers.whole(0...Limits.cacheLengthMax))
    var cacheLength: Int?

    @Option(
        parsing: .unconditional,
        help: .node("How often the cache is shared, or off.", "duration", \.cache.interval),
        transform: Cadence.init(argument:))
    var cacheInterval: Cadence?

    @Option(
        parsing: .unconditional,
        help: .node(
            "How whole tables are compared, or off.", "method", \.antiEntropy.method?.rawValue),
        completion: .list(AntiEntropyChoice.allCases.map(\.rawValue)),
        transform: AntiEntropyChoice.read)
    var antiEntropy: AntiEntropyChoice?

    @Option(
        parsing: .unconditional,
        help: .node("How often a node compares its table.", "duration", \.antiEntropy.interval),
        transform: Interval.init(argument:))
    var antiEntropyInterval: Interval?

    @Option(
        parsing: .unconditional,
        help: .value("What decides between two updates of a key: norm.", "rule", default: "norm"),
        transform: ConflictChoice.read)
    var conflict = ConflictChoice.norm

    private static func free(_ text: String) throws -> Rounds {
        guard text == Rounds.free.rawValue else {
            throw ValueError.wrongForm("free: real nodes have no common beat to be aligned to")
        }
        return .free
    }
}

extension NodeProtocolOptions {
    /// The node's settings with what was asked for.
    ///
    /// - Throws: `Complaint` about the first value or combination that cannot be.
    func settings(_ deletion: DeletionOptions) throws(Complaint) -> Settings {
        var settings = Settings.node
        settings.deletion = deletion.changed(settings.deletion)
        if let rumors = settings.rumors { settings.rumors = try changed(rumors) }
        settings.mail = mail ?? settings.mail
        settings.repair = repair ?? settings.repair
        settings.cache.length = cacheLength ?? settings.cache.length
        if let cacheInterval { settings.cache.interval = cacheInterval.interval }
        if let antiEntropy { settings.antiEntropy.method = antiEntropy.method }
        settings.antiEntropy.interval = antiEntropyInterval ?? settings.antiEntropy.interval
        do {
            try settings.validate()
        } catch {
            throw .wrongUse(error.description)
        }
        return settings
    }

    private func changed(_ rumors: RumorSettings) throws(Complaint) -> RumorSettings {
        var rumors = rumors
        rumors.interval = roundInterval ?? rumors.interval
        rumors.direction = direction ?? rumors.direction
        rumors.trigger = trigger ?? rumors.trigger
        rumors.fanOut = fanout ?? rumors.fanOut
        rumors.echo = echo ?? rumors.echo
        rumors.limits = contacts.limits
        rumors.minimization = contacts.counters
        guard removal != nil || reaction != nil else { return rumors }
        let rule = removal ?? .counter(3)
        rumors.removal = try rule.removal(heeding: reaction)
        rumors.direction = rule.direction(given: direction ?? rumors.direction)
        return rumors
    }
}

extension ArgumentHelp {
    /// The help of an option whose default is the node's.
    fileprivate static func node<Value>(
        _ abstract: String, _ name: String, _ path: KeyPath<Settings, Value?>
    ) -> ArgumentHelp {
        let value = Settings.node[keyPath: path].map { "\($0)" } ?? "off"
        return ArgumentHelp("\(abstract) (default: \(value))", valueName: name)
    }

    fileprivate static func node<Value>(
        _ abstract: String, _ name: String, _ path: KeyPath<Settings, Value>
    ) -> ArgumentHelp {
        ArgumentHelp(
            "\(abstract) (default: \(Settings.node[keyPath: path]))", valueName: name)
    }
}
