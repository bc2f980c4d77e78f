/// Something to do to a cluster.
public enum ClusterCommand: Hashable, Sendable {
    // The table
    case write(at: NodeID, key: ItemKey, value: ItemValue)
    case delete(at: NodeID, key: ItemKey)
    /// Give nodes many entries at once.
    case fill(TableFilling)

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
    /// Give these directions conditions of their own; nil lets them be like all links again.
    case setLinks([DirectedLink], NetworkConditions?)
    /// Cut all links of a node, in one direction or both.
    case isolate(NodeID, Isolation)
    /// Let nodes die and come back by themselves; nil ends it.
    case setChurn(Churn?)
    /// Let something befall nodes or links that befalls real ones.
    case disturb(Disturbance)

    // The protocol
    case setProtocol(ProtocolSettings)
    /// Let a node compare its table with another's at once, by the method in force.
    case compare(NodeID, with: NodeID)
    /// Let a node mail what it holds of a key to another, whatever layers are on.
    case hand(ItemKey, from: NodeID, to: NodeID)

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
    /// To a moment of the past, just after what happened then; the future stays until something new is
    /// done.
    case goTo(Moment)

    // What was done
    /// Take back the last fault or change of settings that is not taken back yet.
    case undo

    /// Begin a demonstration, which ends the one that is under way; nil only ends it.
    case demonstrate(Demonstration?)
}

/// What a restarted node finds on its disk.
public enum RestartData: String, Hashable, Sendable, CaseIterable {
    /// Everything that it had made durable.
    case kept
    /// Nothing: it comes back empty, in a new epoch.
    case lost
}

/// Which messages of an isolated node are lost.
public enum Isolation: String, Hashable, Sendable, CaseIterable {
    /// It hears nobody.
    case deaf
    /// Nobody hears it.
    case mute
    case both
}

/// How nodes come and go by themselves: each time a live one drawn at random is killed, and restarted with
/// its data when its time is over.
public struct Churn: Hashable, Sendable {
    /// The mean time between two deaths in the whole cluster, exponentially distributed.
    public var interval: TimeSpan
    /// How long a node stays down.
    public var downTime: TimeSpan

    /// Makes a churn of two times, both above zero.
    public init(interval: TimeSpan, downTime: TimeSpan) {
        self.interval = interval
        self.downTime = downTime
    }
}
