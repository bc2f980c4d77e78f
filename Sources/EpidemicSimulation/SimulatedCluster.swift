import ClusterObservation
import Epidemic

/// A simulated cluster that can be watched: a timeline, paced by wall time and turned by commands.
public struct SimulatedCluster: ClusterSource {
    private(set) var timeline: Timeline
    private(set) var isPaused = false
    private(set) var speed: Double
    private(set) var isLagging = false
    /// What happened when time was let go on by hand last, until it moves in another way.
    private(set) var lastStep: TimeStep?
    private(set) var lastTicket = Ticket(0)
    private(set) var outcomes: [CommandOutcome] = []
    /// The number of the first event that was told and has not happened as it was told, since a command
    /// in the past made another future.
    var rewrittenFrom: Int?
    /// The update at whose end time stops, because somebody waits for it.
    var awaited: UpdateID?
    /// The order of the rows that was looked at last.
    var rowTable = RowTable()

    /// - Parameter speed: virtual seconds per second of wall time.
    /// - Throws: `SimulationError` naming the first value that cannot be.
    public init(
        _ configuration: SimulationConfiguration, speed: Double = 1
    ) throws(SimulationError) {
        guard TimeStatus.speeds.contains(speed) else {
            throw .outOfRange(name: "speed", value: "\(speed)", right: "from 0.001 to 1000")
        }
        timeline = Timeline(try Simulation(configuration))
        self.speed = speed
    }

    public var capabilities: Capabilities { Capabilities() }

    // MARK: Time

    /// Runs at another speed from now on, without anybody having commanded it.
    ///
    /// - Parameter speed: one of `TimeStatus.speeds`.
    public mutating func pace(at speed: Double) {
        precondition(TimeStatus.speeds.contains(speed), "no speed is \(speed)")
        self.speed = speed
    }

    public mutating func elapse(_ wall: Interval, while mayGoOn: () -> Bool) -> Passage {
        guard !isPaused else { return .whole }
        let virtual = Interval(nanoseconds: Int64(Double(wall.nanoseconds) * speed))
        let passage = run(virtual, while: mayGoOn)
        isLagging = passage == .late
        guard let left = passage.left else { return passage }
        return .awaited(
            left: Interval(nanoseconds: Int64(Double(left.nanoseconds) / speed)))
    }

    /// Lets virtual time pass, whatever the speed; not while paused. What may be left is virtual, too.
    @discardableResult
    public mutating func advance(_ virtual: Interval) -> Passage {
        isPaused ? .whole : run(virtual) { true }
    }

    private mutating func run(_ virtual: Interval, while mayGoOn: () -> Bool) -> Passage {
        lastStep = nil
        return timeline.run(
            until: timeline.simulation.now + virtual, awaiting: awaited, while: mayGoOn)
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
            guard TimeStatus.speeds.contains(wanted) else {
                return .refused("speed \(wanted) must be from 0.001 to 1000")
            }
            speed = wanted
        case .stepEvent:
            isPaused = true
            lastStep = timeline.stepEvent()
        case .stepRound:
            isPaused = true
            lastStep = timeline.stepRound()
        case .backRound:
            guard timeline.backRound() else {
                return .refused("this is the beginning of the run: nothing lies before it")
            }
            isPaused = true
            lastStep = nil
        case .goTo(let moment):
            guard timeline.go(to: moment) else {
                return .refused(
                    "\(moment - .zero) must be from 0s to \(timeline.end - .zero), "
                        + "which is how far this run has come")
            }
            isPaused = true
            lastStep = nil
        case .write, .delete, .kill, .restart, .freeze, .thaw, .addNode, .cut, .restore,
            .partition, .heal, .setNetwork, .setLinks, .isolate, .setChurn, .setProtocol, .fill,
            .disturb, .compare, .hand, .demonstrate, .undo:
            return performNow(command)
        }
        return .done
    }

    /// Does something to the cluster as it is now.
    private mutating func performNow(_ command: ClusterCommand) -> CommandOutcome.Result {
        let told = timeline.hasFuture ? timeline.simulation.trace.count : nil
        let result = timeline.perform(command)
        if case .refused = result { return result }
        if let told { rewrittenFrom = min(rewrittenFrom ?? told, told) }
        return result
    }

    // MARK: The whole run

    /// Lives the run again from its beginning up to this place and tells everything that happened, in
    /// order; takes about as long as it took, and no memory.
    public func replay<Failure: Error>(
        _ observer: (RunEvent) throws(Failure) -> Void
    ) throws(Failure) {
        try timeline.replay(observer)
    }
}
