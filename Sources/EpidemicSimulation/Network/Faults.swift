import ClusterObservation

/// What is wrong with a network: directions cut one by one, a partition, and directions that are not
/// like all others.
struct Faults: Hashable, Sendable {
    /// Cut one by one.
    private var cuts: Set<DirectedLink> = []
    /// Restored one by one although a partition separates them.
    private var exceptions: Set<DirectedLink> = []
    /// Directions on which messages are held back.
    private var clogged: Set<DirectedLink> = []
    /// How messages fare on directions that have conditions of their own.
    private(set) var special: [DirectedLink: NetworkConditions] = [:]
    /// The number of groups; 1 when there is no partition.
    private(set) var groups = 1
    /// The nodes when the partition was made; later ones belong to the last group.
    private var partitioned = 0

    /// Whether a direction is cut.
    func isCut(_ link: DirectedLink) -> Bool {
        if !cuts.isEmpty, cuts.contains(link) { return true }
        return isSeparated(link) && !exceptions.contains(link)
    }

    /// Whether messages pass a link of the topology, and what stops them.
    func condition(of link: DirectedLink) -> LinkDetail.Condition {
        guard isCut(link) else { return .up }
        return cuts.contains(link) ? .cut : .separated
    }

    /// The conditions of a direction that has its own; cheap where none has.
    func special(of link: DirectedLink) -> NetworkConditions? {
        special.isEmpty ? nil : special[link]
    }

    /// Whether the partition lies between the ends of a direction.
    private func isSeparated(_ link: DirectedLink) -> Bool {
        groups > 1 && group(of: link.from) != group(of: link.to)
    }

    /// Forgets what was done to directions that are no links any more.
    mutating func forgetUnlinked(_ links: Links) {
        cuts = cuts.filter { links.areLinked($0.from.index, $0.to.index) }
        clogged = clogged.filter { links.areLinked($0.from.index, $0.to.index) }
        exceptions = exceptions.filter { links.areLinked($0.from.index, $0.to.index) }
        special = special.filter { links.areLinked($0.key.from.index, $0.key.to.index) }
    }

    /// The side of the partition that a node is on.
    func group(of node: NodeID) -> Int {
        guard groups > 1 else { return 0 }
        guard node.index < partitioned else { return groups - 1 }
        // The group g that holds places g·n/G ..< (g+1)·n/G.
        return ((node.index + 1) * groups - 1) / partitioned
    }

    mutating func cut(_ links: [DirectedLink]) {
        for link in links {
            exceptions.remove(link)
            if !isCut(link) { cuts.insert(link) }
        }
    }

    mutating func restore(_ links: [DirectedLink]) {
        for link in links {
            cuts.remove(link)
            if isCut(link) { exceptions.insert(link) }
        }
    }

    /// Splits the roster into so many stretches of about equal size.
    mutating func partition(_ nodes: Int, into groups: Int) {
        self.groups = groups
        partitioned = nodes
        exceptions = []
    }

    /// Gives directions conditions of their own, or takes these away.
    mutating func set(_ links: [DirectedLink], _ conditions: NetworkConditions?) {
        for link in links { special[link] = conditions }
    }

    mutating func clog(_ links: [DirectedLink]) { clogged.formUnion(links) }

    mutating func unclog(_ links: [DirectedLink]) { clogged.subtract(links) }

    /// Whether messages are held back on a direction; cheap where none is.
    func isClogged(_ link: DirectedLink) -> Bool { !clogged.isEmpty && clogged.contains(link) }

    mutating func heal() { self = Faults() }

    /// The directions restored one by one across the partition, ascending.
    var bridges: [DirectedLink] { exceptions.sorted() }

    /// The directions cut one by one, ascending.
    var singleCuts: [DirectedLink] { cuts.sorted() }

    /// How many linked directions are cut.
    func count(among links: Links) -> Int {
        guard groups > 1 else { return cuts.count }
        let crossing = links.meshSizes.map { crossings($0) }.reduce(0, +)
        let sparse = links.sparseLinks.count { isSeparated($0) }
        let single = cuts.count { !isSeparated($0) }
        return single + crossing + sparse - exceptions.count
    }

    /// Ordered pairs of one stretch of the roster that the partition separates; the groups are stretches,
    /// too.
    private func crossings(_ stretch: Range<Int>) -> Int {
        var together = 0
        var size = 0
        var current = -1
        for node in stretch {
            let group = group(of: NodeID(node))
            if group != current {
                together += size * size
                (current, size) = (group, 0)
            }
            size += 1
        }
        return stretch.count * stretch.count - together - size * size
    }
}
