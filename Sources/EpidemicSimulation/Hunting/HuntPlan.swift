import ClusterObservation
import Epidemic

/// A run that is searched for faults: a cluster, what is done to it and when, and who is healed first.
///
/// Everything in it follows from one seed; but it is a value like any other, so that steps can be taken out of
/// it, nodes and settings made simpler, and the rest run again.
///
/// Example: seed 7 draws five nodes with anti-entropy every 2 s, lets clients write at n1 and n3, cuts the
/// power of n1, sets back the disk of n4, and heals n0, n2 and n3 before all others.
public struct HuntPlan: Hashable, Sendable {
    /// The cluster as it begins.
    public var configuration: SimulationConfiguration
    /// What is done, in order.
    public var steps: [HuntStep]
    /// The nodes that are healed first, ascending; they are linked to each other.
    public var core: [NodeID]

    /// A plan of its parts.
    public init(configuration: SimulationConfiguration, steps: [HuntStep], core: [NodeID]) {
        self.configuration = configuration
        self.steps = steps
        self.core = core
    }
}

/// One thing that is done, some time after the one before.
public struct HuntStep: Hashable, Sendable {
    /// Virtual time since the step before.
    public var wait: Interval
    public var action: HuntAction

    /// A step that is taken so long after the one before.
    public init(after wait: Interval, _ action: HuntAction) {
        self.wait = wait
        self.action = action
    }
}

/// What is done in a step.
public enum HuntAction: Hashable, Sendable {
    /// A client writes or deletes at a node, or something is done to the cluster.
    case perform(ClusterCommand, client: HuntClient)
    /// A client reads a key at a node.
    case read(NodeID, ItemKey, client: HuntClient)
}

/// Who reads and writes.
public enum HuntClient: Hashable, Sendable {
    /// The one that stays at the node of the step.
    case resident
    /// One of those that go from node to node.
    case roaming(Int)
}

extension HuntAction {
    /// What it is called in a summary.
    public var name: String {
        switch self {
        case .read: "read"
        case .perform(let command, _): command.huntName
        }
    }
}

extension ClusterCommand {
    fileprivate var huntName: String {
        switch self {
        case .write: "write"
        case .delete: "delete"
        case .kill: "kill"
        case .restart(_, .kept): "restart"
        case .restart(_, .lost): "restart-empty"
        case .freeze: "freeze"
        case .thaw: "thaw"
        case .addNode: "join"
        case .cut: "cut"
        case .restore: "restore"
        case .partition: "partition"
        case .heal: "heal"
        case .setNetwork: "network"
        case .setLinks: "links"
        case .isolate(_, let isolation): "isolate-\(isolation.rawValue)"
        case .setChurn: "churn"
        case .setProtocol: "protocol"
        case .disturb(.cutPower): "cut-power"
        case .disturb(.backUp): "back-up"
        case .disturb(.putBack): "put-back"
        case .disturb(.leave): "leave"
        case .disturb(.clog): "clog"
        case .disturb(.unclog): "unclog"
        case .disturb(.setClock): "set-clock"
        case .compare: "compare"
        case .hand: "hand"
        case .fill, .demonstrate, .pause, .resume, .setSpeed, .stepEvent, .stepRound, .backRound,
            .goTo, .undo:
            "other"
        }
    }
}
