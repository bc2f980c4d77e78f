import ClusterObservation
import Epidemic

/// A cluster of replicas in virtual time: a value.
///
/// It can be copied, compared by what it shows, put back and run again. What happens follows from the
/// configuration and the commands alone; one queue orders everything, and every message travels as
/// bytes.
public struct Simulation: Sendable {
    public let configuration: SimulationConfiguration
    /// Virtual time since the beginning.
    public private(set) var now = Instant.zero
    /// Rounds of the cluster begun.
    public internal(set) var round = 0
    /// Events that have happened; the exact place in the run.
    public private(set) var eventCount = 0
    /// The settings in force.
    public internal(set) var settings: Settings

    var shared: SharedSettings
    var nodes: [SimulatedNode] = []
    /// The nodes that are down, ascending.
    var down: [Int] = []
    var network: Network
    var transits = TransitTable()
    var tally = Tally()
    var trace = TraceLog()
    var messageLog = MessageLog()
    var messageCounts = MessageCounts()
    /// What spreads go by, and when it changed last.
    var circumstances: SpreadCircumstances?
    /// The latest anti-entropy exchanges, and conflicts between concurrent updates.
    var exchanges = ExchangeLog()
    var conflicts = ConflictLog()
    /// The latest updates written, and how they spread.
    var spreads = SpreadTable()
    var outcome: WriteOutcome?
    /// How nodes come and go by themselves, and which schedule of deaths is in force.
    var churn: Churn?
    var churnSchedule = 0
    /// Those that are leaving, ascending.
    var leaving: [Int] = []
    /// Those that died by themselves and are down, ascending.
    var fallen: [Int] = []
    /// What shows itself, and how many times nodes were given entries.
    var stage = Stage()
    var fillings = 0
    /// What has happened since it was last taken out, while the run is recorded.
    var record: [RunEvent]?
    /// What was done and can be taken back.
    var undoStack = UndoStack()
    var queue = EventQueue<SimulationEvent>()
    var generator: SeededGenerator
    /// Messages on directions that are clogged, by slot, in the order of sending.
    var heldBack: [DirectedLink: [Int]] = [:]
    /// The copies taken of disks, and the clocks that are not right.
    var backups: [Int: DurableState] = [:]
    var clocks: [Int: SimulatedClock] = [:]
    /// What replicas said since it was last taken out, while somebody judges the run.
    var testimony: [Testimony]?
    /// The first invariant that was found broken, where that is recorded.
    var brokenInvariant: String?
    /// The service that knows everybody, where there is one and it runs.
    var registry: Registry?
    /// A buffer that keeps its room from one action to the next.
    var spareEffects = EffectBuffer()
    /// The time of one message within an aligned contact.
    var leg = Interval.zero
    /// When the round of the cluster began, and which of its schedules is in force.
    var roundBegan = Instant.zero
    var roundSchedule = 0

    /// What became of the write that a command made.
    enum WriteOutcome { case wrote(UpdateID), refused(WriteRefusal) }

    /// - Throws: `SimulationError` naming the first value that cannot be.
    public init(_ configuration: SimulationConfiguration) throws(SimulationError) {
        try self.init(configuration, over: nil)
    }

    /// Whether what happens is recorded, what happens at the very beginning included.
    enum Recording { case off, on }

    /// The same, over links that are drawn already.
    init(
        _ configuration: SimulationConfiguration, over drawn: Links?, recording: Recording = .off
    ) throws(SimulationError) {
        try configuration.validate()
        self.configuration = configuration
        settings = configuration.settings
        do { shared = try SharedSettings(configuration.settings) } catch { throw .settings(error) }
        let seed = configuration.seed
        generator = SeededGenerator(seed: seed, stream: .simulator)
        network = Network(
            links: drawn ?? Links(of: configuration),
            conditions: configuration.network,
            generator: SeededGenerator(seed: seed, stream: .network))
        record = recording == .on ? [] : nil
        for index in 0..<configuration.nodes { appendNode(index) }
        for index in nodes.indices { start(index) }
        scheduleRound()
        noteCircumstances()
    }

    /// When the next event happens; nil when nothing ever will.
    public var nextMoment: Instant? { queue.nextMoment }

    // MARK: Time

    /// Lets virtual time pass without an event.
    mutating func advanceClock(to moment: Instant) {
        precondition(moment >= now, "time \(moment.nanoseconds) lies before \(now.nanoseconds)")
        precondition(queue.nextMoment.map { $0 >= moment } ?? true, "an event would be passed over")
        now = moment
        messageCounts.reach(now)
    }

    /// What one event was, for whoever keeps time.
    enum Happening: Hashable { case nothing, event, round }

    /// The next event happens.
    mutating func step() -> Happening {
        guard let (moment, event) = queue.take() else { return .nothing }
        now = moment
        messageCounts.reach(now)
        eventCount += 1
        defer { settleSpreads() }
        switch event {
        case .round(let schedule):
            guard schedule == roundSchedule else { return .event }
            beginRound()
            return .round
        case .node(let index, let event): happen(event, at: index)
        case .death(let schedule): die(schedule: schedule)
        case .comeback(let index, let life): comeBack(index, life: life)
        case .step(let place, let number):
            take(step: place, of: number)
            noteCircumstances()
        case .departure(let index, let life): endLeaving(index, life: life)
        }
        return .event
    }

    /// Puts an event of a node in the queue.
    mutating func schedule(_ event: NodeEvent, at index: Int, _ moment: Instant) {
        queue.put(.node(index, event), at: moment)
    }

    /// Notes something in the trace.
    mutating func note(_ kind: TraceEvent.Kind, at index: Int?) {
        let node = index.map { NodeID($0) }
        trace.append(at: now, round: round, node: node, kind)
        // A record tells of the message itself that it is lost.
        if record != nil, !kind.isLoss { note(.traced(kind), of: node) }
    }
}

extension Simulation {
    /// Takes something into the record.
    mutating func note(_ kind: RunEvent.Kind, of node: NodeID?) {
        record?.append(RunEvent(moment: now, round: round, node: node, kind: kind))
    }
}

extension TraceEvent.Kind {
    fileprivate var isLoss: Bool {
        if case .messageLost = self { true } else { false }
    }
}

extension Links {
    /// Drawn from the seed of the run.
    init(of configuration: SimulationConfiguration) {
        var drawing = SeededGenerator(seed: configuration.seed, stream: .topology)
        self.init(
            configuration.topology, nodes: configuration.nodes, spatial: configuration.spatial,
            using: &drawing)
    }
}

extension UInt64 {
    // The streams of a run's seed; replicas use those from 1 on.
    fileprivate static let simulator: UInt64 = 1 << 63
    fileprivate static let topology: UInt64 = 1 << 63 | 1
    fileprivate static let network: UInt64 = 1 << 63 | 2
}

extension SimulationConfiguration {
    /// - Throws: `SimulationError` when partners cannot be chosen by distance so.
    public func validateSpatial() throws(SimulationError) {
        if let spatial { try SpatialNetwork.validate(nodes: nodes, exponent: spatial) }
    }

    func validate() throws(SimulationError) {
        guard (1...Self.nodesMax).contains(nodes) else {
            throw .outOfRange(
                name: "nodes", value: "\(nodes)", right: "from 1 to \(Self.nodesMax)")
        }
        do {
            try settings.validate()
            try settings.requireRoom(forContactsOf: nodes)
        } catch { throw .settings(error) }
        do { try topology.validate(nodes: nodes) } catch { throw .topology(error) }
        try validateSpatial()
        try validateDiscovery()
        try network.validate()
    }
}
