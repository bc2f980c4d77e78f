import ClusterObservation
import Epidemic

// Taking back what was done to the cluster.

extension Simulation {
    /// What undoing would undo now, in a few words; nil when there is nothing.
    var undoable: String? {
        undoableDemonstration ?? undoStack.steps.last { isPossible($0.inverse) }?.name
    }

    /// Takes back the last fault or change of settings; while a demonstration is under way, everything that
    /// it did. What cannot be taken back any more, such as the death of a node that has come back by
    /// itself, is passed over.
    mutating func undo() -> CommandOutcome.Result {
        if let name = undoableDemonstration {
            undoDemonstration(name)
            return .done
        }
        while let step = undoStack.pop() {
            guard isPossible(step.inverse) else { continue }
            note(.undid(step.name), at: nil)
            carryOut(step.inverse)
            break
        }
        return .done
    }

    mutating func carryOut(_ inverse: UndoStack.Inverse) {
        switch inverse {
        case .group(let inverses):
            for inverse in inverses.reversed() where isPossible(inverse) { carryOut(inverse) }
        case .command(let command): _ = carryOut(command)
        case .network(let faults, let conditions):
            network.putBack(faults, conditions)
            releaseUnclogged()
        case .churn(let churn):
            change(churn)
            if churn == nil { raiseFallen() }
        case .death(let node, let disk):
            kill(node.index)
            nodes[node.index].disk = disk
            readDisk(of: node.index)
        }
    }

    private func isPossible(_ inverse: UndoStack.Inverse) -> Bool {
        switch inverse {
        case .command(let command): refusal(of: command) == nil
        case .network, .churn: true
        case .death(let node, _): refusal(of: .kill(node)) == nil
        case .group(let inverses): inverses.contains { isPossible($0) }
        }
    }

    // MARK: Remembering

    /// What would take a command back, read off the cluster before it is carried out; nil for what is
    /// neither a fault nor a change of settings.
    func inverse(of command: ClusterCommand) -> UndoStack.Inverse? {
        switch command {
        case .kill(let node): .command(.restart(node, .kept))
        case .restart(let node, .kept): .command(.kill(node))
        case .restart(let node, .lost): .death(node, nodes[node.index].disk)
        case .freeze(let node): .command(.thaw(node))
        case .thaw(let node): .command(.freeze(node))
        case .cut, .restore, .partition, .heal, .setNetwork, .setLinks, .isolate, .disturb(.clog),
            .disturb(.unclog):
            .network(network.faults, network.conditions)
        case .setChurn: .churn(churn)
        case .setProtocol: .command(.setProtocol(settings))
        case .write, .delete, .fill, .disturb, .compare, .hand, .demonstrate, .addNode, .pause,
            .resume, .setSpeed, .stepEvent, .stepRound, .backRound, .goTo, .undo:
            nil
        }
    }

    /// Remembers what takes a command back, unless it has changed nothing.
    mutating func remember(_ inverse: UndoStack.Inverse, of command: ClusterCommand) {
        guard hasChanged(since: inverse) else { return }
        if stage.isActing { return stage.remember(inverse) }
        undoStack.push(UndoStack.Step(name: words(for: command), inverse: inverse))
    }

    private func hasChanged(since inverse: UndoStack.Inverse) -> Bool {
        switch inverse {
        case .network(let faults, let conditions):
            network.faults != faults || network.conditions != conditions
        case .churn(let old): churn != old
        case .command(.setProtocol(let old)): settings != old
        case .command, .death, .group: true
        }
    }

    private func words(for command: ClusterCommand) -> String {
        switch command {
        case .kill(let node): "death of \(name(node.index))"
        case .restart(let node, _): "restart of \(name(node.index))"
        case .freeze(let node): "freezing of \(name(node.index))"
        case .thaw(let node): "thawing of \(name(node.index))"
        case .cut(let links): "cut of \(words(for: links))"
        case .restore(let links): "restoring of \(words(for: links))"
        case .partition(let groups): "partition into \(groups) groups"
        case .heal: "healing of the network"
        case .setNetwork: "change of all links"
        case .setLinks(let links, _): "change of \(words(for: links))"
        case .isolate(let node, _): "isolation of \(name(node.index))"
        case .setChurn(nil): "end of churn"
        case .setChurn: "churn"
        case .setProtocol: "change of the protocol"
        case .disturb(.clog(let links)): "clogging of \(words(for: links))"
        case .disturb(.unclog(let links)): "release of \(words(for: links))"
        case .write, .delete, .fill, .disturb, .compare, .hand, .demonstrate, .addNode, .pause,
            .resume, .setSpeed, .stepEvent, .stepRound, .backRound, .goTo, .undo:
            "command"
        }
    }

    /// `n9–n6`, `n9→n6`, or how many.
    private func words(for links: [DirectedLink]) -> String {
        guard let first = links.first else { return "no link" }
        let ends = (name(first.from.index), name(first.to.index))
        if links.count == 1 { return "\(ends.0)→\(ends.1)" }
        if links.count == 2, links[1] == first.reversed { return "\(ends.0)–\(ends.1)" }
        return "\(links.count) directions"
    }
}
