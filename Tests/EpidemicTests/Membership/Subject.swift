@testable import Epidemic

/// One replica that finds its peers by itself, and nobody else: the test says what it hears.
struct Subject {
    var replica: Replica
    var now = Instant.zero
    let id = ReplicaID(name: "n0", epoch: 1)
    let address = NodeAddress(slot: 0)
    private var timer: Instant?

    struct Letter {
        let message: MembershipMessage
        let to: Peer

        /// The news that travels with it.
        var news: MemberNews? {
            switch message {
            case .ping(let ping): ping.news
            case .ack(_, let news), .news(let news): news
            case .pingRequest(let request): request.news
            case .exchange(let exchange): exchange.news
            case .nack: nil
            }
        }
    }

    init(view: MembershipSettings.View = .full, seed: UInt64 = 1) throws {
        replica = Replica(
            id: id, peers: .list([]), settings: try SharedSettings(.silent), seed: seed)
        replica.discover(
            by: MembershipPlan(address: address, settings: MembershipSettings(view: view)))
        act { $0.start(now: $1, into: &$2) }
    }

    var membership: Membership { replica.membership! }

    func record(_ other: Int, _ state: MemberState, incarnation: UInt32 = 0) -> MemberRecord {
        MemberRecord(
            id: ReplicaID(name: ReplicaName("n\(other)")!, epoch: 1),
            address: NodeAddress(slot: UInt32(other)), incarnation: incarnation, state: state)
    }

    func state(_ other: Int) -> MemberState? {
        membership.members.first { $0.record.id.name.text == "n\(other)" }?.state
    }

    /// It hears of another, alive before anything else.
    mutating func learn(_ other: Int, _ state: MemberState, incarnation: UInt32 = 0) {
        for state in Set([MemberState.alive, state]).sorted(by: { $0.rawValue < $1.rawValue }) {
            let news = MemberNews(records: [record(other, state, incarnation: incarnation)])
            hear(.news(news), from: UInt32(other))
        }
    }

    @discardableResult
    mutating func hear(_ message: MembershipMessage, from peer: UInt32) -> [Letter] {
        act { $0.receive(.membership(message), from: Peer(peer), now: $1, into: &$2) }
    }

    /// Lets time pass in which nobody says anything.
    mutating func run(_ seconds: Int64) -> [Letter] {
        let end = now + .seconds(seconds)
        var letters: [Letter] = []
        while let due = timer, due <= end {
            now = due
            timer = nil
            letters += act { $0.fire(.membership, now: $1, into: &$2) }
        }
        now = end
        return letters
    }

    @discardableResult
    mutating func act(
        _ action: (inout Replica, Instant, inout EffectBuffer) -> Void
    ) -> [Letter] {
        var effects = EffectBuffer()
        action(&replica, now, &effects)
        precondition(replica.brokenInvariant == nil, replica.brokenInvariant!)
        var letters: [Letter] = []
        for effect in effects {
            switch effect {
            case .send(.membership(let message), let peer):
                letters.append(Letter(message: message, to: peer))
            case .setTimer(.membership, let moment): timer = moment
            default: break
            }
        }
        return letters
    }
}
