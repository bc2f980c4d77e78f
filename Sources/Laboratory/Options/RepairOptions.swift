import ArgumentParser
import Epidemic

/// The other ways in which an update reaches a replica.
struct RepairOptions: ParsableArguments {
    @Option(help: "Whether a write is mailed once to every peer.")
    var mail = Layer.Switch.off

    @Option(
        help: "What an update does that came by cache or anti-entropy: rest, or spread again.")
    var repair = Repair.quiet

    @Option(
        parsing: .unconditional,
        help: .value(
            "Keys in the cache of recent changes, 0 to 65536.", "n", default: Defaults.cacheLength),
        transform: Numbers.whole(0...Limits.cacheLengthMax))
    var cacheLength = Defaults.cacheLength

    @Option(
        parsing: .unconditional,
        help: .value(
            "How often the cache is shared, or off.", "duration", default: Defaults.cacheInterval),
        transform: Cadence.init(argument:))
    var cacheInterval = Defaults.cacheInterval

    @Option(
        parsing: .unconditional,
        help: .value(
            "How whole tables are compared: off, full, checksum, recent, peel-back, hash-tree, "
                + "sketch or auto.", "method", default: Defaults.antiEntropy),
        completion: .list(AntiEntropyChoice.allCases.map(\.rawValue)),
        transform: AntiEntropyChoice.read)
    var antiEntropy = Defaults.antiEntropy

    @Option(
        parsing: .unconditional,
        help: .value(
            "How often a node compares its table.", "duration",
            default: Defaults.antiEntropyInterval),
        transform: Interval.init(argument:))
    var antiEntropyInterval = Defaults.antiEntropyInterval

    @Option(
        parsing: .unconditional,
        help: .value(
            "What decides between two updates of a key: norm; or, to see it fail, "
                + "merge-clocks-unsafe or increment-on-receipt-unsafe.", "rule",
            default: Defaults.conflict.rawValue),
        completion: .list(ConflictRule.allCases.map(\.rawValue)), transform: Choice.read)
    var conflict = Defaults.conflict

    @Option(
        parsing: .unconditional,
        help: .init("How nodes learn of each other.", valueName: "way"))
    var discovery = Defaults.discovery

    var cache: CacheSettings {
        CacheSettings(length: cacheLength, interval: cacheInterval.interval)
    }

    func comparison(within limits: ContactLimits) -> AntiEntropySettings {
        AntiEntropySettings(
            method: antiEntropy.method, limits: limits, interval: antiEntropyInterval)
    }
}
