/// The peers that a replica may contact.
///
/// A full mesh is a rule and not a list: a million replicas that all know each other would need a
/// million lists of a million peers.
public enum PeerSet: Hashable, Sendable {
    /// Everybody in slots `0 ..< size` but `own`.
    case mesh(size: UInt32, own: Peer)

    /// These, in this order, without repetition.
    case list([Peer])

    /// How many there are.
    public var count: Int {
        switch self {
        case .mesh(let size, let own): Int(size) - (own.slot < size ? 1 : 0)
        case .list(let peers): peers.count
        }
    }

    /// The peer at a position in `0 ..< count`.
    public subscript(position: Int) -> Peer {
        switch self {
        case .mesh(_, let own):
            Peer(UInt32(position) < own.slot ? UInt32(position) : UInt32(position) + 1)
        case .list(let peers): peers[position]
        }
    }

    /// A peer chosen uniformly, or `nil` when there is none.
    public func random(using generator: inout SeededGenerator) -> Peer? {
        let count = count
        return count == 0 ? nil : self[generator.below(count)]
    }

    /// A peer chosen uniformly among those not in `taken`, or `nil` when none is left.
    ///
    /// Draws again on a hit, which is cheap because `taken` holds the few contacts of one round;
    /// once most peers are taken it lists what is left instead.
    func random(besides taken: [Peer], using generator: inout SeededGenerator) -> Peer? {
        let count = count
        if taken.count * 2 < count {
            while true {
                let peer = self[generator.below(count)]
                if !taken.contains(peer) { return peer }
            }
        }
        let left = (0..<count).map { self[$0] }.filter { !taken.contains($0) }
        return left.isEmpty ? nil : left[generator.below(left.count)]
    }
}
