/// Counts by name over the whole cluster since the beginning.
public struct ClusterCounters: Hashable, Sendable {
    /// The messages of one kind.
    public struct Traffic: Hashable, Sendable {
        public var kind: MessageKind
        public var sent: Int
        public var arrived: Int
        public var bytes: Int

        public init(kind: MessageKind, sent: Int = 0, arrived: Int = 0, bytes: Int = 0) {
            self.kind = kind
            self.sent = sent
            self.arrived = arrived
            self.bytes = bytes
        }
    }

    /// One for each kind, in the order of `MessageKind`; of membership only where there is any.
    public var traffic: [Traffic]
    /// Messages that did not arrive, by reason, in the order of `LossReason`.
    public var losses: [CounterDetail]
    /// Every drop, duplicate and refusal of all nodes by name, with zeros, sorted by name.
    public var irregularities: [CounterDetail]

    public init(
        traffic: [Traffic] = [], losses: [CounterDetail] = [],
        irregularities: [CounterDetail] = []
    ) {
        self.traffic = traffic
        self.losses = losses
        self.irregularities = irregularities
    }
}
