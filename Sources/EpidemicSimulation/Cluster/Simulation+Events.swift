import ClusterObservation
import Epidemic

// What happens at a node: a timer comes, a message arrives, its turn comes.

extension Simulation {
    mutating func happen(_ event: NodeEvent, at index: Int) {
        switch nodes[index].condition {
        case .frozen: hold(event, at: index)
        case .down: pass(over: event, at: index)
        case .up, .arriving: takeIn(event, at: index)
        }
    }

    private mutating func takeIn(_ event: NodeEvent, at index: Int) {
        switch event {
        case .timer(let timer, let life):
            guard life == nodes[index].life else { return }
            act(at: index) { replica, now, effects in
                replica.fire(timer, now: now, into: &effects)
            }
        case .contact(let round, let life):
            guard life == nodes[index].life, round == self.round, isAligned else { return }
            act(at: index) { replica, _, effects in replica.makeContact(into: &effects) }
        case .delivery(let slot): deliver(takeOff(slot), to: index)
        }
    }

    /// A frozen node takes nothing in; what comes waits, within a bound.
    private mutating func hold(_ event: NodeEvent, at index: Int) {
        if case .delivery(let slot) = event, nodes[index].held.count >= SimulatedNode.heldMax {
            lose(takeOff(slot), .queueFull)
        } else {
            nodes[index].held.append(event)
        }
    }

    /// What comes to a node that is down is lost.
    private mutating func pass(over event: NodeEvent, at index: Int) {
        if case .delivery(let slot) = event { lose(takeOff(slot), .receiverDown) }
    }
}

extension SimulatedNode {
    /// Events that wait at a frozen node; further messages are lost.
    static let heldMax = 10_000
}
