import Epidemic
import EpidemicWire

/// A few replicas whose messages are delivered at once, in order: what carries out one event of a search.
struct Workbench {
    /// Those that take part; the others are not looked at.
    private var replicas: [Replica] = []
    /// Which nodes they are.
    private var nodes: [Int] = []
    /// What is durable of them; nil while no node restarts with its data.
    private var disks: [DurableState?] = []
    private let now: Instant
    private var mail: [Letter] = []
    private var delivered = 0
    /// What a client was told last.
    private(set) var answer: Answer?
    private var effects: EffectBuffer

    /// One message on its way.
    struct Letter {
        let from: Int
        let to: Int
        let message: Message
    }

    /// No exchange of small tables has so many messages.
    private static let messagesMax = 1_000

    init(at now: Instant, keepsDisks: Bool) {
        self.now = now
        // Two nodes take part at most, and a node is moved where an array grows.
        replicas.reserveCapacity(2)
        mail.reserveCapacity(4)
        effects = EffectBuffer(interests: keepsDisks ? .persistence : [])
    }

    /// Puts a node on the bench as it stands, where it is not yet.
    mutating func put(_ node: LocalNode, at number: Int) {
        nodes.append(number)
        replicas.append(node.replica)
        disks.append(node.disk)
    }

    /// Puts a node on the bench; one that stands there already begins again so.
    mutating func put(_ replica: Replica, _ disk: DurableState?, at node: Int) {
        if let place = nodes.firstIndex(of: node) {
            replicas[place] = replica
            disks[place] = disk
        } else {
            nodes.append(node)
            replicas.append(replica)
            disks.append(disk)
        }
    }

    /// Looks at a node in its place, and at what is durable of it.
    mutating func look<Result>(
        at node: Int, _ body: (inout Replica, DurableState?) -> Result
    ) -> Result {
        let place = place(of: node)
        return body(&replicas[place], disks[place])
    }

    /// Whether a timer of a node would be heeded now.
    func isDue(_ timer: ReplicaTimer, of node: Int) -> Bool {
        replicas[place(of: node)].isDue(timer, at: now)
    }

    private func place(of node: Int) -> Int {
        guard let place = nodes.firstIndex(of: node) else {
            preconditionFailure("n\(node) takes no part")
        }
        return place
    }

    /// Lets a replica do something, and keeps its messages.
    mutating func act(
        _ node: Int, _ action: (inout Replica, Instant, inout EffectBuffer) -> Void
    ) {
        let place = place(of: node)
        action(&replicas[place], now, &effects)
        var needsEpoch = false
        while effects.count > 0 {
            switch effects.takeFirst() {
            case .send(let message, let peer):
                mail.append(Letter(from: node, to: Int(peer.slot), message: message))
            case .answer(_, let answer): self.answer = answer
            case .persist(let record): disks[place]?.apply(record)
            case .requestEpoch: needsEpoch = true
            case .setTimer, .trace: break
            }
        }
        if needsEpoch { act(node) { $0.take(epoch: $0.id.epoch + 1, into: &$2) } }
    }

    /// Takes the messages under way.
    mutating func takeMail() -> [Letter] {
        defer { mail = [] }
        return mail
    }

    /// A message arrives, and what is answered to it, until nothing is under way.
    mutating func deliver(_ letter: Letter) {
        mail.append(letter)
        deliverAll()
    }

    /// Delivers until nothing is under way.
    mutating func deliverAll() {
        var next = 0
        while next < mail.count, delivered < Self.messagesMax {
            let letter = mail[next]
            next += 1
            delivered += 1
            guard nodes.contains(letter.to) else { continue }
            act(letter.to) {
                $0.receive(letter.message, from: Peer(UInt32(letter.from)), now: $1, into: &$2)
            }
        }
        mail = []
    }

    /// Whether the messages did not come to an end.
    var isEndless: Bool { delivered >= Self.messagesMax }
}

extension Message {
    /// The message as it arrives later, its ages having stood still on the way.
    func delayed(from sent: Instant, to now: Instant) -> Message {
        guard sent != now else { return self }
        let frame = MessageCodec.encode(self, at: WireClock(sent))
        do {
            return try MessageCodec.decode(frame, at: WireClock(now))
        } catch {
            preconditionFailure("a message that was written cannot be read: \(error)")
        }
    }
}
