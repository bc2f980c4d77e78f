import ClusterObservation
import Epidemic

/// A run that can be turned back: the simulation as it is, the commands that were given, and copies of
/// the simulation from earlier rounds.
///
/// A run is its seed and its commands. An earlier moment is reached from the last copy before it, by
/// replaying; the copies only save time, so they can be few. What was commanded later stays and happens
/// again when time goes on, until something new is done: that truncates the future.
struct Timeline: Sendable {
    private(set) var simulation: Simulation
    /// All commands, in order; those from `cursor` on lie in the future.
    private var commands: [Recorded] = []
    private var cursor = 0
    private var checkpoints: Checkpoints
    /// The furthest place in the run that was reached since the future was last truncated.
    private var furthest: Place

    /// Together they take less than a millisecond, and asking costs little beside them.
    private static let eventsBetweenQuestions = 32

    /// An exact place in a run: after so many events, at this moment.
    private struct Place: Comparable {
        let events: Int
        let moment: Instant

        static func < (left: Place, right: Place) -> Bool {
            (left.events, left.moment) < (right.events, right.moment)
        }
    }

    private struct Recorded {
        let place: Place
        let command: ClusterCommand
    }

    init(_ simulation: Simulation) {
        self.simulation = simulation
        checkpoints = Checkpoints(first: simulation)
        furthest = Place(events: 0, moment: simulation.now)
    }

    /// Whether time was turned back and what came after is still there.
    var hasFuture: Bool { here < furthest }

    private var here: Place { Place(events: simulation.eventCount, moment: simulation.now) }

    // MARK: Forward

    /// Does something now. What lay in the future is gone then.
    mutating func perform(_ command: ClusterCommand) -> CommandOutcome.Result {
        let place = here
        let result = simulation.perform(command)
        if case .refused = result { return result }
        commands.removeSubrange(cursor...)
        commands.append(Recorded(place: place, command: command))
        cursor = commands.count
        checkpoints.drop(after: simulation.eventCount)
        furthest = here
        return result
    }

    /// Runs up to a moment, or until it may not go on, which is asked every few events; or until the
    /// spreading of an update is over that is not over yet.
    mutating func run(
        until moment: Instant, awaiting update: UpdateID? = nil, while mayGoOn: () -> Bool
    ) -> Passage {
        defer { reached() }
        var awaited = update
        if isOver(awaited) { awaited = nil }
        var left = Self.eventsBetweenQuestions
        while let next = nextHappening, next <= moment {
            // A moment is lived to its end, so that it alone says how far the run has come.
            if next > simulation.now {
                if isOver(awaited) { return .awaited(left: moment - simulation.now) }
                if left <= 0 {
                    guard mayGoOn() else { return .late }
                    left = Self.eventsBetweenQuestions
                }
            }
            advance()
            left -= 1
        }
        guard moment > simulation.now else { return .whole }
        if isOver(awaited) { return .awaited(left: moment - simulation.now) }
        simulation.advanceClock(to: moment)
        return .whole
    }

    private func isOver(_ update: UpdateID?) -> Bool {
        guard let place = simulation.spreads.place(of: update) else { return false }
        return simulation.spreads[place].isOver
    }

    /// One event happens, or one command of a future that is being lived again.
    ///
    /// - Returns: what it was; nil when nothing ever happens again.
    @discardableResult
    mutating func stepEvent() -> TimeStep? {
        guard nextHappening != nil else { return nil }
        let step = dueCommand == nil ? simulation.nextStep : .told
        advance()
        reached()
        return step
    }

    /// Runs to the beginning of the next round.
    @discardableResult
    mutating func stepRound() -> TimeStep {
        let round = simulation.round
        while simulation.round == round, nextHappening != nil { advance() }
        reached()
        return .round(simulation.round)
    }

    // MARK: Elsewhere

    /// Goes to the beginning of the round before this one.
    ///
    /// - Returns: false at the beginning of the run, where nothing lies before.
    mutating func backRound() -> Bool {
        guard simulation.round > 0 else { return false }
        let target = simulation.round - 1
        restore(checkpoints.last(upTo: target))
        while simulation.round < target { advance() }
        return true
    }

    /// Goes to a moment that the run has come to, just after what happened then.
    ///
    /// - Returns: false for a moment outside the run so far.
    mutating func go(to moment: Instant) -> Bool {
        guard moment >= .zero, moment <= end else { return false }
        if moment < simulation.now { restore(checkpoints.last(upTo: moment)) }
        return run(until: moment) { true } == .whole
    }

    /// The latest moment that the run has come to.
    var end: Instant { furthest.moment }

    /// Puts a copy from the past in the place of the simulation.
    private mutating func restore(_ copy: Simulation) {
        simulation = copy
        let restored = here
        cursor = commands.firstIndex { $0.place >= restored } ?? commands.count
    }

    // MARK: Again

    /// The same run at its beginning, with what happens being recorded; what the nodes do when they start
    /// is recorded already.
    var begunAnew: Timeline {
        var past = self
        let first = checkpoints.first
        do {
            past.restore(
                try Simulation(first.configuration, over: first.network.links, recording: .on))
        } catch {
            preconditionFailure("it was found to be right before: \(error)")
        }
        return past
    }

    /// Whether less has happened and less was commanded.
    func isBefore(_ other: Timeline) -> Bool {
        simulation.eventCount < other.simulation.eventCount || cursor < other.cursor
    }

    /// Takes out what was recorded.
    mutating func takeRecord() -> [RunEvent] {
        defer { simulation.record = [] }
        return simulation.record ?? []
    }

    /// Lets one thing happen, and takes out what was recorded of it.
    mutating func advanceTelling() -> [RunEvent] {
        advance()
        return takeRecord()
    }

    // MARK: One thing at a time

    /// When the next event, or the next command of the future, happens.
    private var nextHappening: Instant? {
        switch (dueCommand?.place.moment, simulation.nextMoment) {
        case (let command?, let event?): min(command, event)
        case (let moment, nil), (nil, let moment): moment
        }
    }

    /// The command that was given at this very place, before the next event.
    private var dueCommand: Recorded? {
        guard cursor < commands.count, commands[cursor].place.events == simulation.eventCount else {
            return nil
        }
        return commands[cursor]
    }

    private mutating func advance() {
        if let due = dueCommand {
            simulation.advanceClock(to: due.place.moment)
            _ = simulation.perform(due.command)
            cursor += 1
        } else if simulation.step() == .round {
            checkpoints.keep(simulation)
        }
    }

    private mutating func reached() { furthest = max(furthest, here) }
}
