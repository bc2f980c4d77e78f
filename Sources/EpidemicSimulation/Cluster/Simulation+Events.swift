import ClusterObservation
import Epidemic
import EpidemicWire

// What happens at a node: a timer comes, a message arrives, its turn comes.

extension Simulation {
    mutating func happen(_ event: NodeEvent, at index: Int) {
        switch nodes[index].condition {
        case .frozen: hold(event, at: index)
        case .down: pass(over: event, at: index)
        case .up: takeIn(event, at: index)
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

    /// Takes a message off the network.
    private mutating func takeOff(_ slot: Int) -> Transit {
        let transit = transits.remove(slot)
        spreads.noteUnderWay(transit.spreading, by: -1)
        return transit
    }

    private mutating func deliver(_ transit: Transit, to index: Int) {
        guard !network.faults.isCut(transit.link) else { return lose(transit, .cut) }
        nodes[index].received += 1
        note(.arrived(transit.message), of: NodeID(index))
        let from = Peer(UInt32(transit.link.from.index))
        do {
            let message = try MessageCodec.decode(transit.bytes)
            judge(message, at: index)
            if case .reply = message { nodes[index].exchangeBytes += transit.bytes.count }
            act(at: index, cause: transit.subjects) { replica, now, effects in
                replica.receive(message, from: from, now: now, into: &effects)
            }
        } catch {
            note(.dropped(name: "malformed message", from: transit.link.from), at: index)
        }
    }

    private mutating func lose(_ transit: Transit, _ reason: LossReason) {
        network.traffic.lost(over: transit.link)
        note(.lost(transit.message, reason), of: nil)
        note(
            .messageLost(to: transit.link.to, transit.kind, reason), at: transit.link.from.index)
    }
}

extension SimulatedNode {
    /// Events that wait at a frozen node; further messages are lost.
    static let heldMax = 10_000
}
