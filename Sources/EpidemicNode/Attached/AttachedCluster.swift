import ClusterObservation
import Epidemic
import EpidemicWire

/// A cluster of real nodes that is watched over their control ports.
///
/// One address is enough: the others are found through its members. What cannot be done to real nodes,
/// such as turning time back, is refused with its reason.
public struct AttachedCluster: ClusterSource {
    let watcher: ClusterWatcher
    /// The processes behind the nodes, where they were launched here.
    let processes: LocalProcesses?
    var nodes: [AttachedNode] = []
    /// Which of them stands behind each address.
    var doors = AttachedDoors()
    /// The latest updates, oldest first.
    var spreads: [AttachedSpread] = []
    var exchanges = AttachedExchanges()
    var counterReadings = CounterReadings()
    var trace: [TraceEvent] = []
    var eventCount = 0
    var outcomes: [CommandOutcome] = []
    var lastTicket = Ticket(0)
    /// What was asked of nodes and not answered yet.
    var pending: [Int: PendingCommand] = [:]
    /// Writes that were taken, and of which the node has still to tell the identity.
    var writes: [(ticket: Ticket, node: NodeID, key: Key)] = []
    var rootMarks: [Digest: Int] = [:]
    var lives = KnownLives()
    /// Names that more than one node has.
    var doubledNames: Set<String> = []
    let clock = NodeClock()
    private let start: Instant

    static let spreadsMax = 64
    static let traceMax = 4_000

    /// Watches nodes from now on.
    ///
    /// - Parameters:
    ///   - addresses: the control addresses of one or several of them.
    ///   - password: what they want to be told, when they do.
    public init(to addresses: [HostPort], password: [UInt8]? = nil) {
        self.init(password: password, processes: nil)
        for address in addresses { enter(address) }
    }

    /// Watches what was found at some addresses: each node once, and where nobody answered, whoever
    /// comes to answer there.
    public init(to survey: NodeSurvey, password: [UInt8]? = nil) {
        self.init(password: password, processes: nil)
        var known: Set<NodeLife> = []
        for place in survey.places where place.life.map({ known.insert($0).inserted }) ?? true {
            let also = place.life == nil ? place.numeric : []
            enter(place.address, name: place.life?.id.name.text, also: also)
        }
    }

    /// Watches nodes that were launched here.
    public init(launched processes: LocalProcesses) {
        self.init(password: nil, processes: processes)
        for node in processes.launched { enter(processes.control(of: node), name: node.name) }
    }

    private init(password: [UInt8]?, processes: LocalProcesses?) {
        watcher = ClusterWatcher(password: password)
        self.processes = processes
        start = clock.now
    }

    /// Since the beginning of watching.
    var now: Instant { moment(clock.now) }

    /// A moment of the nodes' clocks on the time line that is shown.
    func moment(_ instant: Instant) -> Instant { Instant.zero + (instant - start) }

    public var capabilities: Capabilities {
        var refusals: [Capabilities.Ability: String] = [
            .pause: "the nodes are real, and so is their time",
            .step: "the nodes are real, and so is their time",
            .turnBack: "what happened on real nodes cannot be turned back",
            .changeSpeed: "the nodes are real, and so is their time",
            .undo: "what was done to real nodes is not undone; heal the links, or set it back",
            .churn: "real nodes come and go by themselves only when they are killed one by one",
            .tellMessages: "real nodes do not tell of single messages",
            .demonstrate: "what a demonstration shows needs virtual time: use outbreak run",
        ]
        if processes == nil {
            refusals[.addNodes] =
                "these nodes were not launched here; start another with outbreak node"
            refusals[.killNodes] =
                "these nodes were not launched here; their own machines can end and start them"
        }
        return Capabilities(refusals: refusals)
    }

    public mutating func elapse(_ wall: TimeSpan, while mayGoOn: () -> Bool) -> Passage { .whole }

    /// Ends all connections; the nodes go on.
    public func detach() { watcher.stop() }

    func node(named name: String?) -> NodeID? {
        name.flatMap { name in nodes.firstIndex { $0.name == name } }.map { NodeID($0) }
    }

    /// Which nodes answer.
    var live: [Bool] {
        let now = now
        return nodes.map { !$0.condition(at: now).isDown }
    }

    /// Rounds since a moment: times divided by the round interval.
    func rounds(since began: Instant, at moment: Instant) -> Double {
        guard let interval = settings.rumors?.interval, interval > .zero else { return 0 }
        return max(0, (moment - began).inSeconds / interval.inSeconds)
    }

    /// The protocol of the first node that has told it.
    var settings: Settings { nodes.lazy.compactMap { $0.report?.settings }.first ?? .node }
}
