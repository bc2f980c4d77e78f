// For measurements that compare two replicas of one large table.

extension Replica {
    /// A replica of its own identity that begins with the table of another, and what that one had seen.
    package init(
        id: ReplicaID, peers: PeerSet, settings: SharedSettings, seed: UInt64,
        tableOf other: Replica
    ) {
        self.init(id: id, peers: peers, settings: settings, seed: seed)
        store = other.store
        seen = other.seen
        certificates = other.certificates
        // Its own writes go on from the last one, when it is the other's life.
        sequence = seen.highest(of: id)
    }

    /// Begins with what another has found in its last exchanges.
    package mutating func remember(exchangesOf other: Replica) { found = other.found }

    /// Builds the root and the hash tree now, as a replica has them that compared its table before.
    package mutating func buildIndex() { withTree { _ = $0.digest(of: 0) } }
}
