/// What an observer asked for, as it was at one moment.
public struct ClusterView: Hashable, Sendable {
    /// What kind of cluster this is: `simulation`.
    public var source: String
    /// What the source can do.
    public var capabilities: Capabilities
    /// Where the cluster is in time.
    public var time: TimeStatus
    /// Everything random follows from it; nil when the source has none.
    public var seed: UInt64?
    /// The shape of the network.
    public var topology: TopologyShape
    /// The settings of the protocol that are in force.
    public var settings: ProtocolSettings
    /// What all links are like; nil where the network is a real one.
    public var network: NetworkConditions?
    /// The two as they will be when the demonstration that is under way has ended; nil when there is none.
    public var lasting: Lasting?
    /// What a change of the protocol, or another demonstration, begins with.
    public var lastingSettings: ProtocolSettings { lasting?.settings ?? settings }
    /// What a change of all links begins with; nil where the network is a real one.
    public var lastingNetwork: NetworkConditions? { lasting?.network ?? network }
    /// How nodes learn of each other.
    public var discovery = Discovery.list
    /// Counts over the whole cluster.
    public var totals: ClusterTotals
    /// The focused update and how far it is, when one is focused and known.
    public var focus: FocusStatus?
    /// The latest updates made in the cluster, newest first: what can be focused.
    public var updates: [ClusterUpdate]
    /// The status of the nodes in `interest.rows`, by roster.
    public var rows: [ReplicaStatus]
    /// The dots of the nodes in `interest.dots`, by roster.
    public var dots: [NodeDot]
    /// Messages under way, those of the focused update first, at most `interest.messagesMax`.
    public var messages: [MessageInFlight]
    /// Directions cut one by one, ascending, at most `interest.cutsMax`; those that a partition cuts are
    /// told by the dots' groups.
    public var cuts: [DirectedLink]
    /// Directions restored one by one across a partition, ascending, at most `interest.cutsMax`.
    public var bridges: [DirectedLink]
    /// Directions with conditions of their own, ascending, at most `interest.cutsMax`.
    public var specialLinks: [SpecialLink] = []
    /// Nodes that cuts one by one separate from all of three or more neighbours, ascending.
    public var isolated: [IsolatedNode] = []
    /// Everything about `interest.inspected`.
    public var inspected: ReplicaDetail?
    /// The latest events, oldest first.
    public var trace: [TraceEvent]
    /// What became of the latest commands, oldest first.
    public var outcomes: [CommandOutcome]

    // Only what was asked for; see `Interest`.
    /// How many nodes the filter of the rows leaves, and at which of their places the inspected node
    /// stands.
    public var rowCount: Int
    /// The place of the inspected node among the rows; nil when the filter leaves it out.
    public var inspectedRow: Int?
    /// The focused update over time.
    public var curve: SpreadCurve?
    /// The measures of the latest updates, newest first.
    public var spreads: [SpreadMeasures] = []
    /// How the nodes got the update that is followed, in the order of time. A node that lost its data and
    /// got it again stands there twice; of a very large cluster the first so many receipts are kept.
    public var journey: [Infection] = []
    /// The links of `interest.links`.
    public var links: LinkMatrix?
    /// Groups of equal tables, the largest first.
    public var rootGroups: [RootGroup] = []
    /// What differs between the two tables of `interest.compared`.
    public var comparison: Comparison?
    /// What happened in `interest.spaceTime`.
    public var spaceTime: SpaceTime?
    /// Counts by name, where they are asked for.
    public var counters: ClusterCounters?
    /// How they stood about a second ago; nil where that is not known.
    public var earlierCounters: EarlierCounters?
    /// When what spreads go by changed last, and why; nil while it has not, or where nobody tells.
    public var spreadChange: SpreadChange?
    /// The latest anti-entropy exchanges, those under way first, then the newest first.
    public var exchanges: [ExchangeDetail] = []
    /// The two hash trees of `interest.trees`.
    public var trees: TreeComparison?
    /// How lives are told from each other; all in full where their epochs are small numbers.
    public var lives = KnownLives()
    /// The dots of `interest.named`, in its order.
    public var named: [NodeDot] = []
    /// The links of a topology that its shape does not tell, each once, from the lower to the higher
    /// place, ascending; empty when there are more than `interest.edgesMax`.
    public var edges: [DirectedLink] = []
    /// The stretches of the roster, in its order.
    public var field: [FieldCell] = []
    /// What undoing would undo now, in a few words; nil when there is nothing.
    public var undoable: String?
    /// How nodes come and go by themselves; nil when they do not.
    public var churn: Churn?
    /// What the demonstration that is under way says; nil when there is none.
    public var narration: Narration?
    /// Whether its source tells of each message: which are on their way, and what went over each link.
    public var tellsMessages: Bool { capabilities.refusal(of: .tellMessages) == nil }
    /// The name of the demonstration that is under way.
    public var demonstration: String? { narration?.name }

    /// What a demonstration puts back at its end.
    public struct Lasting: Hashable, Sendable {
        public let settings: ProtocolSettings
        public let network: NetworkConditions

        /// What was in force before the demonstration.
        public init(settings: ProtocolSettings, network: NetworkConditions) {
            self.settings = settings
            self.network = network
        }
    }

    /// Makes a view; what only some observers ask for is left empty.
    public init(
        source: String, capabilities: Capabilities = Capabilities(), time: TimeStatus,
        seed: UInt64? = nil, topology: TopologyShape, settings: ProtocolSettings,
        network: NetworkConditions? = nil, totals: ClusterTotals, focus: FocusStatus? = nil,
        updates: [ClusterUpdate] = [], rows: [ReplicaStatus] = [], dots: [NodeDot] = [],
        messages: [MessageInFlight] = [], cuts: [DirectedLink] = [],
        bridges: [DirectedLink] = [], inspected: ReplicaDetail? = nil, trace: [TraceEvent] = [],
        outcomes: [CommandOutcome] = []
    ) {
        self.source = source
        self.capabilities = capabilities
        self.time = time
        self.seed = seed
        self.topology = topology
        self.settings = settings
        self.network = network
        self.totals = totals
        self.focus = focus
        self.updates = updates
        self.rows = rows
        self.dots = dots
        self.messages = messages
        self.cuts = cuts
        self.bridges = bridges
        self.inspected = inspected
        self.trace = trace
        self.outcomes = outcomes
        rowCount = totals.nodes
    }
}

/// Where the cluster is in time.
public struct TimeStatus: Hashable, Sendable {
    /// Since the beginning of the run.
    public var now: Moment
    /// Rounds begun since the beginning of the run.
    public var round: Int
    /// Virtual seconds per second of wall time; nil when the source's time is the wall's.
    public var speed: Double?
    /// Whether time stands still.
    public var isPaused: Bool
    /// Whether time was turned back and what came after is still there.
    public var hasFuture: Bool
    /// Whether virtual time cannot follow the speed that was asked for.
    public var isLagging: Bool
    /// What happened last when time was let go on by one event or one round; nil since it has moved in
    /// another way.
    public var step: TimeStep?

    /// How fast virtual time may run beside the wall's.
    public static let speeds = 0.001...1_000.0

    /// Makes a status; what is left out is as in a run at its own pace.
    public init(
        now: Moment, round: Int, speed: Double? = 1, isPaused: Bool = false,
        hasFuture: Bool = false, isLagging: Bool = false
    ) {
        self.now = now
        self.round = round
        self.speed = speed
        self.isPaused = isPaused
        self.hasFuture = hasFuture
        self.isLagging = isLagging
    }
}

/// What happens when time is let go on by hand.
public enum TimeStep: Hashable, Sendable {
    /// A message came to its receiver.
    case arrival(DirectedLink, MessageKind)
    /// It was time for something at a node.
    case due(NodeID, NodeTask)
    /// A round of the whole cluster began.
    case round(Int)
    /// A node died or came back by itself, a demonstration went on, or a command of the future was given
    /// again: what is told of it elsewhere.
    case told
}

/// What a node does when it is time for it.
public enum NodeTask: Hashable, Sendable {
    case round, cache, antiEntropy, exchange, certificate, membership, arrival
    /// Its turn in an aligned round.
    case contact
    /// It was set to another moment since, or the node has begun another life, or is frozen or down.
    case nothing
}

/// The shape of the network, by which a map is drawn.
public enum TopologyShape: Hashable, Sendable {
    case full, line, ring, star
    /// So many columns, row by row.
    case grid(columns: Int)
    /// A complete binary tree, the children of i being 2i+1 and 2i+2.
    case tree
    /// Links drawn at random.
    case random
    /// A ring with shortcuts.
    case smallWorld
    /// So many dense groups, in the order of the roster: group g of C holds places g·n/C ..< (g+1)·n/C of
    /// its n founders, and the last group all that were added later. The last founder of each group is
    /// linked to the first of the next.
    case clusters(count: Int, founders: Int)
    /// Two such groups, joined by a link between their first and one between their last founders.
    case continents(founders: Int)
}
