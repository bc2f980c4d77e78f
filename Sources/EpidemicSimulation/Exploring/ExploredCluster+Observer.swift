import Epidemic

// What a perfect observer of the cluster knows, and what it finds wrong.

extension ExploredCluster {
    /// The nodes that took part in an event stand as it left them; what was written is known, and what is lost
    /// is told.
    mutating func settle(
        _ number: UInt32, _ node: Int, _ other: Int?, isCrash: Bool = false,
        _ state: inout ExploredState, _ fault: inout ExplorationFault?
    ) {
        let transition = transitions[number]
        state.nodes[node] = transition.after.0
        if let other { state.nodes[other] = transition.after.1 }
        if isCrash {
            state.known[node] = 0
            // With the node its certificate is gone, and that it cancelled anything.
            state.cancelled[node] = 0
        }
        if fault == nil { fault = transition.fault }
        for update in transition.written { note(update, transition: number, &state, &fault) }
        guard !isCrash, fault == nil else { return }
        for (_, update) in transition.dropped {
            fault = fault ?? loss(of: update, state)
        }
        for (node, update) in transition.gained {
            guard let place = histories[state.history].place(of: update),
                state.cancelled[node] & 1 << UInt16(place) != 0
            else { continue }
            fault = ExplorationFault(
                .cameBack, "\(update) came back to n\(node), where it was cancelled")
        }
    }

    /// Something was written. What its writer had seen must lose against it.
    private mutating func note(
        _ update: Update, transition: UInt32, _ state: inout ExploredState,
        _ fault: inout ExplorationFault?
    ) {
        let successor = histories.successor(
            of: state.history, by: update, transition: transition)
        state.history = successor.number
        state.makeRoom(at: successor.place, nodes: bounds.nodes)
        let history = histories[successor.number]
        guard
            let writer = (0..<bounds.nodes).first(where: {
                ReplicaName.node($0) == update.id.origin.name
            })
        else { return }
        let seen = history.unbeaten(by: successor.place, among: state.known[writer])
        state.known[writer] |= 1 << UInt16(successor.place)
        guard seen != 0, fault == nil else { return }
        let lost = history.updates[seen.trailingZeroBitCount]
        fault = ExplorationFault(
            .lostToSeen, "\(update) does not win over \(lost), which its writer had seen")
    }

    /// What is wrong with a value being held at one place less.
    private func loss(of update: Update, _ state: ExploredState) -> ExplorationFault? {
        let history = histories[state.history]
        guard let place = history.place(of: update),
            history.latestValues & 1 << UInt16(place) != 0
        else { return nil }
        for node in 0..<bounds.nodes where local(node, of: state).holds(update) { return nil }
        return ExplorationFault(.latestLost, "\(update) was the latest, and is lost")
    }

    /// A copy has arrived: it is known where it came, and may have taken something away there.
    func noteArrival(
        of copy: CopiesUnderWay.Copy, _ cancelled: Update?, _ state: inout ExploredState
    ) {
        let history = histories[state.history]
        if let place = history.place(of: copy.update) { state.known[copy.to] |= 1 << UInt16(place) }
        if let place = cancelled.flatMap(history.place) {
            state.cancelled[copy.to] |= 1 << UInt16(place)
        }
    }

    /// Two nodes have compared their tables: each knows what it holds now, and of what the other knew what it
    /// has seen.
    func noteComparison(_ node: Int, _ other: Int, _ state: inout ExploredState) {
        let history = histories[state.history]
        let before = (state.known[node], state.known[other])
        for (one, theirs) in [(node, before.1), (other, before.0)] {
            let local = local(one, of: state)
            for update in local.held {
                if let place = history.place(of: update) {
                    state.known[one] |= 1 << UInt16(place)
                }
            }
            var open = theirs & ~state.known[one]
            while open != 0 {
                let place = open.trailingZeroBitCount
                open &= open - 1
                if local.sees(history.updates[place]) { state.known[one] |= 1 << UInt16(place) }
            }
        }
    }

    // MARK: Healing

    /// Times that all compare with all before tables count as different for ever.
    private static let roundsMax = 4

    /// What is wrong when nothing happens any more but comparisons; nil when all tables become equal.
    mutating func faultAfterHealing(_ state: ExploredState) -> ExplorationFault? {
        if areEqual(state) { return nil }
        var healing = state
        let now = now(state)
        for _ in 0..<Self.roundsMax {
            for node in 0..<bounds.nodes {
                for other in 0..<bounds.nodes where other != node {
                    let number = transitions.compare(
                        node, healing.nodes[node], with: other, healing.nodes[other], now)
                    healing.nodes[node] = transitions[number].after.0
                    healing.nodes[other] = transitions[number].after.1
                }
            }
            if areEqual(healing) { return nil }
        }
        return ExplorationFault(
            .staysDifferent,
            "the tables are not equal after all have compared with all \(Self.roundsMax) times")
    }

    private func areEqual(_ state: ExploredState) -> Bool {
        let root = local(0, of: state).root
        for node in 1..<bounds.nodes where local(node, of: state).root != root { return false }
        return true
    }
}
