import Epidemic
import EpidemicWire

/// Everything that one node is started with.
public struct NodeConfiguration: Sendable {
    public var name: ReplicaName
    /// To which cluster it belongs; nil for the one that its data tells, or that it learns of.
    public var clusterName: ClusterName?
    /// Where it listens for other nodes, by UDP and TCP; port 0 lets the system choose.
    public var gossip: HostPort
    public var transport = TransportKind.udp
    /// Whom it contacts, where it knows them beforehand.
    public var peers: [HostPort]
    /// Any members through which it finds the others by itself.
    public var join: [HostPort] = []
    /// The registries through which it finds the others, each by itself.
    public var registries: [HostPort] = []
    /// Where the others are told to reach it, when that is not where it listens: it listens on all
    /// addresses, or behind a mapped port. Port 0 is the one on which it listens.
    public var advertise: HostPort?
    /// How names are found out.
    var lookup = HostLookup()
    /// Where it answers clients; nil for nowhere.
    public var control: HostPort?
    /// Where it tells its metrics; nil for nowhere.
    public var metrics: HostPort?
    /// What clients must say before anything else; nil for nothing.
    public var password: Password?
    /// With what gossip is sealed; nil for not at all. Who has none of the keys is not heard.
    public var keyring: Keyring?
    /// Whether gossip without a key may be reached from other machines.
    public var exposure = Exposure.refused
    /// Where its data is kept; nil for nowhere.
    public var dataDirectory: String?
    public var settings = Settings.node
    /// Bytes of the disk that clients may not fill; 0 for none.
    public var diskReserve: UInt64 = 16 << 20
    /// Bytes that the table may take before clients write no more; 0 for any number.
    public var maxMemory: UInt64 = 0
    /// How long it looks for somebody to take over what it holds, when it is asked to end.
    public var leaveTimeout = Interval.seconds(5)
    /// The names of the settings that were given, as `OUTBREAK SETTINGS` has them; they count more than
    /// what the data says of the last run.
    public var givenSettings: Set<String> = []
    /// By which clients change how much the log tells; nil where they cannot.
    public var logDial: LogDial?
    /// The clocks that it looks at.
    package var clocks = ClockSources.system
    /// What everything random in it follows from.
    public var seed: UInt64

    /// One node with this name at this address, without clients, keys and disk; its seed is drawn unless it
    /// is given.
    public init(
        name: ReplicaName, gossip: HostPort, peers: [HostPort] = [],
        seed: UInt64 = .random(in: .min ... .max)
    ) {
        self.name = name
        self.gossip = gossip
        self.peers = peers
        self.seed = seed
    }
}

extension NodeConfiguration {
    /// The protocol as it suits the way of its messages: over UDP, batches that fit a datagram.
    var pathSettings: Settings {
        var settings = settings
        if transport == .udp { settings.batchBytes = TransportLimits.datagramBatchBytes }
        return settings
    }
}

/// What clients must say before anything else.
public struct Password: Hashable, Sendable {
    private let bytes: [UInt8]

    /// - Returns: nil when it is empty.
    public init?(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return nil }
        self.bytes = bytes
    }

    /// Whether this is it. Takes as long for a near miss as for a far one.
    func matches(_ guess: [UInt8]) -> Bool {
        var difference: UInt8 = guess.count == bytes.count ? 0 : 1
        for (place, byte) in guess.enumerated() { difference |= byte ^ bytes[place % bytes.count] }
        return difference == 0
    }
}

extension Settings {
    /// The protocol of a node, unless it is told otherwise.
    ///
    /// Chosen so that a write on one of 25 processes is visible on all in some milliseconds: news is
    /// coalesced for 1 ms and then pushed to 5 peers, which leaves about e⁻⁵ of the nodes to the pull
    /// that every node makes each 100 ms. Mail would be quicker still with few nodes, and costs every
    /// writer a message for every node; so it is off.
    public static let node = Settings(
        rumors: RumorSettings(
            direction: .pushPull, trigger: .both, removal: .counter(limit: 3, .feedback),
            echo: .spared, fanOut: 5, interval: .milliseconds(100), coalescing: .milliseconds(1)),
        mail: .off, repair: .quiet, cache: CacheSettings(length: 1_024, interval: .seconds(1)),
        antiEntropy: AntiEntropySettings(method: .auto, treeDepth: .deep, interval: .seconds(10)),
        deletion: DeletionSettings(
            age: .seconds(3_600), dormantAge: .seconds(30 * 86_400), retention: 4))
}
