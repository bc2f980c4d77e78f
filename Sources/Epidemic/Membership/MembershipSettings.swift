/// How members keep track of each other.
public struct MembershipSettings: Hashable, Sendable {
    /// How much of the cluster a member knows.
    public var view: View
    /// The time between two probes of a member that is well.
    public var probeInterval: Interval
    /// How long a direct answer may take before others are asked to try.
    public var probeTimeout: Interval
    /// How many others are asked.
    public var relays: Int
    /// A suspicion lasts so many probe intervals at least, times the logarithm of the cluster's size.
    public var suspicionFactor: Int
    /// How long news waits for a probe to travel with before it travels by itself.
    public var newsInterval: Interval
    /// The time between two reports of the own status, when it changed.
    public var statusInterval: Interval
    /// The time between two exchanges of everything known, or of samples.
    public var exchangeInterval: Interval
    /// The time between two tries to reach one of those that are taken for dead.
    public var reconnectInterval: Interval

    /// How much of the cluster a member knows.
    public enum View: Hashable, Sendable {
        /// Everybody.
        case full
        /// So many others, exchanged for others by shuffles (Voulgaris, Gavidia, van Steen, "CYCLON",
        /// 2005).
        case partial(Int)
    }

    /// The settings of a node; those of a cluster on one machine or in one hall where nothing is given.
    public init(
        view: View = .full, probeInterval: Interval = .seconds(1),
        probeTimeout: Interval = .milliseconds(400), relays: Int = 3, suspicionFactor: Int = 4,
        newsInterval: Interval = .milliseconds(200), statusInterval: Interval = .seconds(2),
        exchangeInterval: Interval = .seconds(20), reconnectInterval: Interval = .seconds(10)
    ) {
        self.view = view
        self.probeInterval = probeInterval
        self.probeTimeout = probeTimeout
        self.relays = relays
        self.suspicionFactor = suspicionFactor
        self.newsInterval = newsInterval
        self.statusInterval = statusInterval
        self.exchangeInterval = exchangeInterval
        self.reconnectInterval = reconnectInterval
    }
}

/// How a replica finds the others when it starts.
public struct MembershipPlan: Hashable, Sendable {
    /// Where it can be reached itself.
    public var address: NodeAddress
    /// Where its control protocol can be reached.
    public var control: NodeAddress?
    /// Whom it asks to be let in: any member will do. Tried again and again while they are not known.
    public var seeds: [NodeAddress]
    /// The registries, where there are some; each is told and asked by itself.
    public var registries: [NodeAddress]
    public var settings: MembershipSettings
    /// Whether others will find it, though it is told of nobody: what it writes before they do is told them.
    public var expectsOthers = false

    /// A plan of who is asked; with neither seeds nor registries it waits to be found.
    public init(
        address: NodeAddress, control: NodeAddress? = nil, seeds: [NodeAddress] = [],
        registries: [NodeAddress] = [], settings: MembershipSettings = MembershipSettings()
    ) {
        self.address = address
        self.control = control
        self.seeds = seeds
        self.registries = registries
        self.settings = settings
    }
}
