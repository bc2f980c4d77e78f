import Epidemic

/// The state of one run of an aligned experiment.
struct AlignedSpread {
    private var replicas: [Replica]
    private let update: UpdateHeader
    /// The cycle of first receipt; nil while susceptible.
    private var received: [Int?]
    private var susceptible: Int
    private var generator: SeededGenerator
    private var effects = EffectBuffer(interests: [])
    private var queue: [(from: Int, to: Int, message: Message)] = []
    private var transfers = 0
    private var usefulCycles = 0

    /// A cluster whose first node has just written.
    init(ids: [ReplicaID], shared: SharedSettings, seed: UInt64) {
        generator = SeededGenerator(seed: seed, stream: 0)
        let size = UInt32(ids.count)
        replicas = ids.enumerated().map { index, id in
            Replica(
                id: id, peers: .mesh(size: size, own: Peer(UInt32(index))), settings: shared,
                seed: SeededGenerator.seed(seed, stream: UInt64(index) + 1))
        }
        received = Array(repeating: nil, count: ids.count)
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
        let now = Instant(nanoseconds: Int64(cycle))
        var contacts: [Int] = []
        var isAnybodyInfected = false
        for index in replicas.indices {
            let plan = replicas[index].beginAlignedRound(now: now, into: &effects)
            isAnybodyInfected = isAnybodyInfected || plan.isInfected
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
            if received[to] == nil, update.isSeen(by: &replicas[to]) {
                received[to] = cycle
                susceptible -= 1
            }
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
        let isNews = update.isNews(to: &replicas[index])
        if isNews { usefulCycles += cycle * offered }
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
