import Epidemic

/// A small cluster of real replicas in which one event after the other can be let happen, from any of its
/// states, and what a perfect observer says of it.
struct ExploredCluster: Sendable {
    let bounds: ExplorationBounds
    let age: Interval
    private let settings: SharedSettings
    /// What a worker of the search finds out, and looks up.
    let transitions: NodeTransitions
    var memory: SearchMemory { transitions.memory }
    let histories: WrittenHistories

    /// - Throws: `SimulationError` when the settings or the bounds cannot be.
    init(_ bounds: ExplorationBounds, settings: Settings) throws(SimulationError) {
        try bounds.validate()
        do {
            self.init(bounds, try SharedSettings(settings), SearchMemory(workers: 1), worker: 0)
        } catch { throw .settings(error) }
    }

    private init(
        _ bounds: ExplorationBounds, _ settings: SharedSettings, _ memory: SearchMemory, worker: Int
    ) {
        self.bounds = bounds
        self.settings = settings
        age = settings.settings.deletion.age
        transitions = NodeTransitions(bounds, settings, memory, worker: worker)
        histories = WrittenHistories(memory: memory, worker: worker)
    }

    /// The cluster as one worker sees it who shares a memory with others.
    func seen(by worker: Int, with memory: SearchMemory) -> ExploredCluster {
        ExploredCluster(bounds, settings, memory, worker: worker)
    }

    /// The cluster before anything happened.
    func begin() -> ExploredState {
        var state = ExploredState()
        for node in 0..<bounds.nodes { state.nodes[node] = transitions.begin(node) }
        state.history = histories.number(of: [])
        return state
    }

    /// What time it is in a state.
    func now(_ state: ExploredState) -> Instant { .zero + age * Int64(state.ages) }

    @inline(__always) func local(
        _ node: Int, of state: ExploredState
    ) -> UnsafePointer<LocalState> {
        memory.locals[state.nodes[node]]
    }

    /// What tells a state from others.
    func fingerprint(of state: ExploredState) -> Fingerprint {
        var hasher = FingerprintHasher()
        for node in 0..<bounds.nodes {
            hasher.feed(local(node, of: state).pointee.facts.fingerprint)
        }
        for place in 0..<Int(state.letterCount) {
            hasher.feed(memory.copies[state.letters[place]].pointee.fingerprint)
        }
        hasher.feed(histories[state.history].pointee.facts.fingerprint)
        state.feed(&hasher, nodes: bounds.nodes)
        return hasher.fingerprint
    }

    // MARK: Events

    /// Everything that can happen in a state, in an order that is always the same.
    func actions(from state: ExploredState, into actions: inout [ExploredAction]) {
        actions.removeAll(keepingCapacity: true)
        let nodes = 0..<bounds.nodes
        let mayOperate = Int(state.writes) + Int(state.deletes) < bounds.operationsInForce
        for node in nodes {
            for key in 0..<bounds.keys where mayOperate {
                if state.writes < bounds.writes { actions.append(.write(node, key: key)) }
                if state.deletes < bounds.deletes { actions.append(.delete(node, key: key)) }
            }
            for other in nodes where other != node {
                for key in 0..<bounds.keys where state.letterCount < bounds.copies {
                    actions.append(.send(key: key, from: node, to: other))
                }
                actions.append(.compare(node, with: other))
                if state.arrivals < bounds.arrivals { actions.append(.arrive(node, from: other)) }
            }
            if bounds.timers == .late,
                local(node, of: state).pointee.node.replica.isDue(.certificate, at: now(state))
            {
                actions.append(.tick(node))
            }
            if state.crashes < bounds.crashes { actions.append(.crash(node)) }
            if state.restarts < bounds.restarts { actions.append(.restart(node)) }
        }
        for place in 0..<Int(state.letterCount) {
            actions.append(.deliver(copy: place, .young))
            let copy = memory.copies[state.letters[place]]
            if copy.pointee.isCertificate, copy.pointee.sent < now(state) {
                actions.append(.deliver(copy: place, .aged))
            }
        }
        if state.ages < bounds.ages { actions.append(.age) }
    }

    /// Lets something happen.
    ///
    /// - Returns: false when nothing can: there is nothing to mail.
    func carryOut(
        _ action: ExploredAction, on state: inout ExploredState, _ fault: inout ExplorationFault?
    ) -> Bool {
        let now = now(state)
        switch action {
        case .write(let node, let key):
            state.writes += 1
            let event = transitions.operate(.write, key: key, at: node, state.nodes[node], now)
            settle(event, node, nil, &state, &fault)
        case .delete(let node, let key):
            state.deletes += 1
            let event = transitions.operate(.delete, key: key, at: node, state.nodes[node], now)
            settle(event, node, nil, &state, &fault)
        case .send(let key, let node, let other):
            guard
                let copy = transitions.mail(key, from: node, state.nodes[node], to: other, now)
            else { return false }
            return put(copy, underWay: &state)
        case .deliver(let place, let travel):
            let copy = memory.copies[state.letters[place]]
            let (to, from) = (copy.pointee.to, copy.pointee.from)
            let event = transitions.deliver(
                state.letters[place], travel, to: state.nodes[to], from: state.nodes[from], now)
            settle(event, to, from, &state, &fault)
            noteArrival(of: copy, event, &state)
        case .compare(let node, let other):
            let event = transitions.compare(
                node, state.nodes[node], with: other, state.nodes[other], now)
            settle(event, node, other, &state, &fault)
            noteComparison(node, other, &state)
        case .age:
            state.ages += 1
            let later = self.now(state)
            for node in 0..<bounds.nodes {
                // Without a holder a certificate guards for its age, and no longer.
                state.cancelled[node] = 0
                let event = transitions.age(node, state.nodes[node], to: later)
                settle(event, node, nil, &state, &fault)
            }
        case .tick(let node):
            settle(transitions.tick(node, state.nodes[node], now), node, nil, &state, &fault)
        case .crash(let node):
            state.crashes += 1
            let event = transitions.crash(node, state.nodes[node], now)
            settle(event, node, nil, isCrash: true, &state, &fault)
        case .arrive(let node, let other):
            state.arrivals += 1
            let event = transitions.arrive(
                node, state.nodes[node], from: other, state.nodes[other], now)
            settle(event, node, other, isCrash: true, &state, &fault)
            noteComparison(node, other, &state)
        case .restart(let node):
            state.restarts += 1
            settle(transitions.restart(node, state.nodes[node], now), node, nil, &state, &fault)
        }
        return true
    }

    private func put(_ copy: UInt32, underWay state: inout ExploredState) -> Bool {
        let count = Int(state.letterCount)
        let fingerprint = memory.copies[copy].pointee.fingerprint
        // One copy may have two numbers.
        for place in 0..<count
        where memory.copies[state.letters[place]].pointee.fingerprint == fingerprint {
            return false
        }
        var place = count
        while place > 0, memory.copies[state.letters[place - 1]].pointee.fingerprint > fingerprint {
            state.letters[place] = state.letters[place - 1]
            place -= 1
        }
        state.letters[place] = copy
        state.letterCount += 1
        return true
    }
}
