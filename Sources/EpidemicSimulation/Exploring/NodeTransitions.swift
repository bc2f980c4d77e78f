import Epidemic

/// What events make of single nodes and pairs of nodes, each found out once.
///
/// Every event is carried out by the real replicas, through the methods by which any shell drives them. What
/// came of it is kept, because most events of a small cluster happen to nodes that stood just so before; a
/// replica is a value, so the same event makes the same of it.
struct NodeTransitions {
    private let maker: NodeMaker
    private(set) var locals = LocalStates()
    private(set) var copies = CopiesUnderWay()
    private var transitions: [NodeTransition] = []
    private var numbers: [NodeTransition.Key: UInt32] = [:]
    /// The copy that a node in some state would mail, by number.
    private var mailed: [NodeTransition.Key: UInt32?] = [:]

    init(_ bounds: ExplorationBounds, _ settings: SharedSettings) {
        maker = NodeMaker(bounds: bounds, settings: settings)
    }

    subscript(number: UInt32) -> NodeTransition { transitions[Int(number)] }

    /// Different events of nodes.
    var count: Int { transitions.count }

    /// What can happen to nodes; the upper bits of an event.
    private enum Kind: UInt64 {
        case write, delete, send, deliver, deliverAged, compare, age, tick, crash, restart

        func event(_ detail: Int = 0) -> UInt64 { rawValue << 48 | UInt64(detail) }
    }

    // MARK: The beginning

    /// The state of a node that begins with the cluster.
    mutating func begin(_ node: Int) -> UInt32 {
        var bench = maker.bench(at: .zero)
        maker.begin(ReplicaID(name: .node(node), epoch: 1), at: node, on: &bench)
        return number(of: node, on: bench, at: .zero).number
    }

    private mutating func number(
        of node: Int, on bench: consuming Workbench, at now: Instant
    ) -> (number: UInt32, isNew: Bool) {
        guard let replica = bench.replicas[node] else {
            preconditionFailure("n\(node) is not on the bench")
        }
        return locals.number(of: replica, disk: bench.disks[node], at: now)
    }

    // MARK: Events

    /// A client writes or deletes a key at a node.
    mutating func operate(
        _ operation: ClientOperation, key: Int, at node: Int, _ state: UInt32, _ now: Instant
    ) -> UInt32 {
        let kind: Kind = operation == .write ? .write : .delete
        return transition(kind.event(key), [(node, state)], now) { bench in
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
    mutating func compare(
        _ node: Int, _ state: UInt32, with other: Int, _ otherState: UInt32, _ now: Instant
    ) -> UInt32 {
        transition(Kind.compare.event(), [(node, state), (other, otherState)], now) { bench in
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
    mutating func deliver(
        _ number: UInt32, _ travel: ExploredAction.Travel, to state: UInt32, from sender: UInt32,
        _ now: Instant
    ) -> UInt32 {
        let copy = copies[number]
        let isAged = travel == .aged
        let kind: Kind = isAged ? .deliverAged : .deliver
        let message = isAged ? copy.message : copy.message.delayed(from: copy.sent, to: now)
        return transition(
            kind.event(Int(number)), [(copy.to, state), (copy.from, sender)],
            certificate: copy.update.isCertificate ? copy.update : nil, now
        ) { bench in
            bench.deliver(
                Workbench.Letter(from: copy.from, to: copy.to, message: message))
            return nil
        }
    }

    /// τ1 passes at a node.
    mutating func age(_ node: Int, _ state: UInt32, to now: Instant) -> UInt32 {
        let isPrompt = maker.bounds.timers == .prompt
        return transition(Kind.age.event(), [(node, state)], now) { bench in
            if isPrompt { Self.tick(node, on: &bench, now) }
            return nil
        }
    }

    /// The timer of a node's certificates comes.
    mutating func tick(_ node: Int, _ state: UInt32, _ now: Instant) -> UInt32 {
        transition(Kind.tick.event(), [(node, state)], now) { bench in
            Self.tick(node, on: &bench, now)
            return nil
        }
    }

    private static func tick(_ node: Int, on bench: inout Workbench, _ now: Instant) {
        // What is due after it may be due at once.
        for _ in 0..<4 where bench.replicas[node]?.isDue(.certificate, at: now) == true {
            bench.act(node) { $0.fire(.certificate, now: $1, into: &$2) }
        }
    }

    /// A node loses everything, and begins again.
    mutating func crash(_ node: Int, _ state: UInt32, _ now: Instant) -> UInt32 {
        let id = locals[state].replica.id
        let maker = maker
        return transition(Kind.crash.event(), [(node, state)], isLoss: true, now) { bench in
            maker.begin(
                ReplicaID(name: id.name, epoch: id.epoch + 1), at: node, on: &bench)
            return nil
        }
    }

    /// A node stops, and begins again with what was durable.
    mutating func restart(_ node: Int, _ state: UInt32, _ now: Instant) -> UInt32 {
        guard let disk = locals[state].disk else {
            preconditionFailure("nothing was kept of the disk of n\(node)")
        }
        let maker = maker
        return transition(Kind.restart.event(), [(node, state)], now) { bench in
            maker.restart(disk, at: node, on: &bench)
            return nil
        }
    }

    /// The copy that a node would mail to another; nil where it holds nothing of the key.
    mutating func mail(
        _ key: Int, from node: Int, _ state: UInt32, to other: Int, _ now: Instant
    ) -> UInt32? {
        let event = NodeTransition.Key(
            event: Kind.send.event(key << 8 | other), first: state, second: .max)
        if let known = mailed[event] { return known }
        var bench = maker.bench(at: now)
        bench.put(locals[state].replica, nil, at: node)
        bench.act(node) { replica, _, effects in
            replica.hand(Self.key(key), to: Peer(UInt32(other)), into: &effects)
        }
        var number: UInt32?
        for letter in bench.takeMail() {
            guard case .mail(let updates) = letter.message, let carried = updates.first else {
                continue
            }
            number = copies.number(
                of: carried, in: letter.message, from: node, to: other, sent: now)
        }
        mailed[event] = .some(number)
        return number
    }

    // MARK: Finding out

    private mutating func transition(
        _ event: UInt64, _ parts: [(node: Int, state: UInt32)], isLoss: Bool = false,
        certificate: Update? = nil, _ now: Instant, _ body: (inout Workbench) -> ExplorationFault?
    ) -> UInt32 {
        let key = NodeTransition.Key(
            event: event, first: parts[0].state, second: parts.count > 1 ? parts[1].state : .max)
        if let known = numbers[key] { return known }
        var bench = maker.bench(at: now)
        for part in parts {
            bench.put(locals[part.state].replica, locals[part.state].disk, at: part.node)
        }
        let fault = body(&bench)
        var transition = NodeTransition(after: (0, 0), fault: fault)
        for (place, part) in parts.enumerated() {
            let after = number(of: part.node, on: bench, at: now).number
            if place == 0 { transition.after.0 = after } else { transition.after.1 = after }
            transition.note(
                part.node, from: locals[part.state], to: locals[after], isLoss: isLoss)
        }
        if let certificate {
            transition.cancelled = locals[parts[0].state].value(
                takenBy: certificate, leaving: locals[transition.after.0])
        }
        let number = UInt32(transitions.count)
        transitions.append(transition)
        numbers[key] = number
        return number
    }

    /// The keys of a search.
    static func key(_ place: Int) -> Key { Key("k\(place)") }

    /// What is written; who wrote it, and when, tells values apart.
    static let value = Value("v")
}

/// What a client does to a key.
enum ClientOperation { case write, delete }
