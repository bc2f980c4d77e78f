/// Everything about a replica's protocol that can be chosen, and changed while it runs.
///
/// The layers of Demers et al. (1987) — direct mail (§1.2), rumor mongering (§1.4), the shared cache
/// of recent updates and anti-entropy (§1.3) — are independent; each can be switched off.
public struct Settings: Hashable, Sendable {
    /// How rumors spread; nil switches rumor mongering off.
    public var rumors: RumorSettings?
    /// Whether a write is mailed once to every peer.
    public var mail: Layer.Switch
    /// What an update that arrives by cache or anti-entropy does.
    public var repair: Repair
    /// The shared cache of recently modified keys.
    public var cache: CacheSettings
    /// The comparison of whole tables.
    public var antiEntropy: AntiEntropySettings
    /// How long deletions are remembered, and by whom.
    public var deletion: DeletionSettings
    /// What decides between two updates of a key.
    public var conflict: ConflictRule
    /// Bytes of updates or headers, estimated, that rumors and the cache put into one message; one large
    /// update may pass it. What a datagram holds, where messages travel in datagrams.
    public var batchBytes: Int
    /// Rules that may be switched off, to see what is lost without.
    package var clocks = ClockRules.all
    package var rules = ReplicationRules.all

    public init(
        rumors: RumorSettings? = RumorSettings(), mail: Layer.Switch = .off,
        repair: Repair = .quiet, cache: CacheSettings = CacheSettings(),
        antiEntropy: AntiEntropySettings = AntiEntropySettings(),
        deletion: DeletionSettings = DeletionSettings(), conflict: ConflictRule = .norm,
        batchBytes: Int = Limits.messageBytesTarget
    ) {
        self.rumors = rumors
        self.mail = mail
        self.repair = repair
        self.cache = cache
        self.antiEntropy = antiEntropy
        self.deletion = deletion
        self.conflict = conflict
        self.batchBytes = batchBytes
    }
}

/// The ways an update reaches a replica.
public enum Layer: UInt8, Hashable, Sendable, CaseIterable {
    case rumor, mail, cache, antiEntropy

    /// A layer without settings of its own.
    public enum Switch: String, Hashable, Sendable, CaseIterable { case off, on }
}

/// Whether an update that was repaired, by cache or anti-entropy, becomes a rumor again.
public enum Repair: String, Hashable, Sendable, CaseIterable { case quiet, hot }

/// The bounded list of most recently modified keys, shared every interval with a neighbour.
public struct CacheSettings: Hashable, Sendable {
    /// Keys kept, 0 … `Limits.cacheLengthMax`.
    public var length: Int
    /// How often it is shared; nil never.
    public var interval: Interval?

    public init(length: Int = 32, interval: Interval? = .seconds(5)) {
        self.length = length
        self.interval = interval
    }
}

/// The comparison of whole tables with one peer after another. It never stops.
public struct AntiEntropySettings: Hashable, Sendable {
    /// How two tables are compared.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// Exchange the clocks of all entries, and send what is newer either way.
        case full
        /// Compare roots first; full only when they differ.
        case checksum
        /// Share the caches, then compare roots; full only when they still differ.
        case recent
        /// Compare roots, then show the entries in reverse order of activity until the roots agree.
        case peelBack = "peel-back"
        /// Compare roots, then descend into the differing children of two hash trees.
        case hashTree = "hash-tree"
        /// Compare roots, then read symbols of the peer's sketch until the difference is decoded.
        case sketch
        /// Whatever is cheapest by what the last exchanges found.
        case auto
    }

    /// nil switches anti-entropy off.
    public var method: Method?
    /// Who is repaired in an exchange: its peer (push), the one who begins it (pull), or both.
    public var direction: Direction
    /// Exchanges that a replica accepts between two of its own, and what it does when it is refused.
    public var limits: ContactLimits
    /// Whether all replicas begin their exchanges together, each comparing what it had then.
    public var rounds: Rounds
    /// The depth of the hash trees, the same in the whole cluster.
    public var treeDepth: TreeDepth
    /// The time between exchanges that this replica begins.
    public var interval: Interval
    /// How long an answer may take before a step is sent again, of a peer whose round trip was not measured
    /// yet; at most the interval.
    public var patience: Interval

    public init(
        method: Method? = .checksum, direction: Direction = .pushPull,
        limits: ContactLimits = .none, rounds: Rounds = .free, treeDepth: TreeDepth = .shallow,
        interval: Interval = .seconds(20), patience: Interval = .seconds(2)
    ) {
        self.method = method
        self.direction = direction
        self.limits = limits
        self.rounds = rounds
        self.treeDepth = treeDepth
        self.interval = interval
        self.patience = patience
    }
}
