/// The slots under which a replica speaks of addresses.
///
/// A slot of a simulation stands for itself. Any other address gets a slot when it is first met, and
/// keeps it until room is needed and nobody counts on it any more.
struct AddressBook: Sendable {
    private var slots: [NodeAddress: UInt32] = [:]
    private var addresses: [NodeAddress] = []
    /// Where the search for a slot to be used again goes on.
    private var hand = 0

    init() {}

    /// The peer at an address; a new one when it was not met before.
    ///
    /// - Parameter isKept: whether a peer's slot must not be given to another.
    /// - Returns: nil when the book is full of peers that are kept.
    mutating func peer(at address: NodeAddress, keeping isKept: (Peer) -> Bool) -> Peer? {
        if address.kind == .slot { return Peer(UInt32(truncatingIfNeeded: address.bits)) }
        if let slot = slots[address] { return Peer(slot) }
        guard let slot = freeSlot(isKept) else { return nil }
        if slot < addresses.count {
            slots[addresses[slot]] = nil
            addresses[slot] = address
        } else {
            addresses.append(address)
        }
        slots[address] = UInt32(slot)
        return Peer(UInt32(slot))
    }

    /// The peer at an address, if it has a slot.
    func known(at address: NodeAddress) -> Peer? {
        if address.kind == .slot { return Peer(UInt32(truncatingIfNeeded: address.bits)) }
        return slots[address].map { Peer($0) }
    }

    /// The address of a peer; nil for one that was never met.
    subscript(peer: Peer) -> NodeAddress? {
        if addresses.isEmpty { return NodeAddress(slot: peer.slot) }
        return Int(peer.slot) < addresses.count ? addresses[Int(peer.slot)] : nil
    }

    private mutating func freeSlot(_ isKept: (Peer) -> Bool) -> Int? {
        if addresses.count < Limits.addressesMax { return addresses.count }
        for _ in addresses.indices {
            defer { hand = (hand + 1) % addresses.count }
            if !isKept(Peer(UInt32(hand))) { return hand }
        }
        return nil
    }
}
