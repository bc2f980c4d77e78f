import Epidemic

/// The state of one run of an aligned experiment.
struct AlignedSpread {
    private var nodes: [Node]
    /// The contacts of a cycle, by their nodes.
    private var contacts: [Int]
    private let spreading: Spreading
    private var links: RouteTraffic?
    private let update: UpdateHeader
    private var susceptible: Int
    private var generator: SeededGenerator
    /// What is said and not heard yet, in order.
    private var effects = EffectBuffer(interests: [])
    private var transfers = 0
    private var usefulCycles = 0
    /// What the last push that asked for no answer has added to it, in case it is refused.
    private var unanswered = 0

    /// What a run needs room for. Whoever makes many runs gives the room of one to the next, which so finds
    /// memory of the right sizes.
    struct Room {
        fileprivate var nodes: [Node] = []
        fileprivate var contacts: [Int] = []
    }

    /// Leaves its room to the next; it is over.
    mutating func leave(_ room: inout Room) {
        swap(&room.nodes, &nodes)
        swap(&room.contacts, &contacts)
    }

    /// A cluster whose first node has just written, in what room there is.
    init(
        ids: [ReplicaID], shared: SharedSettings, spreading: Spreading,
        network: SpatialNetwork?, seed: UInt64, in room: inout Room
    ) {
        (nodes, contacts) = ([], [])
        swap(&room.nodes, &nodes)
        swap(&room.contacts, &contacts)
        self.spreading = spreading
        links = network.map { RouteTraffic($0) }
        generator = SeededGenerator(seed: seed, stream: 0)
        let size = UInt32(ids.count)
        nodes.reserveCapacity(ids.count)
        for (index, id) in ids.enumerated() {
            let node = Node(
                replica: Replica(
                    id: id,
                    peers: network?.peers[index] ?? .mesh(size: size, own: Peer(UInt32(index))),
                    settings: shared,
                    seed: SeededGenerator.seed(seed, stream: UInt64(index) + 1)))
            if index < nodes.count {
                nodes[index] = node
            } else {
                nodes.append(node)
            }
        }
        susceptible = ids.count - 1
        nodes[0].replica.write("rumor", "news", request: 0, now: .zero, into: &effects)
        effects.removeAll()
        guard let entry = nodes[0].replica.entry(of: "rumor") else {
            preconditionFailure("the first write of an empty replica is always taken")
        }
        update = entry.update.header
        nodes[0].received = 0
    }

    /// Whether everybody received it.
    var isComplete: Bool { susceptible == 0 }

    /// One cycle: every node begins its round, then the contacts are made in a random order.
    ///
    /// - Returns: false when nobody was infected any more, and so nothing was done.
    mutating func run(cycle: Int) -> Bool {
        switch spreading {
        case .rumors: spreadRumors(in: cycle)
        case .antiEntropy: compareTables(in: cycle)
        }
    }

    /// Every node compares its table with one other.
    private mutating func compareTables(in cycle: Int) -> Bool {
        let now = Instant(nanoseconds: Int64(cycle))
        for index in nodes.indices { nodes[index].replica.beginAlignedExchanges() }
        for index in nodes.indices.shuffled(using: &generator) {
            nodes[index].replica.makeExchange(now: now, into: &effects)
            carryThrough(from: index, cycle: cycle, now: now)
        }
        return true
    }

    private mutating func spreadRumors(in cycle: Int) -> Bool {
        let now = Instant(nanoseconds: Int64(cycle))
        contacts.removeAll(keepingCapacity: true)
        var isAnybodyInfected = false
        for index in nodes.indices where nodes[index].isAwake {
            let plan = nodes[index].beginRound(now: now, into: &effects)
            isAnybodyInfected = isAnybodyInfected || plan.isInfected
            for _ in 0..<plan.contacts { contacts.append(index) }
        }
        effects.removeAll()
        guard isAnybodyInfected else { return false }
        contacts.shuffle(using: &generator)
        for place in contacts.indices {
            let index = contacts[place]
            nodes[index].replica.makeContact(into: &effects)
            carryThrough(from: index, cycle: cycle, now: now)
        }
        return true
    }

    func measurement(cycles: Int) -> SpreadMeasurement {
        let size = Double(nodes.count)
        let receipts = nodes.lazy.compactMap(\.received)
        let receivers = Double(nodes.count - susceptible)
        return SpreadMeasurement(
            nodes: nodes.count, residue: Double(susceptible) / size,
            traffic: Double(transfers) / size,
            tAve: Double(receipts.reduce(0, +)) / receivers,
            tAvePrinted: Double(usefulCycles) / receivers,
            tLast: Double(receipts.max() ?? 0), cycles: cycles,
            links: links?.measurement(cycles: cycles))
    }

    /// Delivers what a node said, and everything that is said in answer, before anything else happens.
    @inline(__always) private mutating func carryThrough(from index: Int, cycle: Int, now: Instant)
    {
        var speaker = index
        // Most often one thing is said and one answered, and there is no doubt who said it.
        while effects.count > 0 {
            guard effects.count == 1 else {
                return carryAllThrough(from: speaker, cycle: cycle, now: now)
            }
            guard case .send(let message, let peer) = effects.takeFirst() else { return }
            deliver(message, from: speaker, to: Int(peer.slot), cycle: cycle, now: now)
            speaker = Int(peer.slot)
        }
    }

    /// The same where several things are said before the first of them is heard.
    private mutating func carryAllThrough(from index: Int, cycle: Int, now: Instant) {
        var senders = Array(repeating: index, count: effects.count)
        var heard = 0
        while effects.count > 0 {
            let effect = effects.takeFirst()
            heard += 1
            guard case .send(let message, let peer) = effect else { continue }
            deliver(message, from: senders[heard - 1], to: Int(peer.slot), cycle: cycle, now: now)
            while senders.count - heard < effects.count { senders.append(Int(peer.slot)) }
        }
    }

    private mutating func deliver(
        _ message: Message, from: Int, to index: Int, cycle: Int, now: Instant
    ) {
        count(message, from: from, to: index, cycle: cycle)
        links?.note(message, from: from, to: index)
        let isFirst = nodes[index].hear(
            message, from: Peer(UInt32(from)), of: update, in: cycle, now: now, into: &effects)
        if isFirst { susceptible -= 1 }
    }

    /// Counts the transfers of a message, and which were news: their receiver says so where it is asked.
    private mutating func count(_ message: Message, from: Int, to index: Int, cycle: Int) {
        switch message {
        case .push(let push):
            transfers += push.updates.count
            guard push.answer == .none else { return }
            unanswered = nodes[index].replica.isNews(update) ? cycle : 0
            usefulCycles += unanswered
        case .offer(let offer): transfers += offer.headers.count
        case .feedback(let feedback): usefulCycles += cycle * feedback.useful.raised
        case .want(let want): usefulCycles += cycle * want.useful.raised
        case .refusal(let refusal):
            transfers -= Int(refusal.updates)
            usefulCycles -= refusal.updates > 0 ? unanswered : 0
        case .request(let request): count(sent: request.values.count, to: index, cycle: cycle)
        case .reply(let reply): count(sent: reply.body.updates.count, to: index, cycle: cycle)
        case .pull, .values, .mail, .forgotten, .membership, .registry, .arrival: break
        }
    }

    /// Counts the updates that an exchange sends.
    private mutating func count(sent updates: Int, to index: Int, cycle: Int) {
        guard updates > 0 else { return }
        transfers += updates
        if nodes[index].replica.isNews(update) { usefulCycles += cycle }
    }
}

/// One node of the experiment.
private struct Node {
    var replica: Replica
    /// The cycle of first receipt; nil while susceptible.
    var received: Int?
    /// Whether it has something to begin a round with: it had in the last one, or heard something.
    var isAwake = true

    mutating func beginRound(now: Instant, into effects: inout EffectBuffer) -> RoundPlan {
        let plan = replica.beginAlignedRound(now: now, into: &effects)
        isAwake = plan.isInfected || plan.contacts > 0
        return plan
    }

    /// - Returns: whether it received the update for the first time.
    mutating func hear(
        _ message: Message, from peer: Peer, of update: UpdateHeader, in cycle: Int, now: Instant,
        into effects: inout EffectBuffer
    ) -> Bool {
        replica.receive(message, from: peer, now: now, into: &effects)
        isAwake = true
        guard received == nil, replica.seen.contains(update.id) else { return false }
        received = cycle
        return true
    }
}

extension ReplicaName {
    /// The name of a simulated node: `n0`, `n1`, …
    static func node(_ index: Int) -> ReplicaName { ReplicaName(stringLiteral: "n\(index)") }
}

extension PeerNames {
    /// A peer's slot is the place of a node.
    static let simulated = PeerNames.numbered("n")
}
