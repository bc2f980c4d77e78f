import Epidemic
import NIOCore

/// The last seconds of a node that ends in good order: whoever answers a greeting is asked to take over
/// what it holds, until one has confirmed, nobody is left to ask, or the time is up.
///
/// Others are greeted rather than looked up, because where many end together most of those known are
/// gone already.
final class Departure {
    /// What came of it.
    enum Outcome: Hashable {
        /// This peer has all that the node held.
        case handedOver(to: Peer)
        /// Nobody confirmed.
        case inVain(Node.Unconfirmed)
    }

    private unowned let driver: NodeDriver
    private let end: (Outcome) -> Void
    private let start: NIODeadline
    private let limit: TimeAmount
    /// Whom the node may contact.
    private var others: [Peer] = []
    private var greetings: Ticker?
    /// Whether one of the others was heard shortly before.
    private let hasCompany: Bool
    private var lastHeard: NIODeadline
    private var isOver = false

    /// How often the others are greeted.
    private static let pause = TimeAmount.milliseconds(100)
    /// How long silence is waited out, or a tenth of the whole time: who was there a moment ago is waited for
    /// longer, as long as there is something that it may not know.
    private static let patienceWithStrangers = TimeAmount.seconds(1)
    private static let patienceWithPeers = TimeAmount.seconds(5)
    /// How long ago a peer was heard that is taken to be there still.
    private static let recently = Interval.seconds(5)

    /// - Parameter end: told once.
    init(
        of driver: NodeDriver, within limit: TimeAmount, end: @escaping (Outcome) -> Void
    ) {
        self.driver = driver
        self.limit = limit
        self.end = end
        start = .now()
        lastHeard = start
        hasCompany = driver.book.hasHeard(since: driver.clock.now + Self.recently * -1)
        greet()
        greetings = Ticker(on: driver.loop, after: Self.pause, every: Self.pause) { [weak self] in
            self?.greet()
            self?.look()
        }
    }

    /// Somebody was heard, and so is there.
    func hear(_ peer: Peer) {
        guard !isOver, others.contains(peer) else { return }
        lastHeard = .now()
        driver.act { $0.handOver(to: peer, now: $1, into: &$2) }
    }

    /// Whether it has come to its end; looked at after every turn.
    func look() {
        guard !isOver, let hand = driver.replica.handOver else { return }
        if let peer = hand.confirmedBy { return finish(.handedOver(to: peer)) }
        let now = NIODeadline.now()
        let isHopeless =
            hand.isIdle && (hand.refusals >= others.count || now - lastHeard >= patience)
        if isHopeless || now - start >= limit {
            finish(.inVain(driver.unconfirmed))
        }
    }

    private var patience: TimeAmount {
        let waits = hasCompany && driver.replica.hotCount > 0
        return max(
            waits ? Self.patienceWithPeers : Self.patienceWithStrangers,
            .nanoseconds(limit.nanoseconds / 10))
    }

    private func greet() {
        let peers = driver.replica.peers
        others = driver.faults.mode == .up ? (0..<peers.count).map { peers[$0] } : []
        for peer in others { driver.greet(peer) }
    }

    private func finish(_ outcome: Outcome) {
        isOver = true
        greetings = nil
        end(outcome)
    }
}

extension NodeDriver {
    /// Hands over what the node holds. Clients are answered meanwhile, and write no more.
    func leave(within limit: Interval, then end: @escaping (Departure.Outcome) -> Void) {
        act { $0.beginHandOver(into: &$2) }
        departure = Departure(of: self, within: .nanoseconds(limit.nanoseconds), end: end)
    }

    /// Whether it is about to end.
    var isLeaving: Bool { departure != nil }

    /// Whether something may be lost when it ends at once.
    ///
    /// Who arrives has taken no writes, but whoever it has its table from may have ended since, having handed
    /// over to it. What it has from a disk stays there.
    var mayHoldTheOnlyCopy: Bool {
        takesWrites || replica.hotCount > 0 || disk == nil && replica.entryCount > 0
    }

    /// What it holds that nobody is known to have: updates that are still being spread, own writes that there
    /// was nobody to be told of, and without a disk all the rest, where there were others to take it.
    var unconfirmed: Node.Unconfirmed {
        let hasOthers = replica.peers.count > 0
        return Node.Unconfirmed(
            unspread: replica.hotCount + loneWrites,
            undurable: disk == nil && hasOthers ? replica.entryCount : 0)
    }

    /// It has written. What a node writes that was told of no other is nobody else's business.
    func noteWrite() {
        if isDiscovering, replica.peers.count == 0 { loneWrites += 1 }
    }
}

extension ExchangeOutcome.Ending {
    /// Whether both ends hold now what either held when it began.
    var isWhole: Bool {
        switch self {
        case .equal, .different: true
        case .abandoned, .refused: false
        }
    }
}
