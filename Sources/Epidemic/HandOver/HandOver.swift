/// How a replica that is to end passes on what it holds: whom it may ask, whom it asks now, and who
/// confirmed.
///
/// It runs an exchange with one peer after another until one comes to its end: then that peer holds,
/// durably where it has a disk, everything that this one held when the exchange began. So a write that
/// was acknowledged here is not lost, whether it was still spreading or not. A peer that leaves, too,
/// refuses, and is not asked again; one that does not answer is asked again, after the others, whenever
/// something of it is heard: it may only be slow.
public struct HandOver: Hashable, Sendable {
    /// Who confirmed; nil while nobody has.
    public private(set) var confirmedBy: Peer?
    /// Peers that will not take over, because they leave, too.
    public var refusals: Int { refused.count }
    private var waiting: [Peer] = []
    private var current: Peer?
    private var refused: Set<Peer> = []

    /// How long one step of the exchange may take before it is sent again.
    static let patience = Interval.milliseconds(250)

    /// Whether there is nobody to wait for.
    public var isIdle: Bool { current == nil && waiting.isEmpty }

    /// The peer that is asked now.
    var partner: Peer? { current }

    /// A peer is there, and may be asked.
    mutating func add(_ peer: Peer) {
        guard peer != current, !refused.contains(peer), !waiting.contains(peer) else { return }
        waiting.append(peer)
    }

    /// The next to ask; nil while one is asked, when there is none, or nobody needs to be.
    mutating func next() -> Peer? {
        guard confirmedBy == nil, current == nil, !waiting.isEmpty else { return nil }
        let peer = waiting.removeFirst()
        current = peer
        return peer
    }

    /// The exchange with the one that was asked has ended.
    mutating func note(_ ending: ExchangeOutcome.Ending, of peer: Peer) {
        guard peer == current else { return }
        current = nil
        switch ending {
        case .equal, .different: confirmedBy = peer
        case .refused: refused.insert(peer)
        case .abandoned: break
        }
    }
}
