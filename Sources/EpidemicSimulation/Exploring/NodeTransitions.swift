import Epidemic

/// What events make of single nodes and pairs of nodes, each found out once, as one worker of a search does.
///
/// Every event is carried out by the real replicas, through the methods by which any shell drives them. What
/// came of it is kept, because most events of a small cluster happen to nodes that stood just so before; a
/// replica is a value, so the same event makes the same of it.
struct NodeTransitions: Sendable {
    let memory: SearchMemory
    let worker: Int
    private let maker: NodeMaker

    init(
        _ bounds: ExplorationBounds, _ settings: SharedSettings, _ memory: SearchMemory, worker: Int
    ) {
        maker = NodeMaker(bounds: bounds, settings: settings)
        self.memory = memory
        self.worker = worker
    }

    /// What else there is to say of an event.
    func consequences(of transition: NodeTransition) -> UnsafePointer<Consequences> {
        memory.consequences[transition.consequences]
    }

    /// What can happen to nodes; the upper bits of an event.
    private enum Kind: UInt32 {
        case write, delete, send, deliver, deliverAged, compare, age, tick, crash, arrive,
            restart

        func event(_ detail: UInt32 = 0) -> UInt32 {
            precondition(detail < 1 << 28, "an event has no room for \(detail)")
            return rawValue << 28 | detail
        }

        /// An event of the copy of a number.
        func event(ofCopy number: UInt32) -> UInt32 {
            let place = WorkerNumber.place(of: number)
            precondition(place < 1 << 22, "an event has no room for copy \(place)")
            return event(UInt32(WorkerNumber.worker(of: number)) << 22 | place)
        }
    }

    // MARK: The beginning

    /// The state of a node that begins with the cluster.
    func begin(_ node: Int) -> UInt32 {
        var bench = maker.bench(at: .zero)
        maker.begin(ReplicaID(name: .node(node), epoch: 1), at: node, on: &bench)
        return number(of: node, on: &bench, at: .zero)
    }

    private func number(of node: Int, on bench: inout Workbench, at now: Instant) -> UInt32 {
        bench.look(at: node) {
            memory.locals.number(of: &$0, disk: $1, at: now, by: worker)
        }
    }

    // MARK: Events

    /// A client writes or deletes a key at a node.
    func operate(
        _ operation: ClientOperation, key: Int, at node: Int, _ state: UInt32, _ now: Instant
    ) -> NodeTransition {
        let kind: Kind = operation == .write ? .write : .delete
        return transition(kind.event(UInt32(key)), Party(node, state), nil, now) { bench in
            bench.act(node) { replica, now, effects in
                switch operation {
                case .write:
                    replica.write(
                        Self.key(key), Self.value, request: 0, now: now, into: &effects)
                case .delete:
                    replica.delete(Self.key(key), request: 0, now: now, into: &effects)
                }
            }
            guard case .refused(let refusal) = bench.answer else { return nil }
            return ExplorationFault(.writeRefused, "n\(node): \(refusal.sentence)")
        }
    }

    /// A node compares its table with another's.
    func compare(
        _ node: Int, _ state: UInt32, with other: Int, _ otherState: UInt32, _ now: Instant
    ) -> NodeTransition {
        transition(Kind.compare.event(), Party(node, state), Party(other, otherState), now) {
            bench in
            bench.act(node) {
                $0.exchange(with: Peer(UInt32(other)), now: $1, into: &$2)
            }
            bench.deliverAll()
            return bench.isEndless
                ? ExplorationFault(.endlessExchange, "n\(node) and n\(other) compare for ever")
                : nil
        }
    }

    /// A copy arrives, and what is answered to it does, too.
    func deliver(
        _ number: UInt32, _ travel: ExploredAction.Travel, to state: UInt32, from sender: UInt32,
        _ now: Instant
    ) -> NodeTransition {
        let copy = memory.copies[number]
        let isAged = travel == .aged
        let kind: Kind = isAged ? .deliverAged : .deliver
        let (to, from) = (copy.pointee.to, copy.pointee.from)
        return transition(
            kind.event(ofCopy: number), Party(to, state), Party(from, sender),
            reason: .arrival(number), now
        ) { bench in
            let message = copy.pointee.message
            bench.deliver(
                Workbench.Letter(
                    from: from, to: to,
                    message: isAged ? message : message.delayed(from: copy.pointee.sent, to: now)))
            return nil
        }
    }

    /// τ1 passes at a node.
    func age(_ node: Int, _ state: UInt32, to now: Instant) -> NodeTransition {
        let isPrompt = maker.bounds.timers == .prompt
        return transition(Kind.age.event(), Party(node, state), nil, now) { bench in
            if isPrompt { Self.tick(node, on: &bench, now) }
            return nil
        }
    }

    /// The timer of a node's certificates comes.
    func tick(_ node: Int, _ state: UInt32, _ now: Instant) -> NodeTransition {
        transition(Kind.tick.event(), Party(node, state), nil, now) { bench in
            Self.tick(node, on: &bench, now)
            return nil
        }
    }

    private static func tick(_ node: Int, on bench: inout Workbench, _ now: Instant) {
        // What is due after it may be due at once.
        for _ in 0..<4 where bench.isDue(.certificate, of: node) {
            bench.act(node) { $0.fire(.certificate, now: $1, into: &$2) }
        }
    }

    /// A node loses everything, and begins again.
    func crash(_ node: Int, _ state: UInt32, _ now: Instant) -> NodeTransition {
        transition(Kind.crash.event(), Party(node, state), nil, reason: .loss, now) { bench in
            let id = memory.locals[state].pointee.node.replica.id
            maker.begin(
                ReplicaID(name: id.name, epoch: id.epoch + 1), at: node, on: &bench)
            return nil
        }
    }

    /// A node loses everything, and begins again; it takes nothing from clients until it has learned what
    /// another holds, which is the only one that hears it.
    func arrive(
        _ node: Int, _ state: UInt32, from other: Int, _ otherState: UInt32, _ now: Instant
    ) -> NodeTransition {
        transition(
            Kind.arrive.event(), Party(node, state), Party(other, otherState), reason: .loss, now
        ) { bench in
            let id = memory.locals[state].pointee.node.replica.id
            let next = ReplicaID(name: id.name, epoch: id.epoch + 1)
            maker.begin(next, .arriving, at: node, on: &bench)
            bench.deliverAll()
            let lacks = bench.look(at: node) { replica, _ -> String? in
                if replica.readiness != .ready { return "is not ready" }
                let known = memory.locals[otherState].pointee.node.held
                return known.first { !replica.seen.contains($0.id) }.map { "lacks \($0)" }
            }
            guard let lacks else { return nil }
            // What stands in the middle of an arrival is told from nothing else.
            maker.begin(next, at: node, on: &bench)
            return ExplorationFault(
                .arrivedWithout, "n\(node) \(lacks) after it has learned from n\(other)")
        }
    }

    /// A node stops, and begins again with what was durable.
    func restart(_ node: Int, _ state: UInt32, _ now: Instant) -> NodeTransition {
        transition(Kind.restart.event(), Party(node, state), nil, now) { bench in
            guard let disk = memory.locals[state].pointee.node.disk else {
                preconditionFailure("nothing was kept of the disk of n\(node)")
            }
            maker.restart(disk, at: node, on: &bench)
            return nil
        }
    }

    /// The copy that a node would mail to another; nil where it holds nothing of the key.
    func mail(
        _ key: Int, from node: Int, _ state: UInt32, to other: Int, _ now: Instant
    ) -> UInt32? {
        let event = NodeTransition.Key(
            event: Kind.send.event(UInt32(key << 8 | other)), first: state,
            second: NodeTransition.Key.nobody)
        if let known = memory.mailed.value(of: event, by: worker) {
            return known == SearchMemory.noCopy ? nil : known
        }
        var bench = maker.bench(at: now)
        bench.put(memory.locals[state].pointee.node, at: node)
        bench.act(node) { replica, _, effects in
            replica.hand(Self.key(key), to: Peer(UInt32(other)), into: &effects)
        }
        var number: UInt32?
        for letter in bench.takeMail() {
            guard case .mail(let updates) = letter.message, let carried = updates.first else {
                continue
            }
            let copy = CopyUnderWay(
                of: carried, in: letter.message, from: node, to: other, sent: now)
            number = memory.copies.number(of: copy.fingerprint, by: worker) { copy }
        }
        memory.mailed.insert(number ?? SearchMemory.noCopy, for: event, by: worker)
        return number
    }

    // MARK: Finding out

    /// A node that takes part in an event, and how it stands.
    private struct Party {
        let node: Int
        let state: UInt32

        init(_ node: Int, _ state: UInt32) {
            self.node = node
            self.state = state
        }
    }

    /// What matters for the values that come and go in an event.
    private enum Reason {
        case ordinary
        /// A node loses everything.
        case loss
        /// A copy of a number arrives.
        case arrival(UInt32)
    }

    @inline(__always) private func transition(
        _ event: UInt32, _ one: Party, _ other: Party?, reason: Reason = .ordinary,
        _ now: Instant, _ body: (inout Workbench) -> ExplorationFault?
    ) -> NodeTransition {
        let key = NodeTransition.Key(
            event: event, first: one.state, second: other?.state ?? NodeTransition.Key.nobody)
        if let known = memory.transitions.value(of: key, by: worker) { return known }
        let transition = findOut(one, other, reason, now, body)
        memory.transitions.insert(transition, for: key, by: worker)
        return transition
    }

    @inline(never) private func findOut(
        _ one: Party, _ other: Party?, _ reason: Reason, _ now: Instant,
        _ body: (inout Workbench) -> ExplorationFault?
    ) -> NodeTransition {
        var bench = maker.bench(at: now)
        put(one, on: &bench)
        if let other { put(other, on: &bench) }
        var found = Consequences(fault: body(&bench))
        let first = settle(one, reason, &bench, &found, now)
        let second = other.map { settle($0, reason, &bench, &found, now) } ?? 0
        if case .arrival(let number) = reason, memory.copies[number].pointee.isCertificate {
            let certificate = memory.copies[number].pointee.update
            found.cancelled = memory.locals[one.state].pointee.node
                .value(takenBy: certificate, leaving: memory.locals[first].pointee.node)
                .map { Identity.number(of: $0.id) }
        }
        return NodeTransition(first: first, second: second, consequences: number(of: found))
    }

    private func number(of consequences: Consequences) -> UInt32 {
        if consequences.isEmpty { return Consequences.none }
        return memory.consequences.number(of: consequences.fingerprint, by: worker) {
            consequences
        }
    }

    private func put(_ party: Party, on bench: inout Workbench) {
        bench.put(memory.locals[party.state].pointee.node, at: party.node)
    }

    /// The state of a node after an event, whose consequences are noted.
    private func settle(
        _ party: Party, _ reason: Reason, _ bench: inout Workbench, _ found: inout Consequences,
        _ now: Instant
    ) -> UInt32 {
        let number = number(of: party.node, on: &bench, at: now)
        let after = memory.locals[number].pointee.node
        if number == party.state, after.fault == nil { return number }
        let isLoss = if case .loss = reason { true } else { false }
        found.note(
            party.node, from: memory.locals[party.state].pointee.node, to: after,
            isLoss: isLoss, memory.updates, by: worker)
        return number
    }

    /// The keys of a search.
    static func key(_ place: Int) -> Key { Key("k\(place)") }

    /// What is written; who wrote it, and when, tells values apart.
    static let value = Value("v")
}

/// What a client does to a key.
enum ClientOperation { case write, delete }
