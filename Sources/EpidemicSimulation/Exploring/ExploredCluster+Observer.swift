import Epidemic

// What a perfect observer of the cluster knows, and what it finds wrong.

extension ExploredCluster {
    /// The nodes that took part in an event stand as it left them; what was written is known, and what is lost
    /// is told.
    @inline(__always) func settle(
        _ event: NodeTransition, _ node: Int, _ other: Int?, isCrash: Bool = false,
        _ state: inout ExploredState, _ fault: inout ExplorationFault?
    ) {
        state.nodes[node] = event.first
        if let other { state.nodes[other] = event.second }
        if isCrash {
            state.known[node] = 0
            // With the node its certificate is gone, and that it cancelled anything.
            state.cancelled[node] = 0
        }
        guard event.consequences != Consequences.none else { return }
        heed(transitions.consequences(of: event), isCrash: isCrash, &state, &fault)
    }

    private func heed(
        _ consequences: UnsafePointer<Consequences>, isCrash: Bool, _ state: inout ExploredState,
        _ fault: inout ExplorationFault?
    ) {
        if fault == nil { fault = consequences.pointee.fault }
        for update in consequences.pointee.written { note(update, &state, &fault) }
        guard !isCrash, fault == nil else { return }
        let history = histories[state.history]
        for identity in consequences.pointee.dropped {
            fault = fault ?? loss(of: identity, history, state)
        }
        for gain in consequences.pointee.gained {
            guard let place = history.pointee.facts.place(of: gain.identity),
                state.cancelled[gain.node] & 1 << UInt16(place) != 0
            else { continue }
            fault = ExplorationFault(
                .cameBack,
                "\(history.pointee.updates[place]) came back to n\(gain.node), where it was cancelled"
            )
        }
    }

    /// Something was written. What its writer had seen must lose against it.
    private func note(
        _ number: UInt32, _ state: inout ExploredState, _ fault: inout ExplorationFault?
    ) {
        let update = memory.updates[number].pointee
        let successor = histories.successor(of: state.history, by: number)
        state.history = successor.number
        state.makeRoom(at: successor.place, nodes: bounds.nodes)
        let history = histories[successor.number]
        guard let writer = Identity.node(of: update.id) else { return }
        let seen = history.pointee.facts.unbeaten(by: successor.place, among: state.known[writer])
        state.known[writer] |= 1 << UInt16(successor.place)
        guard seen != 0, fault == nil else { return }
        let lost = history.pointee.updates[seen.trailingZeroBitCount]
        fault = ExplorationFault(
            .lostToSeen, "\(update) does not win over \(lost), which its writer had seen")
    }

    /// What is wrong with a value being held at one place less.
    private func loss(
        of identity: UInt16, _ history: UnsafePointer<WrittenHistory>, _ state: ExploredState
    ) -> ExplorationFault? {
        guard let place = history.pointee.facts.place(of: identity),
            history.pointee.facts.latestValues & 1 << UInt16(place) != 0
        else { return nil }
        for node in 0..<bounds.nodes where local(node, of: state).pointee.facts.holds(identity) {
            return nil
        }
        return ExplorationFault(
            .latestLost, "\(history.pointee.updates[place]) was the latest, and is lost")
    }

    /// A copy has arrived: it is known where it came, and may have taken something away there.
    func noteArrival(
        of copy: UnsafePointer<CopyUnderWay>, _ event: NodeTransition,
        _ state: inout ExploredState
    ) {
        let history = histories[state.history]
        let node = copy.pointee.to
        if let place = history.pointee.facts.place(of: copy.pointee.identity) {
            state.known[node] |= 1 << UInt16(place)
        }
        guard event.consequences != Consequences.none else { return }
        let cancelled = transitions.consequences(of: event).pointee.cancelled
        if let place = cancelled.flatMap({ history.pointee.facts.place(of: $0) }) {
            state.cancelled[node] |= 1 << UInt16(place)
        }
    }

    /// Two nodes have compared their tables: each knows what it holds now, and of what the other knew what it
    /// has seen.
    func noteComparison(_ node: Int, _ other: Int, _ state: inout ExploredState) {
        let history = histories[state.history]
        let before = (state.known[node], state.known[other])
        for place in 0..<2 {
            let one = place == 0 ? node : other
            let theirs = place == 0 ? before.1 : before.0
            let local = local(one, of: state)
            state.known[one] |= local.pointee.facts.held(of: history.pointee.facts)
            var open = theirs & ~state.known[one]
            while open != 0 {
                let place = open.trailingZeroBitCount
                open &= open - 1
                if local.pointee.node.sees(history.pointee.updates[place]) {
                    state.known[one] |= 1 << UInt16(place)
                }
            }
        }
    }

    // MARK: Healing

    /// Times that all compare with all before tables count as different for ever.
    private static let roundsMax = 4

    /// What is wrong when nothing happens any more but comparisons; nil when all tables become equal.
    func faultAfterHealing(_ state: ExploredState) -> ExplorationFault? {
        if areEqual(state) { return nil }
        var healing = state
        let now = now(state)
        for _ in 0..<Self.roundsMax {
            for node in 0..<bounds.nodes {
                for other in 0..<bounds.nodes where other != node {
                    let event = transitions.compare(
                        node, healing.nodes[node], with: other, healing.nodes[other], now)
                    healing.nodes[node] = event.first
                    healing.nodes[other] = event.second
                }
            }
            if areEqual(healing) { return nil }
        }
        return ExplorationFault(
            .staysDifferent,
            "the tables are not equal after all have compared with all \(Self.roundsMax) times")
    }

    private func areEqual(_ state: ExploredState) -> Bool {
        let root = local(0, of: state).pointee.facts.root
        for node in 1..<bounds.nodes where local(node, of: state).pointee.facts.root != root {
            return false
        }
        return true
    }
}
