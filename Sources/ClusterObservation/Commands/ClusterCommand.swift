/// Something to do to a cluster.
public enum ClusterCommand: Hashable, Sendable {
    // The table
    case write(at: NodeID, key: ItemKey, value: ItemValue)
    case delete(at: NodeID, key: ItemKey)

    // Nodes
    case kill(NodeID)
    case restart(NodeID, RestartData)
    case freeze(NodeID)
    case thaw(NodeID)
    case addNode

    // The network
    /// Cut these directions; messages under way on them are lost.
    case cut([DirectedLink])
    case restore([DirectedLink])
    /// Split all nodes into so many groups, in the order of the roster, and cut between them.
    case partition(groups: Int)
    /// Restore every link.
    case heal
    case setNetwork(NetworkConditions)

    // The protocol
    case setProtocol(ProtocolSettings)

    // Time
    case pause
    case resume
    /// Virtual seconds per second of wall time.
    case setSpeed(Double)
    case stepEvent
    /// To the beginning of the next round.
    case stepRound
    /// To the beginning of the round before this one; the future stays until something new is done.
    case backRound
}

/// What a restarted node finds on its disk.
public enum RestartData: String, Hashable, Sendable, CaseIterable {
    /// Everything that it had made durable.
    case kept
    /// Nothing: it comes back empty, in a new epoch.
    case lost
}
