import Epidemic

/// The state of one run of an aligned experiment.
struct AlignedSpread {
    private var replicas: [Replica]
    private let update: UpdateHeader
    /// The cycle of first receipt; nil while susceptible.
    private var received: [Int?]
    private var generator: SeededGenerator
    private var effects = EffectBuffer(interests: [])
    private var queue: [(from: Int, to: Int, message: Message)] = []
    private var transfers = 0
    private var usefulCycles = 0

    /// A cluster whose first node has just written.
    init(nodes: Int, shared: SharedSettings, seed: UInt64) {
        generator = SeededGenerator(seed: seed, stream: 0)
        replicas = (0..<nodes).map { index in
            Replica(
                id: ReplicaID(name: .node(index), epoch: 1),
                peers: .mesh(size: UInt32(nodes), own: Peer(UInt32(index))), settings: shared,
                seed: SeededGenerator.seed(seed, stream: UInt64(index) + 1))
        }
        received = Array(repeating: nil, count: nodes)
        replicas[0].write("rumor", "news", request: 0, now: .zero, into: &effects)
        effects.removeAll()
        guard let entry = replicas[0].entry(of: "rumor") else {
            preconditionFailure("the first write of an empty replica is always taken")
        }
        update = entry.update.header
        received[0] = 0
    }

    var infectedCount: Int { replicas.reduce(0) { $0 + ($1.hotCount > 0 ? 1 : 0) } }

    /// One cycle: every node begins its round, then the contacts are made in a random order.
    mutating func run(cycle: Int, fanOut: Int) {
        let now = Instant(nanoseconds: Int64(cycle))
        var contacts: [Int] = []
        for index in replicas.indices where replicas[index].hasRoundToBegin {
            replicas[index].beginAlignedRound(now: now, into: &effects)
            if replicas[index].wantsContact {
                for _ in 0..<fanOut { contacts.append(index) }
            }
        }
        effects.removeAll()
        contacts.shuffle(using: &generator)
        for index in contacts {
            replicas[index].makeContact(into: &effects)
            carryThrough(from: index, cycle: cycle, now: now)
        }
    }

    func measurement(cycles: Int) -> SpreadMeasurement {
        let receipts = received.compactMap { $0 }
        let nodes = replicas.count
        return SpreadMeasurement(
            nodes: nodes, residue: Double(nodes - receipts.count) / Double(nodes),
            traffic: Double(transfers) / Double(nodes),
            tAve: Double(receipts.reduce(0, +)) / Double(receipts.count),
            tAvePrinted: Double(usefulCycles) / Double(receipts.count),
            tLast: receipts.max() ?? 0, cycles: cycles)
    }

    /// Delivers what a node said, and everything that is said in answer, before anything else happens.
    private mutating func carryThrough(from index: Int, cycle: Int, now: Instant) {
        enqueueEffects(of: index)
        var next = 0
        while next < queue.count {
            let (from, to, message) = queue[next]
            next += 1
            count(message, to: to, cycle: cycle)
            replicas[to].receive(message, from: Peer(UInt32(from)), now: now, into: &effects)
            if received[to] == nil, replicas[to].seen.contains(update.id) { received[to] = cycle }
            enqueueEffects(of: to)
        }
        queue.removeAll(keepingCapacity: true)
    }

    private mutating func enqueueEffects(of index: Int) {
        for case .send(let message, let peer) in effects.effects {
            queue.append((index, Int(peer.slot), message))
        }
        effects.removeAll()
    }

    /// Counts the transfers of a message, and which of them are news, before it is delivered.
    private mutating func count(_ message: Message, to index: Int, cycle: Int) {
        let offered: Int
        switch message {
        case .push(let push): offered = push.updates.count
        case .offer(let offer): offered = offer.headers.count
        case .feedback, .pull, .want, .values, .mail, .request, .reply: offered = 0
        }
        guard offered > 0 else { return }
        transfers += offered
        if replicas[index].isNews(update) { usefulCycles += cycle * offered }
    }
}

extension ReplicaName {
    /// The name of a simulated node: `n0`, `n1`, …
    static func node(_ index: Int) -> ReplicaName { ReplicaName(stringLiteral: "n\(index)") }
}
