/// The peers that are known to have a rumor: those that brought it, or said so in their feedback.
struct Holders: Hashable, Sendable {
    /// Whom they are kept of.
    enum Memory: Hashable, Sendable {
        /// Of the peer heard of last, as aligned rounds do.
        case last
        /// Of that one, and of all in the first places of the address book.
        case near
    }

    private var last: Peer?
    private var near: UInt64 = 0

    /// How many places of the address book are remembered apart.
    static let nearMax = UInt32(UInt64.bitWidth)

    func contains(_ peer: Peer) -> Bool {
        peer == last || peer.slot < Self.nearMax && near >> UInt64(peer.slot) & 1 == 1
    }

    /// Whether everybody in these slots is among them, one bit a slot; only where they are kept of all near
    /// peers.
    func containAll(of slots: UInt64) -> Bool { near & slots == slots }

    mutating func insert(_ peer: Peer, _ memory: Memory) {
        last = peer
        if memory == .near, peer.slot < Self.nearMax { near |= 1 << UInt64(peer.slot) }
    }
}
