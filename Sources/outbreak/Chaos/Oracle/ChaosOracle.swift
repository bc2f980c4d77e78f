/// What clients of a cluster were told, and what follows from it for the table at its end.
///
/// The oracle knows for every event, a write or a deletion of one key, which events its node had
/// *certainly seen* when it was asked for: those that the same life of the node had acknowledged or
/// shown to a reader before. Whatever an event had seen it replaces, for ever. For example: n1
/// acknowledges `a`, a client reads `a` on n2, and n2 acknowledges `b`. When the key is `a` at the end,
/// `b` was lost. When n2 had not been read, `a` and `b` may be concurrent, and either may win.
///
/// What nobody was told anything of may have happened or not, at any later time. Moments are told as
/// the time since the cluster was made.
struct ChaosOracle: Sendable {
    /// What a client wanted to do to a key.
    enum Action: Hashable, Sendable {
        case write(String)
        case delete
    }

    /// What the client was told of it.
    enum Standing: Hashable, Sendable {
        case acknowledged, unknown
        /// It did not happen: it was refused, or there was nothing to delete.
        case refused
    }

    /// One write or deletion.
    struct Event: Sendable {
        let action: Action
        let node: Int
        let life: Int
        let asked: Duration
        /// What its node had certainly seen of its key.
        let past: EventSet
        var standing = Standing.unknown
        var answered: Duration?
    }

    /// Which event: its key, and its place among the events of that key.
    struct EventID: Hashable, Sendable {
        let key: Int
        let number: Int
    }

    /// A look at a key that has begun.
    struct Look: Sendable {
        let key: Int
        let node: Int
        let life: Int
        let known: Knowledge
    }

    /// What a node has certainly seen of one key.
    struct Knowledge: Hashable, Sendable {
        var seen = EventSet()
        /// What was replaced by some of it.
        var replaced = EventSet()
    }

    /// What a disk, or a life, knows by key.
    typealias Memory = [Int: Knowledge]

    private struct Node: Sendable {
        var life = 0
        /// What this life has certainly seen.
        var memory: Memory = [:]
        /// The part of it that outlives a kill.
        var disk: Memory = [:]
    }

    /// Copies that a fault may have destroyed: what a node acknowledged in a time.
    private struct Loss: Sendable {
        let node: Int
        let after: Duration
        let until: Duration
    }

    private(set) var events: [[Event]] = []
    private var nodes: [Node]
    private var losses: [Loss] = []
    private var writers: [String: EventID] = [:]
    /// What was read that cannot have been.
    private(set) var impossibleReads: [ChaosViolation] = []

    init(nodes: Int) { self.nodes = Array(repeating: Node(), count: nodes) }

    subscript(id: EventID) -> Event { events[id.key][id.number] }

    // MARK: What clients do

    /// A client asks a life of a node for an event.
    mutating func ask(
        _ action: Action, of key: Int, at node: Int, life: Int, now: Duration
    ) -> EventID {
        while events.count <= key { events.append([]) }
        let id = EventID(key: key, number: events[key].count)
        let past = nodes[node].life == life ? nodes[node].memory[key]?.seen : nil
        events[key].append(
            Event(action: action, node: node, life: life, asked: now, past: past ?? EventSet()))
        if case .write(let value) = action { writers[value] = id }
        return id
    }

    mutating func acknowledge(_ id: EventID, now: Duration) {
        events[id.key][id.number].standing = .acknowledged
        events[id.key][id.number].answered = now
        let event = self[id]
        guard nodes[event.node].life == event.life else { return }
        nodes[event.node].memory[id.key, default: Knowledge()].add(event.past, id.number)
        nodes[event.node].disk[id.key, default: Knowledge()].add(event.past, id.number)
    }

    mutating func refuse(_ id: EventID) { events[id.key][id.number].standing = .refused }

    /// A client begins to read a key.
    func look(at key: Int, of node: Int, life: Int) -> Look {
        let known = nodes[node].life == life ? nodes[node].memory[key] : nil
        return Look(key: key, node: node, life: life, known: known ?? Knowledge())
    }

    /// A client has read a key.
    mutating func end(_ look: Look, with value: String?) {
        guard let value else {
            if let loss = absence(of: look.key, isSure: look.known.seen.contains) {
                impossibleReads.append(.wentBack(look.node, loss, saw: nil, history(of: look.key)))
            }
            return
        }
        guard let id = writers[value], id.key == look.key, self[id].standing != .refused else {
            impossibleReads.append(.nobodyWrote(key: look.key, value))
            return
        }
        if look.known.replaced.contains(id.number) {
            impossibleReads.append(.wentBack(look.node, id, saw: value, history(of: look.key)))
        }
        guard nodes[look.node].life == look.life else { return }
        nodes[look.node].memory[id.key, default: Knowledge()].add(self[id].past, id.number)
    }

    // MARK: What becomes of nodes

    /// A process of a node begins; with a disk it knows what that has.
    mutating func beginLife(_ life: Int, of node: Int) {
        nodes[node].life = life
        nodes[node].memory = nodes[node].disk
    }

    /// A process of a node has ended, and with it what was only in its memory.
    mutating func endLife(of node: Int, keepsDisk: Bool) {
        nodes[node].life = -1
        if !keepsDisk { nodes[node].disk = [:] }
    }

    /// What the disk of a node has, for `putBack`.
    func copy(ofDisk node: Int) -> Memory { nodes[node].disk }

    /// The disk of a node is as it was.
    mutating func putBack(_ copy: Memory, on node: Int) { nodes[node].disk = copy }

    /// A fault took the only copies that a node may have had of what it acknowledged in a time.
    mutating func noteLoss(at node: Int, after: Duration, until: Duration) {
        losses.append(Loss(node: node, after: after, until: until))
    }

    /// Whether a fault may have taken every copy of an event.
    func mayBeDestroyed(_ event: Event) -> Bool {
        guard let answered = event.answered else { return false }
        return losses.contains { loss in
            loss.node == event.node && event.asked <= loss.until && answered > loss.after
        }
    }

    /// What the writer of a value asked for.
    func event(writing value: String) -> EventID? { writers[value] }

    /// A write that must be there when a key has no value; nil when some deletion explains it.
    ///
    /// - Parameter isSure: whether an event, by its number, is certainly known where the value is missed.
    func absence(of key: Int, isSure: (Int) -> Bool) -> EventID? {
        guard key < events.count else { return nil }
        let all = events[key]
        let writes = all.indices.filter { all[$0].action != .delete && isSure($0) }
        let isExplained = all.indices.contains { deletion in
            all[deletion].action == .delete && all[deletion].standing != .refused
                && !writes.contains { all[$0].past.contains(deletion) }
        }
        return isExplained ? nil : writes.last.map { EventID(key: key, number: $0) }
    }

    /// Whether an event happened, and a copy of it must be left.
    func isSure(_ event: Event) -> Bool {
        event.standing == .acknowledged && !mayBeDestroyed(event)
    }
}

extension ChaosOracle.Knowledge {
    fileprivate mutating func add(_ past: EventSet, _ number: Int) {
        seen.formUnion(past)
        seen.insert(number)
        replaced.formUnion(past)
    }
}
