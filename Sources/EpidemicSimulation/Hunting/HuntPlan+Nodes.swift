import ClusterObservation
import Epidemic

extension HuntPlan {
    /// The same without one of the nodes that it begins with; nil where a core would not be left.
    ///
    /// What was done to that node alone goes; those behind it move up by one place.
    func without(node: Int) -> HuntPlan? {
        var plan = self
        plan.configuration.nodes -= 1
        plan.core = core.compactMap { $0.moved(without: node) }
        guard !plan.core.isEmpty,
            (try? plan.configuration.topology.validate(nodes: plan.configuration.nodes)) != nil
        else { return nil }
        plan.steps = []
        var wait = Interval.zero
        for step in steps {
            wait = wait + step.wait
            guard let action = step.action.moved(without: node) else { continue }
            plan.steps.append(HuntStep(after: wait, action))
            wait = .zero
        }
        return plan
    }
}

extension NodeID {
    fileprivate func moved(without node: Int) -> NodeID? {
        index == node ? nil : NodeID(index > node ? index - 1 : index)
    }
}

extension [DirectedLink] {
    fileprivate func moved(without node: Int) -> [DirectedLink]? {
        let links: [DirectedLink] = compactMap { link in
            guard let from = link.from.moved(without: node), let to = link.to.moved(without: node)
            else { return nil }
            return DirectedLink(from: from, to: to)
        }
        return links.isEmpty ? nil : links
    }
}

extension HuntAction {
    fileprivate func moved(without node: Int) -> HuntAction? {
        switch self {
        case .read(let place, let key, let client):
            place.moved(without: node).map { .read($0, key, client: client) }
        case .perform(let command, let client):
            command.moved(without: node).map { .perform($0, client: client) }
        }
    }
}

extension ClusterCommand {
    fileprivate func moved(without gone: Int) -> ClusterCommand? {
        func at(_ node: NodeID, _ make: (NodeID) -> ClusterCommand) -> ClusterCommand? {
            node.moved(without: gone).map(make)
        }
        func on(
            _ links: [DirectedLink], _ make: ([DirectedLink]) -> ClusterCommand
        ) -> ClusterCommand? {
            links.moved(without: gone).map(make)
        }
        switch self {
        case .write(let node, let key, let value):
            return at(node) { .write(at: $0, key: key, value: value) }
        case .delete(let node, let key): return at(node) { .delete(at: $0, key: key) }
        case .kill(let node): return at(node) { .kill($0) }
        case .restart(let node, let data): return at(node) { .restart($0, data) }
        case .freeze(let node): return at(node) { .freeze($0) }
        case .thaw(let node): return at(node) { .thaw($0) }
        case .isolate(let node, let isolation): return at(node) { .isolate($0, isolation) }
        case .compare(let node, let other):
            return at(node) { first in .compare(first, with: other.moved(without: gone) ?? first) }
        case .hand(let key, let node, let other):
            return at(node) { first in
                .hand(key, from: first, to: other.moved(without: gone) ?? first)
            }
        case .cut(let links): return on(links) { .cut($0) }
        case .restore(let links): return on(links) { .restore($0) }
        case .setLinks(let links, let conditions): return on(links) { .setLinks($0, conditions) }
        case .disturb(let disturbance): return disturbance.moved(without: gone).map { .disturb($0) }
        case .partition, .heal, .setNetwork, .setChurn, .setProtocol, .addNode, .fill, .demonstrate,
            .pause, .resume, .setSpeed, .stepEvent, .stepRound, .backRound, .goTo, .undo:
            return self
        }
    }
}

extension Disturbance {
    fileprivate func moved(without gone: Int) -> Disturbance? {
        switch self {
        case .cutPower(let node): node.moved(without: gone).map { .cutPower($0) }
        case .backUp(let node): node.moved(without: gone).map { .backUp($0) }
        case .putBack(let node): node.moved(without: gone).map { .putBack($0) }
        case .leave(let node): node.moved(without: gone).map { .leave($0) }
        case .clog(let links): links.moved(without: gone).map { .clog($0) }
        case .unclog(let links): links.moved(without: gone).map { .unclog($0) }
        case .setClock(let node, let ahead):
            node.moved(without: gone).map { .setClock($0, ahead: ahead) }
        }
    }
}
