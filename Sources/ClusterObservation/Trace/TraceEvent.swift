/// Something that happened, and why.
public struct TraceEvent: Hashable, Sendable {
    /// When it happened, since the beginning of the run.
    public var moment: Moment
    /// The round of the cluster in which it happened.
    public var round: Int
    /// Where it happened; nil for what concerns the whole cluster.
    public var node: NodeID?
    /// What happened.
    public var kind: Kind
    /// Ascending over the run: the number of the event.
    public var number: Int

    /// Makes an event.
    public init(moment: Moment, round: Int, node: NodeID?, kind: Kind, number: Int) {
        self.moment = moment
        self.round = round
        self.node = node
        self.kind = kind
        self.number = number
    }

    /// What happened.
    public enum Kind: Hashable, Sendable {
        /// A client wrote or deleted here.
        case wrote(ClusterUpdate)
        /// An update arrived and won; over another, with the reason, when there was one.
        case received(ClusterUpdate, from: NodeID, by: SpreadingLayer, hops: Int, over: Defeat?)
        /// An update arrived and lost against what is here.
        case outdated(ClusterUpdate, from: NodeID, by: SpreadingLayer, winner: Defeat)
        /// A rumor left the hot list.
        case lostInterest(ClusterUpdate, RemovalReason)
        /// A death certificate grew older, or young again.
        case certificate(ClusterUpdate, CertificateEvent)
        /// A value came, or was given up, whose deletion is forgotten; the other node that has to do with it.
        case returned(ClusterUpdate, ReturnEvent, NodeID)
        /// It was away for so long, which is longer than deletions are remembered.
        case wasAway(TimeSpan)
        case exchangeBegan(with: NodeID, AntiEntropyMethod)
        /// With the bytes of all its messages, as the network carried them.
        case exchangeEnded(with: NodeID, ExchangeReport, bytes: Int)
        case messageLost(to: NodeID, MessageKind, LossReason)
        /// Something was dropped or refused, by name.
        case dropped(name: String, from: NodeID?)
        /// Equal identities with different clocks or values.
        case diverged(ClusterUpdate)
        /// It took a new epoch because its identity was in use, or nobody could say that it was not.
        case tookEpoch(ReplicaIdentity)
        /// It came to believe something of the others.
        case membership(MembershipNotice)
        /// It came nearer to knowing what the others know.
        case arrival(ArrivalNotice)
        /// It went down without anybody having asked for it.
        case died(Death)
        /// It came back by itself, with its data.
        case cameBack
        /// Somebody at the keyboard did something.
        case commanded(ClusterCommand)
        /// A demonstration did something.
        case arranged(ClusterCommand)
        /// A demonstration says what it does.
        case told(String)
        /// Somebody took back what these few words name.
        case undid(String)
    }

    /// Why a node went down.
    public enum Death: Hashable, Sendable {
        /// By churn; it will come back by itself.
        case churn
        /// Its process ended: how, and why as far as it told.
        case ended(String)
    }

    /// What becomes of a death certificate at a node.
    public enum CertificateEvent: String, Hashable, Sendable, CaseIterable {
        /// Only this node and a few others keep it, and offer it to nobody.
        case dormant
        /// It met something older, or somebody had it active: it spreads again.
        case reactivated
        /// It is let go.
        case discarded
    }

    /// What becomes of a value whose deletion is forgotten.
    public enum ReturnEvent: String, Hashable, Sendable, CaseIterable {
        /// It came from that node, and was taken: nothing proves here that it was deleted.
        case taken
        /// It came from that node, and was refused: it had been seen, and what won over it.
        case refused
        /// It was held, and let go: that node had seen what won over it.
        case letGo = "let-go"
    }

    /// The other update of a conflict, and why the winner won.
    public struct Defeat: Hashable, Sendable {
        /// The other one: of an update that won, the one that it replaced; of one that lost, the
        /// winner.
        public var update: ClusterUpdate
        /// The rule by which the winner won.
        public var reason: ConflictReason

        /// Makes the other side of a conflict.
        public init(update: ClusterUpdate, reason: ConflictReason) {
            self.update = update
            self.reason = reason
        }
    }
}

/// Why a message did not arrive.
public enum LossReason: UInt8, Hashable, Sendable, CaseIterable {
    case cut, lossy, receiverDown, queueFull

    /// The name that people see.
    public var name: String {
        switch self {
        case .cut: "link cut"
        case .lossy: "lost on the way"
        case .receiverDown: "receiver down"
        case .queueFull: "queue full"
        }
    }

    /// How far what is lost so is shown to have come, 0 … 1: what the network loses is lost halfway.
    public var progress: Double {
        switch self {
        case .receiverDown: 1
        case .cut, .lossy: 0.5
        case .queueFull: 0.15
        }
    }
}
