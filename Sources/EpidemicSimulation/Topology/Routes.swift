import ClusterObservation
import Epidemic

/// The shortest ways between all nodes of a network.
///
/// Shape: for every target the next node on the way from every node, and the distance; n² of both, so
/// for networks of at most `nodesMax` nodes.
struct Routes: Sendable {
    private let nodes: Int
    private var distances: [UInt16]
    private var nextHops: [UInt16]

    /// The most nodes whose ways are kept.
    static let nodesMax = 4_096

    /// The links must connect all nodes.
    init(_ links: Links) {
        nodes = links.nodes
        distances = Array(repeating: .max, count: nodes * nodes)
        nextHops = Array(repeating: 0, count: nodes * nodes)
        let neighbours = (0..<nodes).map { links.neighbours(of: $0) }
        for target in 0..<nodes { search(from: target, neighbours) }
    }

    func distance(_ from: Int, _ target: Int) -> Int { Int(distances[target * nodes + from]) }

    /// Visits the links on the way, in the order in which they are taken.
    func forEachLink(from: Int, to target: Int, _ body: (DirectedLink) -> Void) {
        var node = from
        while node != target {
            let next = Int(nextHops[target * nodes + node])
            body(DirectedLink(from: NodeID(node), to: NodeID(next)))
            node = next
        }
    }

    /// Whom a node contacts how often, when it chooses by distance.
    func peers(of node: Int, exponent: Double) -> PeerSet {
        let others = (0..<nodes).filter { $0 != node }
        let weights = SpatialChoice.weights(
            distances: others.map { distance(node, $0) }, exponent: exponent)
        return .weighted(WeightedPeers(others.map { Peer(UInt32($0)) }, weights: weights))
    }

    /// Breadth first, from a target outwards.
    private mutating func search(from target: Int, _ neighbours: [[Int]]) {
        let row = target * nodes
        distances[row + target] = 0
        var reached = [target]
        var next = 0
        while next < reached.count {
            let node = reached[next]
            next += 1
            for other in neighbours[node] where distances[row + other] == .max {
                distances[row + other] = distances[row + node] + 1
                nextHops[row + other] = UInt16(node)
                reached.append(other)
            }
        }
    }
}
