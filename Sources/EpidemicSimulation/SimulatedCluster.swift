import ClusterObservation
import Epidemic

/// A simulated cluster that can be watched: a timeline, paced by wall time and turned by commands.
public struct SimulatedCluster: ClusterSource {
    private(set) var timeline: Timeline
    private var isPaused = false
    private var speed: Double
    private var isLagging = false
    private var lastTicket = Ticket(0)
    private var outcomes: [CommandOutcome] = []

    /// The speeds that can be asked for, in virtual seconds per second.
    public static let speeds = 0.001...1_000.0

    /// - Parameter speed: virtual seconds per second of wall time.
    /// - Throws: `SimulationError` naming the first value that cannot be.
    public init(
        _ configuration: SimulationConfiguration, speed: Double = 1
    ) throws(SimulationError) {
        guard Self.speeds.contains(speed) else {
            throw .outOfRange(name: "speed", value: "\(speed)", right: "from 0.001 to 1000")
        }
        timeline = Timeline(try Simulation(configuration))
        self.speed = speed
    }

    public var capabilities: Capabilities { Capabilities() }

    // MARK: Time

    public mutating func elapse(_ wall: Interval, while mayGoOn: () -> Bool) -> Bool {
        guard !isPaused else { return true }
        let virtual = Interval(nanoseconds: Int64(Double(wall.nanoseconds) * speed))
        isLagging = !run(virtual, while: mayGoOn)
        return !isLagging
    }

    /// Lets virtual time pass, whatever the speed; not while paused.
    public mutating func advance(_ virtual: Interval) {
        guard !isPaused else { return }
        _ = run(virtual) { true }
    }

    private mutating func run(_ virtual: Interval, while mayGoOn: () -> Bool) -> Bool {
        timeline.run(until: timeline.simulation.now + virtual, while: mayGoOn)
    }

    // MARK: Commands

    @discardableResult
    public mutating func perform(_ command: ClusterCommand) -> Ticket {
        lastTicket = Ticket(lastTicket.number + 1)
        outcomes.append(CommandOutcome(ticket: lastTicket, result: carryOut(command)))
        if outcomes.count > 32 { outcomes.removeFirst() }
        return lastTicket
    }

    private mutating func carryOut(_ command: ClusterCommand) -> CommandOutcome.Result {
        switch command {
        case .pause: isPaused = true
        case .resume: isPaused = false
        case .setSpeed(let wanted):
            guard Self.speeds.contains(wanted) else {
                return .refused("speed \(wanted) must be from 0.001 to 1000")
            }
            speed = wanted
        case .stepEvent:
            isPaused = true
            timeline.stepEvent()
        case .stepRound:
            isPaused = true
            timeline.stepRound()
        case .backRound:
            guard timeline.backRound() else {
                return .refused("this is the beginning of the run: nothing lies before it")
            }
            isPaused = true
        case .goTo(let moment):
            guard timeline.go(to: moment) else {
                return .refused(
                    "\(moment - .zero) must be from 0s to \(timeline.end - .zero), "
                        + "which is how far this run has come")
            }
            isPaused = true
        case .write, .delete, .kill, .restart, .freeze, .thaw, .addNode, .cut, .restore,
            .partition, .heal, .setNetwork, .setLinks, .isolate, .setChurn, .setProtocol, .undo:
            return timeline.perform(command)
        }
        return .done
    }

    // MARK: The whole run

    /// Lives the run again from its beginning up to this place and tells everything that happened, in
    /// order; takes about as long as it took, and no memory.
    public func replay<Failure: Error>(
        _ observer: (RunEvent) throws(Failure) -> Void
    ) throws(Failure) {
        try timeline.replay(observer)
    }

    // MARK: Observation

    public mutating func observe(_ interest: Interest) -> ClusterView {
        let simulation = timeline.simulation
        let focus = simulation.spreads.place(of: interest.focus)
        let roster = 0..<simulation.nodes.count
        var view = ClusterView(
            source: "simulation", capabilities: capabilities, time: timeStatus,
            seed: simulation.configuration.seed, topology: simulation.network.links.shape,
            settings: simulation.settings, network: simulation.network.conditions,
            totals: simulation.totals(), focus: focus.map(simulation.focusStatus),
            updates: simulation.spreads.latest.map(\.update),
            rows: interest.rows.clamped(to: roster).map {
                simulation.status(of: $0, focus: focus)
            },
            dots: interest.dots.clamped(to: roster).map { simulation.dot(of: $0, focus: focus) },
            messages: simulation.messages(interest.messagesMax, focus: focus),
            cuts: Array(simulation.network.singleCuts.prefix(interest.cutsMax)),
            bridges: Array(simulation.network.bridges.prefix(interest.cutsMax)),
            inspected: interest.inspected.flatMap { node in
                roster.contains(node.index)
                    ? simulation.detail(
                        of: node.index, entries: interest.entries, focus: focus) : nil
            },
            trace: simulation.trace.latest(interest.traceMax), outcomes: outcomes)
        view.named = interest.named.filter { roster.contains($0.index) }
            .map { simulation.dot(of: $0.index, focus: focus) }
        view.edges = simulation.network.links.drawn(max: interest.edgesMax)
        view.links = interest.links.map(simulation.network.matrix)
        view.rootGroups = simulation.rootGroups(interest.rootGroupsMax)
        view.comparison = interest.compared.flatMap {
            simulation.comparison($0, listing: interest.differencesMax)
        }
        view.undoable = simulation.undoable
        view.churn = simulation.churn
        simulation.addSpreads(to: &view, interest)
        return view
    }

    private var timeStatus: TimeStatus {
        TimeStatus(
            now: timeline.simulation.now, round: timeline.simulation.round, speed: speed,
            isPaused: isPaused, hasFuture: timeline.hasFuture, isLagging: isLagging)
    }
}
