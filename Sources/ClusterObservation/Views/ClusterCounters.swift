/// Counts by name over the whole cluster since the beginning.
public struct ClusterCounters: Hashable, Sendable {
    /// The messages of one kind.
    public struct Traffic: Hashable, Sendable {
        /// Of which kind.
        public var kind: MessageKind
        /// How many were sent.
        public var sent: Int
        /// How many of them arrived; one that was duplicated counts twice.
        public var arrived: Int
        /// What those that were sent came to, as the network carried them.
        public var bytes: Int

        /// Makes the counts of one kind.
        public init(kind: MessageKind, sent: Int = 0, arrived: Int = 0, bytes: Int = 0) {
            self.kind = kind
            self.sent = sent
            self.arrived = arrived
            self.bytes = bytes
        }
    }

    /// One for each kind, in the order of `MessageKind`; of membership only where there is any.
    public var traffic: [Traffic]
    /// What went out and came in, of all kinds together; only where the kinds are not told.
    public var volumes: [CounterDetail]
    /// Messages that did not arrive, by reason: those of a simulation in the order of `LossReason`.
    public var losses: [CounterDetail]
    /// Every drop, duplicate and refusal of all nodes by name, with zeros, sorted by name.
    public var irregularities: [CounterDetail]

    /// Makes the counters of a cluster.
    public init(
        traffic: [Traffic] = [], volumes: [CounterDetail] = [], losses: [CounterDetail] = [],
        irregularities: [CounterDetail] = []
    ) {
        self.traffic = traffic
        self.volumes = volumes
        self.losses = losses
        self.irregularities = irregularities
    }
}

/// How the counters of a cluster stood a while ago: what tells how fast they grow.
public struct EarlierCounters: Hashable, Sendable {
    /// The counters as they were.
    public var counters: ClusterCounters
    /// How long ago that was, in the cluster's own time; more than nothing.
    public var ago: TimeSpan

    /// Makes counters of a while ago.
    public init(counters: ClusterCounters, ago: TimeSpan) {
        self.counters = counters
        self.ago = ago
    }
}
