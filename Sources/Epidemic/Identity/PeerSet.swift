/// The peers that a replica may contact.
///
/// A full mesh is a rule and not a list: a million replicas that all know each other would need a
/// million lists of a million peers.
public enum PeerSet: Hashable, Sendable {
    /// Everybody in these slots but `own`, and then those `beyond`.
    case mesh(Range<UInt32>, own: Peer, beyond: [Peer])

    /// These, in this order, without repetition.
    case list([Peer])

    /// These, some more often than others.
    case weighted(WeightedPeers)

    /// Everybody in slots `0 ..< size` but `own`.
    public static func mesh(size: UInt32, own: Peer) -> PeerSet {
        .mesh(0..<size, own: own, beyond: [])
    }

    /// How many there are.
    public var count: Int {
        switch self {
        case .mesh(let slots, let own, let beyond): slots.count(besides: own) + beyond.count
        case .list(let peers): peers.count
        case .weighted(let peers): peers.peers.count
        }
    }

    /// The peer at a position in `0 ..< count`.
    public subscript(position: Int) -> Peer {
        switch self {
        case .mesh(let slots, let own, let beyond):
            let near = slots.count(besides: own)
            guard position < near else { return beyond[position - near] }
            let slot = slots.lowerBound + UInt32(position)
            return Peer(slots.contains(own.slot) && slot >= own.slot ? slot + 1 : slot)
        case .list(let peers): return peers[position]
        case .weighted(let peers): return peers.peers[position]
        }
    }

    /// A peer chosen uniformly, or `nil` when there is none.
    public func random(using generator: inout SeededGenerator) -> Peer? {
        if case .weighted(let peers) = self {
            return peers.random(besides: EmptyCollection(), using: &generator)
        }
        let count = count
        return count > 0 ? self[generator.below(count)] : nil
    }

    /// A peer chosen uniformly among those not in `taken`, or `nil` when none is left.
    ///
    /// Draws again on a hit, which is cheap because `taken` holds the few contacts of one round;
    /// once most peers are taken it lists what is left instead.
    func random(besides taken: some Collection<Peer>, using generator: inout SeededGenerator)
        -> Peer?
    {
        if case .weighted(let peers) = self {
            return peers.random(besides: taken, using: &generator)
        }
        let count = count
        if taken.count * 2 < count {
            while true {
                let peer = self[generator.below(count)]
                if !taken.contains(peer) { return peer }
            }
        }
        let taken = Set(taken)
        let left = (0..<count).map { self[$0] }.filter { !taken.contains($0) }
        return left.isEmpty ? nil : left[generator.below(left.count)]
    }
}

extension PeerSet {
    /// The slots of all peers, one bit a slot; nil where there is no peer, or one has a slot beyond those
    /// that are remembered apart.
    var nearSlots: UInt64? {
        let count = count
        guard (1...Int(Holders.nearMax)).contains(count) else { return nil }
        var slots: UInt64 = 0
        for position in 0..<count {
            let slot = self[position].slot
            guard slot < Holders.nearMax else { return nil }
            slots |= 1 << UInt64(slot)
        }
        return slots
    }
}

extension Range<UInt32> {
    /// How many slots there are but for one's own.
    fileprivate func count(besides own: Peer) -> Int { count - (contains(own.slot) ? 1 : 0) }
}
