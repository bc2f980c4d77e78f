/// Who is linked to whom in a simulated network.
public enum Topology: Hashable, Sendable {
    /// Everybody with everybody.
    case full
    case line
    case ring
    /// Rows of ⌈√n⌉ columns.
    case grid
    /// A complete binary tree: the children of i are 2i+1 and 2i+2.
    case tree
    /// Everybody with the first.
    case star
    /// Connected, with this many links per node on average, drawn at random.
    case random(degree: Int)
    /// A ring in which each is linked to its `degree` nearest, with random shortcuts beside
    /// (Newman, Watts 1999).
    case smallWorld(degree: Int)
    /// So many full meshes, each joined to the next by one bridge.
    case clusters(count: Int)
    /// Two full meshes joined by two links, on which messages take three times as long.
    case continents
}

/// Why a topology was refused.
public enum TopologyError: Error, Hashable, Sendable {
    /// A degree or a number of clusters that this many nodes cannot have.
    case outOfRange(Topology, nodes: Int, right: String)
}

extension Topology {
    /// The most links of a node that are drawn one by one; whoever wants more wants a full mesh.
    static let degreeMax = 1_000

    /// - Throws: `TopologyError` when this many nodes cannot be linked so.
    public func validate(nodes: Int) throws(TopologyError) {
        switch self {
        case .full, .line, .ring, .grid, .tree, .star, .continents: break
        case .random(let degree):
            let most = max(1, min(nodes - 1, Self.degreeMax))
            try require((1...most).contains(degree), nodes, "from 1 to \(most)")
        case .smallWorld(let degree):
            let most = max(2, min((nodes - 1) / 2 * 2, Self.degreeMax))
            let fits = degree % 2 == 0 && (2...most).contains(degree)
            try require(fits, nodes, "even, from 2 to \(most)")
        case .clusters(let count):
            try require((1...nodes).contains(count), nodes, "from 1 to \(nodes)")
        }
    }

    private func require(_ holds: Bool, _ nodes: Int, _ right: String) throws(TopologyError) {
        guard holds else { throw .outOfRange(self, nodes: nodes, right: right) }
    }
}

extension Topology {
    /// Whether links are drawn at random, so that one seed gives others than another.
    public var isDrawn: Bool {
        switch self {
        case .random, .smallWorld: true
        case .full, .line, .ring, .grid, .tree, .star, .clusters, .continents: false
        }
    }
}

extension Topology: CustomStringConvertible {
    /// As it is given on the command line: `full`, `random:4`.
    public var description: String {
        switch self {
        case .full: "full"
        case .line: "line"
        case .ring: "ring"
        case .grid: "grid"
        case .tree: "tree"
        case .star: "star"
        case .random(let degree): "random:\(degree)"
        case .smallWorld(let degree): "small-world:\(degree)"
        case .clusters(let count): "clusters:\(count)"
        case .continents: "continents"
        }
    }
}

extension TopologyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .outOfRange(let topology, let nodes, let right):
            "topology \(topology): the number must be \(right) with \(nodes) nodes"
        }
    }
}
