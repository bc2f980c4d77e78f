import ClusterObservation
import Epidemic

/// The links of one simulated network, drawn once from the seed and kept as nodes are added.
///
/// Meshes are kept as rules; only sparse links are lists.
struct Links: Sendable {
    let topology: Topology
    private(set) var nodes: Int
    /// The sparse links of every node; empty lists where only a mesh rule holds.
    private var sparse: [[Peer]]
    /// The full meshes, as stretches of the roster.
    private var meshes: [Range<UInt32>]
    /// The nodes when it was drawn; meshes are shared out among them.
    private let founders: Int
    private let columns: Int
    /// The exponent of the choice of partners by distance; nil when neighbours are chosen.
    private let exponent: Double?
    /// The ways between all nodes, where partners are chosen by distance.
    private var routes: Routes?

    /// The links of `nodes` nodes; the topology must be valid for them.
    init(
        _ topology: Topology, nodes: Int, spatial exponent: Double? = nil,
        using generator: inout SeededGenerator
    ) {
        self.topology = topology
        self.exponent = exponent
        self.nodes = nodes
        founders = nodes
        columns = (1...max(1, nodes)).first { $0 * $0 >= nodes } ?? 1
        sparse = Array(repeating: [], count: topology.isMeshed ? 0 : nodes)
        meshes = topology.meshes(nodes: nodes)
        for (left, right) in drawLinks(using: &generator) { link(left, right) }
        findRoutes()
    }

    private mutating func findRoutes() {
        if exponent != nil { routes = Routes(self) }
    }

    /// Whom a node may contact: its neighbours or, where partners are chosen by distance, everybody.
    func peers(of node: Int) -> PeerSet {
        guard let exponent, let routes else { return linkedPeers(of: node) }
        return routes.peers(of: node, exponent: exponent)
    }

    private func linkedPeers(of node: Int) -> PeerSet {
        guard let mesh = mesh(of: node) else { return .list(sparse[node]) }
        return .mesh(mesh, own: Peer(UInt32(node)), beyond: sparse.isEmpty ? [] : sparse[node])
    }

    /// Whether two nodes are linked.
    func areLinked(_ left: Int, _ right: Int) -> Bool {
        guard left != right else { return false }
        if let mesh = mesh(of: left), mesh.contains(UInt32(right)) { return true }
        return !sparse.isEmpty && sparse[left].contains(Peer(UInt32(right)))
    }

    /// The nodes that a node is linked with.
    func neighbours(of node: Int) -> [Int] {
        let inMesh = mesh(of: node)?.map { Int($0) }.filter { $0 != node } ?? []
        return inMesh + (sparse.isEmpty ? [] : sparse[node].map { Int($0.slot) })
    }

    /// The full mesh that a node belongs to; the meshes are ascending and cover the roster.
    private func mesh(of node: Int) -> Range<UInt32>? {
        var low = 0
        var high = meshes.count
        while low < high {
            let middle = (low + high) / 2
            if meshes[middle].upperBound <= UInt32(node) { low = middle + 1 } else { high = middle }
        }
        return low < meshes.count ? meshes[low] : nil
    }

    /// How many times the latency a message takes between two nodes.
    func length(_ left: Int, _ right: Int) -> Int64 {
        if let routes { return Int64(routes.distance(left, right)) }
        guard topology == .continents, let mesh = meshes.first else { return 1 }
        return mesh.contains(UInt32(left)) == mesh.contains(UInt32(right)) ? 1 : 3
    }

    /// Adds a node at the end of the roster.
    ///
    /// - Returns: the nodes that have another set of peers now.
    mutating func add(using generator: inout SeededGenerator) -> [Int] {
        let changed = addNode(using: &generator)
        findRoutes()
        return exponent == nil ? changed : Array(0..<nodes)
    }

    private mutating func addNode(using generator: inout SeededGenerator) -> [Int] {
        let node = nodes
        nodes += 1
        if !sparse.isEmpty || !topology.isMeshed { sparse.append([]) }
        if let last = meshes.indices.last {
            meshes[last] = meshes[last].lowerBound..<UInt32(nodes)
            return meshes[last].map { Int($0) }
        }
        if topology == .ring, node >= 3 { unlink(node - 1, 0) }
        let others = linksOfNewcomer(node, using: &generator)
        for other in others { link(node, other) }
        return topology == .ring ? [0, node - 1, node] : others + [node]
    }

    /// The shape that a map is drawn by.
    var shape: TopologyShape {
        switch topology {
        case .full: .full
        case .line: .line
        case .ring: .ring
        case .grid: .grid(columns: columns)
        case .tree: .tree
        case .star: .star
        case .random: .random
        case .smallWorld: .smallWorld
        case .clusters(let count): .clusters(count: count, founders: founders)
        case .continents: .continents(founders: founders)
        }
    }

    /// The stretches of the roster that are full meshes.
    var meshSizes: [Range<Int>] { meshes.map { Int($0.lowerBound)..<Int($0.upperBound) } }

    /// Every direction that is not part of a mesh.
    var sparseLinks: [DirectedLink] {
        sparse.enumerated().flatMap { node, peers in
            peers.map { DirectedLink(from: NodeID(node), to: NodeID(Int($0.slot))) }
        }
    }

    /// The links that the shape does not tell, each once, ascending; none when there are more than so many.
    func drawn(max most: Int) -> [DirectedLink] {
        guard topology.isDrawn, sparse.lazy.map(\.count).reduce(0, +) <= 2 * most else {
            return []
        }
        return sparseLinks.filter { $0.from < $0.to }.sorted()
    }

    // MARK: Drawing the links

    private func drawLinks(using generator: inout SeededGenerator) -> [(Int, Int)] {
        switch topology {
        case .full: return []
        case .line, .tree, .star, .grid:
            return (1..<max(1, nodes)).flatMap { node in
                earlierNeighbours(of: node).map { (node, $0) }
            }
        case .ring: return nearest(1)
        case .random(let degree): return randomLinks(degree, using: &generator)
        case .smallWorld(let degree):
            let lattice = nearest(degree / 2)
            return lattice
                + lattice.compactMap { link in
                    let other = generator.below(nodes)
                    return generator.below(10) == 0 ? (link.0, other) : nil
                }
        case .clusters(let count):
            guard count > 1 else { return [] }
            let bridges = meshes.indices.map { place in
                (Int(meshes[place].upperBound) - 1, Int(meshes[(place + 1) % count].lowerBound))
            }
            return count == 2 ? [bridges[0]] : bridges
        case .continents:
            guard nodes > 1 else { return [] }
            let half = Int(meshes[0].upperBound)
            return nodes > 3 ? [(0, half), (half - 1, nodes - 1)] : [(0, half)]
        }
    }

    /// The neighbours before a node where links follow from the place alone.
    private func earlierNeighbours(of node: Int) -> [Int] {
        switch topology {
        case .line: [node - 1]
        case .tree: [(node - 1) / 2]
        case .star: [0]
        case .grid:
            (node % columns > 0 ? [node - 1] : []) + (node >= columns ? [node - columns] : [])
        case .full, .ring, .random, .smallWorld, .clusters, .continents: []
        }
    }

    private func nearest(_ reach: Int) -> [(Int, Int)] {
        guard nodes > 1 else { return [] }
        return (0..<nodes).flatMap { node in
            (1...reach).map { (node, (node + $0) % nodes) }
        }
    }

    /// A random tree, so that it is connected, and then links anywhere, until there are enough for the
    /// degree; the tree alone makes a mean degree of nearly two.
    private func randomLinks(
        _ degree: Int, using generator: inout SeededGenerator
    ) -> [(Int, Int)] {
        guard nodes > 1 else { return [] }
        var links = (1..<nodes).map { ($0, generator.below($0)) }
        var drawn = Set(links.map { Self.pair($0.0, $0.1) })
        let wanted = min(nodes * degree / 2, nodes * (nodes - 1) / 2)
        while links.count < wanted {
            let link = (generator.below(nodes), generator.below(nodes))
            guard link.0 != link.1, drawn.insert(Self.pair(link.0, link.1)).inserted else {
                continue
            }
            links.append(link)
        }
        return links
    }

    /// Two nodes, whichever comes first.
    private static func pair(_ left: Int, _ right: Int) -> DirectedLink {
        DirectedLink(from: NodeID(min(left, right)), to: NodeID(max(left, right)))
    }

    private mutating func linksOfNewcomer(
        _ node: Int, using generator: inout SeededGenerator
    ) -> [Int] {
        guard node > 0 else { return [] }
        switch topology {
        case .line, .tree, .star, .grid: return earlierNeighbours(of: node)
        case .ring: return node == 1 ? [0] : [node - 1, 0]
        case .random(let degree), .smallWorld(let degree):
            var others: [Int] = []
            while others.count < min(degree, node) {
                let other = generator.below(node)
                if !others.contains(other) { others.append(other) }
            }
            return others
        case .full, .clusters, .continents: return []
        }
    }

    private mutating func link(_ left: Int, _ right: Int) {
        guard left != right, !areLinked(left, right) else { return }
        if sparse.isEmpty { sparse = Array(repeating: [], count: nodes) }
        sparse[left].append(Peer(UInt32(right)))
        sparse[right].append(Peer(UInt32(left)))
    }

    private mutating func unlink(_ left: Int, _ right: Int) {
        sparse[left].removeAll { $0.slot == UInt32(right) }
        sparse[right].removeAll { $0.slot == UInt32(left) }
    }
}

extension Topology {
    /// Whether every node belongs to a full mesh.
    var isMeshed: Bool {
        switch self {
        case .full, .clusters, .continents: true
        case .line, .ring, .grid, .tree, .star, .random, .smallWorld: false
        }
    }

    fileprivate func meshes(nodes: Int) -> [Range<UInt32>] {
        let count =
            switch self {
            case .full: 1
            case .continents: min(2, nodes)
            case .clusters(let count): count
            case .line, .ring, .grid, .tree, .star, .random, .smallWorld: 0
            }
        return (0..<count).map { place in
            UInt32(place * nodes / count)..<UInt32((place + 1) * nodes / count)
        }
    }
}
