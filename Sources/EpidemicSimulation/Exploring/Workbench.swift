import Epidemic
import EpidemicWire

/// A few replicas whose messages are delivered at once, in order: what carries out one event of a search.
struct Workbench {
    /// Those that take part, by node; the others are not looked at.
    private(set) var replicas: [Replica?]
    private(set) var disks: [DurableState?]
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

    init(nodes: Int, at now: Instant, keepsDisks: Bool) {
        replicas = Array(repeating: nil, count: nodes)
        disks = Array(repeating: nil, count: nodes)
        self.now = now
        effects = EffectBuffer(interests: keepsDisks ? .persistence : [])
    }

    /// Puts a node on the bench.
    mutating func put(_ replica: Replica, _ disk: DurableState?, at node: Int) {
        replicas[node] = replica
        disks[node] = disk
    }

    /// Whether a node is on the bench.
    func has(_ node: Int) -> Bool { replicas[node] != nil }

    /// Lets a replica do something, and keeps its messages.
    mutating func act(
        _ node: Int, _ action: (inout Replica, Instant, inout EffectBuffer) -> Void
    ) {
        guard var replica = replicas[node].take() else {
            preconditionFailure("n\(node) takes no part")
        }
        var effects = effects
        action(&replica, now, &effects)
        var needsEpoch = false
        for effect in effects {
            switch effect {
            case .send(let message, let peer):
                mail.append(Letter(from: node, to: Int(peer.slot), message: message))
            case .answer(_, let answer): self.answer = answer
            case .persist(let record): disks[node]?.apply(record)
            case .requestEpoch: needsEpoch = true
            case .setTimer, .trace: break
            }
        }
        replicas[node] = replica
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
            guard has(letter.to) else { continue }
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
