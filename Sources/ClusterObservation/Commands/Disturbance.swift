import Epidemic

/// Something that clusters suffer on real machines: power that fails, disks that are set back, clocks that are
/// wrong, links that hold back what they carry.
///
/// Example: n1 writes, `backUp(n1)`, n1 writes again, dies, `putBack(n1)`, and is restarted: it holds the
/// first write and gives the number of the second one out anew, unless it learns of it first.
public enum Disturbance: Hashable, Sendable {
    /// The node is gone at once, and with it what it had not made durable yet.
    case cutPower(NodeID)
    /// A copy is taken of what is durable on the node's disk, in place of an earlier copy.
    case backUp(NodeID)
    /// The disk of a node that is down holds again what it held when it was copied last.
    case putBack(NodeID)
    /// The node passes on what it holds, says goodbye and ends, at the latest after some seconds.
    case leave(NodeID)
    /// What is sent over these directions from now on is held back.
    case clog([DirectedLink])
    /// What was held back on these directions goes on, as if it were sent now.
    case unclog([DirectedLink])
    /// The wall clock of the node is so far ahead, or behind; it lives by it from its next start on.
    case setClock(NodeID, ahead: TimeSpan)

    /// The node that it is about, if it is about one.
    public var node: NodeID? {
        switch self {
        case .cutPower(let node), .backUp(let node), .putBack(let node), .leave(let node),
            .setClock(let node, _):
            node
        case .clog, .unclog: nil
        }
    }

    /// The directed links that it is about.
    public var links: [DirectedLink] {
        switch self {
        case .clog(let links), .unclog(let links): links
        case .cutPower, .backUp, .putBack, .leave, .setClock: []
        }
    }
}
