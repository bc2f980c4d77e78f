import ClusterObservation
import Epidemic

// Demonstrations: steps that are events of the run like any other, so that one seed shows the same again,
// and turning time back turns them back, too.

/// What shows itself now.
struct Stage: Sendable {
    fileprivate(set) var demonstration: Demonstration?
    /// The number of the demonstration; steps of an earlier one are not taken any more.
    fileprivate var number = 0
}

extension Simulation {
    /// Begins a demonstration, or only ends the one that is under way.
    mutating func begin(_ demonstration: Demonstration?) {
        stage.demonstration = demonstration
        stage.number += 1
        schedule(step: 0)
    }

    /// Says what comes now, and does it.
    mutating func take(step place: Int, of number: Int) {
        guard number == stage.number, let demonstration = stage.demonstration else { return }
        let step = demonstration.steps[place]
        note(.told(step.words), at: nil)
        for command in step.commands {
            if case .refused(let reason) = perform(command) {
                note(.told("not done: \(reason)"), at: nil)
            }
        }
        if number == stage.number { schedule(step: place + 1) }
    }

    private mutating func schedule(step place: Int) {
        guard let steps = stage.demonstration?.steps, place < steps.count else {
            stage.demonstration = nil
            return
        }
        let moment = now + max(.zero, steps[place].pause)
        queue.put(.step(place, of: stage.number), at: moment)
    }
}
