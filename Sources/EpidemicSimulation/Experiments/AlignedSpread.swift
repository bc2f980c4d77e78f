import Epidemic

/// The state of one run of an aligned experiment.
struct AlignedSpread {
    private var replicas: [Replica]
    private let spreading: Spreading
    private var links: RouteTraffic?
    private let update: UpdateHeader
    /// The cycle of first receipt; nil while susceptible.
    private var received: [Int?]
    private var susceptible: Int
    private var generator: SeededGenerator
    /// Whether a node has something to begin a round with: it had in the last one, or heard something.
    private var isAwake: [Bool]
    /// What is said and not heard yet, in order.
    private var effects = EffectBuffer(interests: [])
    private var transfers = 0
    private var usefulCycles = 0
    /// What the last push that asked for no answer has added to it, in case it is refused.
    private var unanswered = 0

    /// A cluster whose first node has just written.
    init(
        ids: [ReplicaID], shared: SharedSettings, spreading: Spreading,
        network: SpatialNetwork?, seed: UInt64
    ) {
        self.spreading = spreading
        links = network.map { RouteTraffic($0) }
        generator = SeededGenerator(seed: seed, stream: 0)
        let size = UInt32(ids.count)
        replicas = ids.enumerated().map { index, id in
            Replica(
                id: id, peers: network?.peers[index] ?? .mesh(size: size, own: Peer(UInt32(index))),
                settings: shared,
                seed: SeededGenerator.seed(seed, stream: UInt64(index) + 1))
        }
        received = Array(repeating: nil, count: ids.count)
        isAwake = Array(repeating: true, count: ids.count)
        susceptible = ids.count - 1
        replicas[0].write("rumor", "news", request: 0, now: .zero, into: &effects)
        effects.removeAll()
        guard let entry = replicas[0].entry(of: "rumor") else {
            preconditionFailure("the first write of an empty replica is always taken")
        }
        update = entry.update.header
        received[0] = 0
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
        for index in replicas.indices { replicas[index].beginAlignedExchanges() }
        for index in replicas.indices.shuffled(using: &generator) {
            replicas[index].makeExchange(now: now, into: &effects)
            carryThrough(from: index, cycle: cycle, now: now)
        }
        return true
    }

    private mutating func spreadRumors(in cycle: Int) -> Bool {
        let now = Instant(nanoseconds: Int64(cycle))
        var contacts: [Int] = []
        var isAnybodyInfected = false
        for index in replicas.indices where isAwake[index] {
            let plan = replicas[index].beginAlignedRound(now: now, into: &effects)
            isAnybodyInfected = isAnybodyInfected || plan.isInfected
            isAwake[index] = plan.isInfected || plan.contacts > 0
            for _ in 0..<plan.contacts { contacts.append(index) }
        }
        effects.removeAll()
        guard isAnybodyInfected else { return false }
        contacts.shuffle(using: &generator)
        for index in contacts {
            replicas[index].makeContact(into: &effects)
            carryThrough(from: index, cycle: cycle, now: now)
        }
        return true
    }

    func measurement(cycles: Int) -> SpreadMeasurement {
        let receipts = received.compactMap { $0 }
        let nodes = replicas.count
        return SpreadMeasurement(
            nodes: nodes, residue: Double(nodes - receipts.count) / Double(nodes),
            traffic: Double(transfers) / Double(nodes),
            tAve: Double(receipts.reduce(0, +)) / Double(receipts.count),
            tAvePrinted: Double(usefulCycles) / Double(receipts.count),
            tLast: Double(receipts.max() ?? 0), cycles: cycles,
            links: links?.measurement(cycles: cycles))
    }

    /// Delivers what a node said, and everything that is said in answer, before anything else happens.
    private mutating func carryThrough(from index: Int, cycle: Int, now: Instant) {
        var speaker = index
        // Most often one thing is said and one answered, and there is no doubt who said it.
        while effects.count == 1 {
            guard case .send(let message, let peer) = effects.takeNext() else { return }
            deliver(message, from: speaker, to: Int(peer.slot), cycle: cycle, now: now)
            speaker = Int(peer.slot)
        }
        if effects.count > 0 { carryAllThrough(from: speaker, cycle: cycle, now: now) }
    }

    /// The same where several things are said before the first of them is heard.
    private mutating func carryAllThrough(from index: Int, cycle: Int, now: Instant) {
        var senders = Array(repeating: index, count: effects.count)
        var heard = 0
        while effects.count > 0 {
            let effect = effects.takeNext()
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
        replicas[index].receive(message, from: Peer(UInt32(from)), now: now, into: &effects)
        isAwake[index] = true
        guard received[index] == nil, update.isSeen(by: &replicas[index]) else { return }
        received[index] = cycle
        susceptible -= 1
    }

    /// Counts the transfers of a message, and which were news: their receiver says so where it is asked.
    private mutating func count(_ message: Message, from: Int, to index: Int, cycle: Int) {
        switch message {
        case .push(let push):
            transfers += push.updates.count
            guard push.answer == .none else { return }
            unanswered = update.isNews(to: &replicas[index]) ? cycle : 0
            usefulCycles += unanswered
        case .offer(let offer): transfers += offer.headers.count
        case .feedback(let feedback): usefulCycles += cycle * feedback.useful.raised
        case .want(let want): usefulCycles += cycle * want.useful.raised
        case .refusal(let refusal):
            transfers -= Int(refusal.updates)
            usefulCycles -= refusal.updates > 0 ? unanswered : 0
        case .request(let request): count(sent: request.values.count, to: index, cycle: cycle)
        case .reply(let reply): count(sent: reply.body.updates.count, to: index, cycle: cycle)
        case .pull, .values, .mail, .membership, .registry: break
        }
    }

    /// Counts the updates that an exchange sends.
    private mutating func count(sent updates: Int, to index: Int, cycle: Int) {
        guard updates > 0 else { return }
        transfers += updates
        if update.isNews(to: &replicas[index]) { usefulCycles += cycle }
    }
}

// An element of an array is read in place only where it could be changed, too; otherwise the whole
// replica is copied for every question.
extension UpdateHeader {
    fileprivate func isNews(to replica: inout Replica) -> Bool { replica.isNews(self) }
    fileprivate func isSeen(by replica: inout Replica) -> Bool { replica.seen.contains(id) }
}

extension ReplicaName {
    /// The name of a simulated node: `n0`, `n1`, …
    static func node(_ index: Int) -> ReplicaName { ReplicaName(stringLiteral: "n\(index)") }
}

extension PeerNames {
    /// A peer's slot is the place of a node.
    static let simulated = PeerNames.numbered("n")
}
