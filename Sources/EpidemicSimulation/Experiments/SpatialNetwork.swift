import ClusterObservation
import Epidemic

/// A network that says whom a node may contact: built once, for all runs.
public struct SpatialNetwork: Sendable {
    public let topology: Topology
    /// The exponent of the choice of partners by distance, where 0 is uniform; nil when neighbours are
    /// chosen.
    public let exponent: Double?
    let routes: Routes
    let peers: [PeerSet]
    let linkCount: Int
    let criticalCount: Int
    /// The nodes of the first continent; 0 where there are none.
    let half: Int

    /// - Throws: `SimulationError` when so many nodes cannot be linked so, or are too many.
    public init(
        _ topology: Topology, nodes: Int, exponent: Double?, seed: UInt64
    ) throws(SimulationError) {
        try Self.validate(nodes: nodes, exponent: exponent)
        do { try topology.validate(nodes: nodes) } catch { throw .topology(error) }
        var generator = SeededGenerator(seed: seed)
        let links = Links(topology, nodes: nodes, using: &generator)
        let routes = Routes(links)
        self.topology = topology
        self.exponent = exponent
        self.routes = routes
        peers = (0..<nodes).map { node in
            exponent.map { routes.peers(of: node, exponent: $0) } ?? links.peers(of: node)
        }
        linkCount = (0..<nodes).reduce(0) { $0 + links.neighbours(of: $1).count } / 2
        half = topology == .continents ? links.meshSizes.first?.count ?? 0 : 0
        criticalCount = half > 0 ? links.sparseLinks.count / 2 : 0
    }

    /// - Throws: `SimulationError` when partners cannot be chosen by distance so.
    static func validate(nodes: Int, exponent: Double?) throws(SimulationError) {
        if let exponent, !(0...SpatialChoice.exponentMax).contains(exponent) {
            throw .outOfRange(
                name: "spatial", value: "\(exponent)",
                right: "from 0 to \(Int(SpatialChoice.exponentMax))")
        }
        guard nodes <= Routes.nodesMax else {
            throw .outOfRange(
                name: "nodes", value: "\(nodes)",
                right: "at most \(Routes.nodesMax) where it matters who is linked to whom")
        }
    }
}
