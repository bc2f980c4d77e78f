import Epidemic

/// Who takes part: the nodes that the workbench names at the start, in its order.
///
/// The replica knows each by its place, the workbench by its name.
struct Roster: Hashable, Sendable {
    /// The names, in the order that is the same on every node.
    let names: [String]
    /// The place of this node.
    let own: Int
    private let places: [String: Int]

    /// - Returns: nil when a name comes twice or is not among those that replicas can have, or when this node is
    ///   not named.
    init?(_ names: [String], own name: String) {
        let places = Dictionary(zip(names, names.indices)) { first, _ in first }
        guard places.count == names.count, names.allSatisfy({ ReplicaName($0) != nil }),
            let own = places[name]
        else { return nil }
        self.names = names
        self.own = own
        self.places = places
    }

    /// The node of this name; nil when it is none, or this one.
    func peer(_ name: String) -> Peer? {
        guard let place = places[name], place != own else { return nil }
        return Peer(UInt32(place))
    }

    /// The name of a node.
    func name(of peer: Peer) -> String { names[Int(peer.slot)] }

    /// All but this one.
    var others: [Peer] { peers(at: Array(names.indices)) }

    /// The nodes at these places, but for this one.
    func peers(at places: [Int]) -> [Peer] {
        places.filter { $0 != own }.map { Peer(UInt32($0)) }
    }
}
