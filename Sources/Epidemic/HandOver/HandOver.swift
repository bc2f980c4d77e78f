/// How a replica that is to end passes on what it holds: whom it may ask, whom it asks now, and who
/// confirmed.
///
/// It runs an exchange with one peer after another until one comes to its end: then that peer holds,
/// durably where it has a disk, everything that this one held when the exchange began. So a write that
/// was acknowledged here is not lost, whether it was still spreading or not. A peer that leaves, too,
/// refuses, and is not asked again; one that does not answer is asked once more, after the others.
public struct HandOver: Hashable, Sendable {
    /// Who confirmed; nil while nobody has.
    public private(set) var confirmedBy: Peer?
    /// Peers that were given up, because they refused or did not answer.
    public private(set) var givenUp = 0
    private var waiting: [Peer] = []
    private var current: Peer?
    /// How often each of those that may be asked again was asked.
    private var tries: [Peer: Int] = [:]

    /// Times that one peer is asked.
    static let triesMax = 2
    /// How long one step of the exchange may take before it is sent again.
    static let patience = Interval.milliseconds(250)

    /// Whether there is nobody to wait for.
    public var isIdle: Bool { current == nil && waiting.isEmpty }

    /// The peer that is asked now.
    var partner: Peer? { current }

    /// A peer that may be asked.
    mutating func add(_ peer: Peer) {
        guard tries[peer] == nil else { return }
        tries[peer] = 0
        waiting.append(peer)
    }

    /// The next to ask; nil while one is asked, when there is none, or nobody needs to be.
    mutating func next() -> Peer? {
        guard confirmedBy == nil, current == nil, !waiting.isEmpty else { return nil }
        let peer = waiting.removeFirst()
        tries[peer, default: 0] += 1
        current = peer
        return peer
    }

    /// The exchange with the one that was asked has ended.
    mutating func note(_ ending: ExchangeOutcome.Ending, of peer: Peer) {
        guard peer == current else { return }
        current = nil
        switch ending {
        case .equal, .different: confirmedBy = peer
        case .abandoned where tries[peer, default: 0] < Self.triesMax: waiting.append(peer)
        case .abandoned, .refused: givenUp += 1
        }
    }
}
