import ClusterObservation
import Epidemic

/// One node: a replica, its disk, and how it stands in the cluster.
struct SimulatedNode: Sendable {
    var replica: Replica
    var condition: NodeCondition = .up
    var disk: DurableState
    /// What it has persisted since it was last durable for certain, in order.
    var unsynced: [Persisted] = []
    /// Counts the starts: timers of an earlier life do not fire in a later one.
    var life: UInt32 = 0
    /// The last epoch that was given out for its name.
    var lastEpoch: UInt64
    var sent = 0
    var received = 0
    var sentRate = MessageRate()
    var receivedRate = MessageRate()
    /// The last anti-entropy exchange that it carried to its end.
    var lastExchange: ReplicaStatus.LastExchange?
    /// The bytes of the anti-entropy exchange that it has under way.
    var exchangeBytes = 0
    /// What a frozen node has not taken in yet, in order.
    var held: [NodeEvent] = []
    /// Writes that wait until it is ready, in order.
    var waiting: [WaitingWrite] = []
    /// What the totals count of it; nil while it is down.
    var account: ReplicaStanding?

    var isUp: Bool { condition == .up }

    /// Its condition, as people see it.
    var shownCondition: NodeCondition {
        condition == .up && !replica.readiness.takesWrites ? .arriving : condition
    }

    /// Writes that wait at one node; further ones are refused.
    static let waitingMax = 1_000
}

/// What can happen at a node.
enum NodeEvent: Sendable {
    case timer(ReplicaTimer, life: UInt32)
    /// A message arrives.
    case delivery(slot: Int)
    /// Its turn to make a contact of this aligned round of the cluster.
    case contact(round: Int, life: UInt32)
}

/// What can happen in a simulation.
enum SimulationEvent: Sendable {
    case node(Int, NodeEvent)
    /// A round of the whole cluster begins, unless it was set to another moment meanwhile.
    case round(schedule: Int)
    /// By churn a node dies, unless churn was changed meanwhile.
    case death(schedule: Int)
    /// A node that died by churn comes back, unless somebody brought it back meanwhile.
    case comeback(Int, life: UInt32)
    /// A node that leaves has had the time that it may take.
    case departure(Int, life: UInt32)
    /// The next step of a demonstration, unless it was ended meanwhile.
    case step(Int, of: Int)
}

/// A write that waits until its node takes writes.
struct WaitingWrite: Sendable {
    let command: ClusterCommand
    /// Whether a demonstration gave it, and nobody at the keyboard.
    let isArranged: Bool
}
