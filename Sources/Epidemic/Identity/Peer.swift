/// Another replica as this one addresses it: a slot in the address book of the shell.
///
/// The engine never interprets the number. The shell that carries the messages knows what stands
/// behind it: a node of the simulation, or an address on a network.
public struct Peer: Hashable, Sendable {
    /// The place in the address book, from 0.
    public let slot: UInt32

    /// Whoever stands in this slot.
    public init(_ slot: UInt32) { self.slot = slot }
}

/// Which of the processes that were started at the place of a peer speaks, as far as the shell knows: another
/// number for every start. What one of them held the next need not hold.
public typealias PeerLife = UInt32

extension Peer: Comparable {
    /// By slot.
    public static func < (left: Peer, right: Peer) -> Bool { left.slot < right.slot }
}

extension Peer: CustomStringConvertible {
    public var description: String { "@\(slot)" }
}
