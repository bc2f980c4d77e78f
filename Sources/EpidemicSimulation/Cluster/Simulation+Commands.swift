import ClusterObservation
import Epidemic

// What can be done to the cluster from outside. Time is not the cluster's own to command: whoever runs
// the simulation pauses, steps and turns it back.

extension Simulation {
    /// Does what a command says.
    ///
    /// - Returns: what became of it; a refusal changes nothing.
    mutating func perform(_ command: ClusterCommand) -> CommandOutcome.Result {
        if let refusal = refusal(of: command) { return .refused(refusal) }
        defer { settleSpreads(after: command) }
        guard command != .undo else { return undo() }
        if command.stepsIn { interruptDemonstration() }
        if !command.isWrite { note(given(command), at: command.node?.index) }
        let inverse = inverse(of: command)
        let result = carryOut(command)
        if !heldBack.isEmpty { releaseUnclogged() }
        if let inverse { remember(inverse, of: command) }
        return result
    }

    /// Does what a command that can be carried out says, and tells nothing of it.
    mutating func carryOut(_ command: ClusterCommand) -> CommandOutcome.Result {
        switch command {
        case .write(let node, let key, let value):
            return write(command, at: node.index) { replica, now, effects in
                replica.write(key, value, request: 0, now: now, into: &effects)
            }
        case .delete(let node, let key):
            return write(command, at: node.index) { replica, now, effects in
                replica.delete(key, request: 0, now: now, into: &effects)
            }
        case .kill(let node): kill(node.index)
        case .restart(let node, let data): restart(node.index, data)
        case .freeze(let node): nodes[node.index].condition = .frozen
        case .thaw(let node): thaw(node.index)
        case .addNode: return .added(addNode())
        case .cut(let links): network.faults.cut(links)
        case .restore(let links): network.faults.restore(links)
        case .partition(let groups): network.faults.partition(nodes.count, into: groups)
        case .heal: network.faults.heal()
        case .setNetwork(let conditions): network.conditions = conditions
        case .isolate(let node, let isolation): network.isolate(node, isolation)
        case .setLinks(let links, let conditions): network.faults.set(links, conditions)
        case .setProtocol(let settings): change(settings)
        case .setChurn(let churn): change(churn)
        case .disturb(let disturbance): carryOut(disturbance)
        case .fill(let filling): fill(filling)
        case .compare(let node, let other): compare(node.index, with: other.index)
        case .hand(let key, let node, let other): hand(key, from: node.index, to: other.index)
        case .demonstrate(let demonstration): begin(demonstration)
        case .pause, .resume, .setSpeed, .stepEvent, .stepRound, .backRound,
            .goTo, .undo:
            break
        }
        return .done
    }

    /// Every command but a write disturbs what spreads.
    private mutating func settleSpreads(after command: ClusterCommand) {
        if !command.isWrite {
            spreads.disturbAll(at: roundTime)
            noteCircumstances()
        }
        settleSpreads()
    }

    /// A write may still be refused by the replica; only one that was taken stands in the trace.
    private mutating func write(
        _ command: ClusterCommand, at index: Int,
        _ action: (inout Replica, Instant, inout EffectBuffer) -> Void
    ) -> CommandOutcome.Result {
        guard nodes[index].replica.readiness.takesWrites else { return wait(command, at: index) }
        outcome = nil
        act(at: index, action)
        switch outcome {
        case .wrote(let id):
            interruptDemonstration()
            note(given(command), at: index)
            return .wrote(id)
        case .refused(let refusal): return .refused(refusal.sentence)
        case nil: return .refused("\(name(index)) did not answer")
        }
    }

    /// A write waits until its node knows what the others know.
    private mutating func wait(
        _ command: ClusterCommand, at index: Int
    ) -> CommandOutcome.Result {
        guard nodes[index].waiting.count < SimulatedNode.waitingMax else {
            return .refused(
                "\(name(index)) is arriving, and \(SimulatedNode.waitingMax) writes wait already")
        }
        nodes[index].waiting.append(
            WaitingWrite(command: command, isArranged: stage.isActing))
        return .waits(NodeID(index))
    }

    /// A node that has become ready writes what waited.
    mutating func writeWaiting(at index: Int) {
        let waiting = nodes[index].waiting
        nodes[index].waiting = []
        for write in waiting {
            let result =
                write.isArranged ? carryOut(arranged: write.command) : carryOut(write.command)
            if case .refused(let reason) = result {
                note(.told("\(name(index)) could not write: \(reason)"), at: index)
            }
        }
    }

    /// Who gave a command.
    private func given(_ command: ClusterCommand) -> TraceEvent.Kind {
        stage.isActing ? .arranged(command) : .commanded(command)
    }

    mutating func change(_ settings: Settings) {
        guard let shared = try? SharedSettings(settings) else { return }
        self.settings = settings
        self.shared = shared
        scheduleRound()
        for index in nodes.indices where !nodes[index].condition.isDown {
            act(at: index) { replica, now, effects in
                replica.change(settings: shared, now: now, into: &effects)
            }
        }
    }
}

extension ClusterCommand {
    fileprivate var isWrite: Bool {
        switch self {
        case .write, .delete: true
        default: false
        }
    }

    /// Whether it does something to the cluster at once; a write may still be refused by its replica.
    fileprivate var stepsIn: Bool {
        switch self {
        case .write, .delete, .demonstrate, .undo, .pause, .resume, .setSpeed, .stepEvent,
            .stepRound, .backRound, .goTo:
            false
        case .kill, .restart, .freeze, .thaw, .addNode, .cut, .restore, .partition, .heal,
            .setNetwork, .setLinks, .isolate, .setChurn, .disturb, .setProtocol, .fill, .compare,
            .hand:
            true
        }
    }

    /// The node that it is about.
    var node: NodeID? {
        switch self {
        case .write(let node, _, _), .delete(let node, _), .kill(let node), .restart(let node, _),
            .freeze(let node), .thaw(let node), .isolate(let node, _), .compare(let node, _),
            .hand(_, let node, _):
            node
        case .disturb(let disturbance): disturbance.node
        case .addNode, .cut, .restore, .partition, .heal, .setNetwork, .setLinks, .setChurn,
            .setProtocol, .fill, .demonstrate, .pause, .resume, .setSpeed, .stepEvent, .stepRound,
            .backRound, .goTo,
            .undo:
            nil
        }
    }
}
