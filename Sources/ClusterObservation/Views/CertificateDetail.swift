/// A death certificate at one node.
public struct CertificateDetail: Hashable, Sendable {
    /// The certificate: key, write clock, identity.
    public var update: ClusterUpdate
    /// When the key was deleted.
    public var created: Moment
    /// Since when it has been active; later than its creation when it was reactivated.
    public var activation: Moment
    /// Whether it is kept dormant, in no root and offered to nobody.
    public var isDormant: Bool
    /// When it goes dormant or is let go here.
    public var due: Moment
    /// The nodes that keep it dormant.
    public var retention: [ReplicaNameText]

    /// Makes what is told of a certificate.
    public init(
        update: ClusterUpdate, created: Moment, activation: Moment, isDormant: Bool, due: Moment,
        retention: [ReplicaNameText]
    ) {
        self.update = update
        self.created = created
        self.activation = activation
        self.isDormant = isDormant
        self.due = due
        self.retention = retention
    }
}

/// Two concurrent versions of a key, and why one of them won.
public struct ConflictDetail: Hashable, Sendable {
    /// The version that is kept.
    public var winner: ClusterUpdate
    /// The version that it was kept against.
    public var loser: ClusterUpdate
    /// The rule that decided.
    public var reason: ConflictReason

    /// Makes what is told of a conflict.
    public init(winner: ClusterUpdate, loser: ClusterUpdate, reason: ConflictReason) {
        self.winner = winner
        self.loser = loser
        self.reason = reason
    }

    /// ‖clock‖² of either; the larger one wins.
    public var winnerNorm: UInt128 { winner.clock.squaredNorm }
    /// ‖clock‖² of the loser.
    public var loserNorm: UInt128 { loser.clock.squaredNorm }
}
