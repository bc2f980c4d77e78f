import Epidemic

/// The identity of an update of an explored cluster in 16 bits: node, life and sequence.
enum Identity {
    /// - Precondition: its origin is a node of an explored cluster, in one of its first 63 lives.
    static func number(of id: UpdateID) -> UInt16 {
        guard let node = node(of: id), id.origin.epoch < 64, id.sequence < 256 else {
            preconditionFailure("\(id) is of no explored cluster")
        }
        return UInt16(node) << 14 | UInt16(id.origin.epoch) << 8 | UInt16(id.sequence)
    }

    /// The node that wrote an update; nil where it is none of an explored cluster.
    static func node(of id: UpdateID) -> Int? {
        names.firstIndex(of: id.origin.name)
    }

    private static let names = (0..<ExplorationBounds.nodesMax).map { ReplicaName.node($0) }
}
