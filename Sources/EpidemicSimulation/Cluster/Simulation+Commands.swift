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
        if !command.isWrite { note(.commanded(command), at: command.node?.index) }
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
        case .setChurn, .pause, .resume, .setSpeed, .stepEvent, .stepRound, .backRound,
            .goTo, .undo:
            break
        }
        return .done
    }

    /// A write may still be refused by the replica; only one that was taken stands in the trace.
    private mutating func write(
        _ command: ClusterCommand, at index: Int,
        _ action: (inout Replica, Instant, inout EffectBuffer) -> Void
    ) -> CommandOutcome.Result {
        outcome = nil
        act(at: index, action)
        switch outcome {
        case .wrote(let id):
            note(.commanded(command), at: index)
            return .wrote(id)
        case .refused(let refusal): return .refused(refusal.sentence)
        case nil: return .refused("\(name(index)) did not answer")
        }
    }

    private mutating func change(_ settings: Settings) {
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

    // MARK: Refusals

    /// One sentence that says why a command cannot be carried out; nil when it can.
    private func refusal(of command: ClusterCommand) -> String? {
        if let node = command.node, !nodes.indices.contains(node.index) {
            return "there is no node number \(node.index): the last is \(name(nodes.count - 1))"
        }
        switch command {
        case .write(let node, _, _), .delete(let node, _): return refusalUnlessUp(node)
        case .kill(let node):
            return nodes[node.index].condition.isDown ? "\(name(node.index)) is down already" : nil
        case .restart(let node, _):
            return nodes[node.index].condition.isDown
                ? nil : "\(name(node.index)) is not down: kill it first"
        case .freeze(let node): return refusalUnlessUp(node)
        case .thaw(let node):
            return nodes[node.index].condition == .frozen
                ? nil : "\(name(node.index)) is not frozen"
        case .addNode:
            let limit = SimulationConfiguration.nodesMax
            return nodes.count < limit ? nil : "a simulation has at most \(limit) nodes"
        case .cut(let links), .restore(let links): return refusal(of: links)
        case .partition(let groups):
            guard nodes.count >= 2 else { return "one node cannot be partitioned" }
            return (2...nodes.count).contains(groups)
                ? nil : "\(groups) groups: \(nodes.count) nodes make from 2 to \(nodes.count)"
        case .setNetwork(let conditions):
            return refusal(of: conditions)
        case .setLinks(let links, let conditions):
            return refusal(of: links) ?? conditions.flatMap(refusal)
        case .setProtocol(let settings):
            do {
                try settings.validate()
                try settings.requireRoom(forContactsOf: nodes.count)
            } catch { return error.description }
            return nil
        case .setChurn: return "a simulation cannot do that yet"
        case .isolate, .heal, .pause, .resume, .setSpeed, .stepEvent, .stepRound, .backRound, .goTo,
            .undo:
            return nil
        }
    }

    private func refusalUnlessUp(_ node: NodeID) -> String? {
        switch nodes[node.index].condition {
        case .up: nil
        case .frozen: "\(name(node.index)) is frozen: thaw it first"
        case .down: "\(name(node.index)) is down: restart it first"
        }
    }

    private func refusal(of conditions: NetworkConditions) -> String? {
        do { try conditions.validate() } catch { return error.description }
        return nil
    }

    private func refusal(of links: [DirectedLink]) -> String? {
        for link in links {
            let ends = [link.from.index, link.to.index]
            guard ends.allSatisfy(nodes.indices.contains) else {
                return "a link needs two nodes from 0 to \(nodes.count - 1)"
            }
            guard network.links.areLinked(ends[0], ends[1]) else {
                return "\(name(ends[0])) and \(name(ends[1])) are not linked in this topology"
            }
        }
        return nil
    }

    private func name(_ index: Int) -> String { ReplicaName.node(index).text }
}

extension ClusterCommand {
    fileprivate var isWrite: Bool {
        switch self {
        case .write, .delete: true
        default: false
        }
    }

    /// The node that it is about.
    fileprivate var node: NodeID? {
        switch self {
        case .write(let node, _, _), .delete(let node, _), .kill(let node), .restart(let node, _),
            .freeze(let node), .thaw(let node), .isolate(let node, _):
            node
        case .addNode, .cut, .restore, .partition, .heal, .setNetwork, .setLinks, .setChurn,
            .setProtocol, .pause, .resume, .setSpeed, .stepEvent, .stepRound, .backRound, .goTo,
            .undo:
            nil
        }
    }
}

extension WriteRefusal {
    /// One sentence that names the value and what would be right.
    var sentence: String {
        switch self {
        case .keyTooLong(let count):
            "a key of \(count) bytes is too long: at most \(Limits.keyBytesMax)"
        case .valueTooLong(let count):
            "a value of \(count) bytes is too long: at most \(Limits.valueBytesMax)"
        case .clock: "the clock of this key has reached its limit"
        case .seenClockFull:
            "the node has seen writes of \(Limits.seenOriginsMax) lives, and can note no more"
        case .identityInUse: "the node waits for a fresh epoch"
        }
    }
}
