import Epidemic

extension Exploration {
    /// Goes one way through the events, and says what is wrong first.
    ///
    /// - Returns: the fault and the steps up to it; nil when nothing is wrong on the way, or when it holds
    ///   something that cannot happen there.
    public func follow(_ way: [ExploredAction]) -> Counterexample? {
        var state = cluster.begin()
        var possible: [ExploredAction] = []
        for (place, action) in way.enumerated() {
            cluster.actions(from: state, into: &possible)
            var fault: ExplorationFault?
            guard possible.contains(action), cluster.carryOut(action, on: &state, &fault) else {
                return nil
            }
            fault = fault ?? cluster.faultAfterHealing(state)
            if let fault {
                return Counterexample(
                    fault: fault, steps: cluster.steps(of: Array(way[...place])))
            }
        }
        return nil
    }

    /// What every node holds at the end of a way, by key: who wrote it and whether it is a certificate.
    package func tables(after way: [ExploredAction]) -> [[HeldItem]] {
        var state = cluster.begin()
        var fault: ExplorationFault?
        for action in way { _ = cluster.carryOut(action, on: &state, &fault) }
        return (0..<bounds.nodes).map {
            cluster.local($0, of: state).pointee.node.held.map(HeldItem.init)
        }
    }
}

/// What a node holds of a key, without the moments that differ from run to run.
package struct HeldItem: Hashable, Sendable {
    package let key: Key
    package let id: UpdateID
    package let clock: VectorClock
    package let isCertificate: Bool

    package init(_ update: Update) {
        key = update.key
        id = update.id
        clock = update.clock
        isCertificate = update.isCertificate
    }
}

/// One arrival of a copy on a way through the events.
package struct CopyArrival: Hashable, Sendable {
    package let from: Int
    package let to: Int
    /// The step at which it was mailed, and the one at which it arrives.
    package let mailed: Int
    package let arrives: Int
}

extension Exploration {
    /// Every arrival of a copy on a way, in order.
    package func copies(on way: [ExploredAction]) -> [CopyArrival] {
        var state = cluster.begin()
        var mailed: [UInt32: Int] = [:]
        var arrivals: [CopyArrival] = []
        for (place, action) in way.enumerated() {
            if case .deliver(let copy, _) = action {
                let number = state.letters[copy]
                let letter = cluster.memory.copies[number].pointee
                arrivals.append(
                    CopyArrival(
                        from: letter.from, to: letter.to, mailed: mailed[number] ?? 0,
                        arrives: place))
            }
            var fault: ExplorationFault?
            _ = cluster.carryOut(action, on: &state, &fault)
            for letter in 0..<Int(state.letterCount) where mailed[state.letters[letter]] == nil {
                mailed[state.letters[letter]] = place
            }
        }
        return arrivals
    }
}
