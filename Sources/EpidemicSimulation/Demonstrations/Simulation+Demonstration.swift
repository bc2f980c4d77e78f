import ClusterObservation
import Epidemic

// Demonstrations: steps that are events of the run like any other, so that one seed shows the same again,
// and turning time back turns them back, too.

/// What shows itself now.
struct Stage: Sendable {
    fileprivate(set) var demonstration: Demonstration?
    /// The number of the demonstration; steps of an earlier one are not taken any more.
    fileprivate var number = 0
    /// How many of its steps were taken.
    fileprivate var taken = 0
    /// What was in force before it.
    fileprivate var before: Ground?
    /// What takes back what it did to nodes, oldest first.
    fileprivate var inverses: [UndoStack.Inverse] = []
    /// Whether a step is being taken, so that what is done is not somebody's own doing.
    fileprivate(set) var isActing = false

    /// What will be in force of the protocol and the links when the demonstration has ended; nil when there
    /// is none.
    var lasting: ClusterView.Lasting? {
        before.map { ClusterView.Lasting(settings: $0.settings, network: $0.conditions) }
    }

    /// Remembers what would take back something that a step did; the protocol, the links and the churn
    /// are put back as a whole.
    mutating func remember(_ inverse: UndoStack.Inverse) {
        switch inverse {
        case .network, .churn, .command(.setProtocol): break
        case .command, .death, .group: inverses.append(inverse)
        }
    }

    /// What it says now; nil when there is no demonstration.
    var narration: Narration? {
        demonstration.map { demonstration in
            Narration(
                name: demonstration.name, step: taken, of: demonstration.steps.count,
                words: taken > 0 ? demonstration.steps[taken - 1].words : "")
        }
    }
}

/// What a demonstration finds, and leaves.
private struct Ground: Sendable {
    let settings: Settings
    let faults: Faults
    let conditions: NetworkConditions
    let churn: Churn?
}

extension Simulation {
    /// Begins a demonstration, or only ends the one that is under way.
    mutating func begin(_ demonstration: Demonstration?) {
        endDemonstration("ends here")
        guard let demonstration else { return }
        stage.demonstration = demonstration
        stage.before = Ground(
            settings: settings, faults: network.faults, conditions: network.conditions, churn: churn
        )
        scheduleStep()
    }

    /// Says what comes now, and does it.
    mutating func take(step place: Int, of number: Int) {
        guard number == stage.number, let demonstration = stage.demonstration else { return }
        guard place < demonstration.steps.count else {
            return endDemonstration("the scenario is over")
        }
        let step = demonstration.steps[place]
        if let flaw = step.expectations.compactMap({ flaw(of: $0) }).first {
            return endDemonstration("the scenario stops here: \(flaw)")
        }
        stage.taken += 1
        tell(step.words, of: demonstration)
        stage.isActing = true
        for command in step.commands {
            if case .refused(let reason) = perform(command) {
                tell("not done: \(reason)", of: demonstration)
            }
        }
        stage.isActing = false
        scheduleStep()
    }

    /// Does what a step of a demonstration gave, later than the step was taken.
    mutating func carryOut(arranged command: ClusterCommand) -> CommandOutcome.Result {
        let wasActing = stage.isActing
        stage.isActing = true
        defer { stage.isActing = wasActing }
        return carryOut(command)
    }

    /// Somebody does something to the cluster: what a demonstration would say next may be so no more.
    mutating func interruptDemonstration() {
        guard !stage.isActing else { return }
        endDemonstration("the scenario stops here, for somebody stepped in")
    }

    /// What undoing would undo of a demonstration that is under way, in a few words; nil when none is.
    var undoableDemonstration: String? { stage.demonstration.map { "scenario \($0.name)" } }

    /// Takes back everything that the demonstration under way did, but for what was written.
    mutating func undoDemonstration(_ name: String) {
        let inverses = putBack()
        note(.undid(name), at: nil)
        carryOut(.group(inverses))
    }

    /// Ends the demonstration that is under way, and says how.
    private mutating func endDemonstration(_ how: String) {
        guard let demonstration = stage.demonstration else { return }
        tell("\(how). Protocol, links and churn are as they were before.", of: demonstration)
        let inverses = putBack()
        guard !inverses.isEmpty else { return }
        undoStack.push(
            UndoStack.Step(name: "scenario \(demonstration.name)", inverse: .group(inverses)))
    }

    /// Makes everything as it was, but for nodes and what was written.
    ///
    /// - Returns: what would take back what was done to nodes, oldest first.
    private mutating func putBack() -> [UndoStack.Inverse] {
        let (before, inverses) = (stage.before, stage.inverses)
        (stage.demonstration, stage.before, stage.inverses) = (nil, nil, [])
        (stage.number, stage.taken) = (stage.number + 1, 0)
        guard let before else { return [] }
        network.putBack(before.faults, before.conditions)
        if churn != before.churn { change(before.churn) }
        if settings != before.settings { change(before.settings) }
        spreads.disturbAll(at: roundTime)
        return inverses
    }

    private mutating func tell(_ words: String, of demonstration: Demonstration) {
        let place = "\(stage.taken)/\(demonstration.steps.count)"
        note(.told("\(demonstration.name) \(place): \(words)"), at: nil)
    }

    /// The next step comes after its pause; after the last, the end.
    private mutating func scheduleStep() {
        guard let demonstration = stage.demonstration else { return }
        let pause =
            stage.taken < demonstration.steps.count
            ? demonstration.steps[stage.taken].pause : demonstration.aftermath
        queue.put(.step(stage.taken, of: stage.number), at: now + max(.zero, pause))
    }

    /// How a node holds something else than it should, in a few words; nil when it does not.
    private func flaw(of expectation: Demonstration.Expectation) -> String? {
        let (node, key) = (expectation.node.index, expectation.key)
        let held = nodes[node].replica.entry(of: key)?.update.content.value
        guard held != expectation.value else { return nil }
        let has = held.map { "holds \(key)=\($0)" } ?? "holds no \(key)"
        let should = expectation.value.map { "\(key)=\($0)" } ?? "none"
        return "\(name(node)) \(has), and \(should) would have to be there"
    }
}
