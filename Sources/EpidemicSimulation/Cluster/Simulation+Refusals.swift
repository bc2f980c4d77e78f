import ClusterObservation
import Epidemic

// Why a command cannot be carried out, in one sentence that names the value and what would be right.

extension Simulation {
    /// One sentence that says why a command cannot be carried out; nil when it can.
    func refusal(of command: ClusterCommand) -> String? {
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
        case .fill(let filling): return filling.refusal(nodes: nodes.count)
        case .compare(let node, let other):
            return refusal(of: node, dealingWith: other)
        case .hand(let key, let node, let other):
            if nodes[node.index].replica.entry(of: key) == nil {
                return "\(name(node.index)) holds no \(key) to hand over"
            }
            return refusal(of: node, dealingWith: other)
        case .setChurn(let churn): return churn.flatMap(\.refusal)
        case .disturb(let disturbance): return refusal(of: disturbance)
        case .undo:
            return undoable == nil ? "there is no fault and no change of settings to undo" : nil
        case .isolate, .heal, .demonstrate, .pause, .resume, .setSpeed, .stepEvent, .stepRound,
            .backRound, .goTo:
            return nil
        }
    }

    private func refusal(of node: NodeID, dealingWith other: NodeID) -> String? {
        guard nodes.indices.contains(other.index), node != other else {
            return
                "\(name(node.index)) needs another node than itself, from 0 to \(nodes.count - 1)"
        }
        return refusalUnlessUp(node) ?? refusal(of: [DirectedLink(from: node, to: other)])
    }

    private func refusal(of disturbance: Disturbance) -> String? {
        switch disturbance {
        case .cutPower(let node): return refusal(of: .kill(node))
        case .backUp: return nil
        case .putBack(let node):
            guard backups[node.index] != nil else {
                return "no copy was taken of the disk of \(name(node.index)): back it up first"
            }
            return nodes[node.index].condition.isDown
                ? nil : "\(name(node.index)) is not down: kill it first"
        case .leave(let node):
            return leaving.contains(node.index)
                ? "\(name(node.index)) is leaving already" : refusalUnlessUp(node)
        case .clog(let links), .unclog(let links): return refusal(of: links)
        case .setClock(_, let ahead):
            let bound = SimulatedClock.aheadMax
            return ahead >= bound * -1 && ahead <= bound
                ? nil : "a wall clock \(ahead) ahead must be at most \(bound) wrong"
        }
    }

    private func refusalUnlessUp(_ node: NodeID) -> String? {
        switch nodes[node.index].condition {
        case .up, .arriving: nil
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

    func name(_ index: Int) -> String { ReplicaName.node(index).text }
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
        case .identityInUse: "the node waits for a fresh epoch"
        case .arriving: "the node does not know yet what the others know"
        }
    }
}
