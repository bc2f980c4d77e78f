import Epidemic

extension ExploredCluster {
    /// A way through the events, in words.
    func steps(of way: [ExploredAction]) -> [ExploredStep] {
        var state = begin()
        return way.map { action in
            let words = words(for: action, in: state)
            var fault: ExplorationFault?
            _ = carryOut(action, on: &state, &fault)
            return ExploredStep(action: action, words: words)
        }
    }

    private func words(for action: ExploredAction, in state: ExploredState) -> String {
        switch action {
        case .write(let node, let key): return "n\(node) writes k\(key)"
        case .delete(let node, let key): return "n\(node) deletes k\(key)"
        case .send(let key, let node, let other):
            let update = local(node, of: state).pointee.node.held(NodeTransitions.key(key))
            return "n\(node) mails \(update.map { "\($0)" } ?? "k\(key)") to n\(other)"
        case .deliver(let place, let travel):
            let copy = memory.copies[state.letters[place]].pointee
            let age = travel == .aged ? ", aged on the way" : ""
            return "n\(copy.to) gets \(copy.update), mailed by n\(copy.from)\(age)"
        case .compare(let node, let other): return "n\(node) compares its table with n\(other)"
        case .age: return "\(age) pass everywhere"
        case .tick(let node): return "n\(node) looks after its certificates"
        case .crash(let node): return "n\(node) loses everything and begins again"
        case .arrive(let node, let other):
            return "n\(node) loses everything and begins again, learning from n\(other)"
        case .restart(let node): return "n\(node) begins again with its data"
        }
    }
}
