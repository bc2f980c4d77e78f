import ClusterObservation

extension Scenario.Stage {
    /// The conditions in force.
    var network: NetworkConditions { view.lastingNetwork ?? NetworkConditions() }

    /// How long a round takes; a second where there are none.
    private var round: TimeSpan { view.settings.rumors?.interval ?? .seconds(1) }

    /// Nodes stay down for ten rounds, and die so often that one of eight is down on average.
    var churn: Churn {
        let down = round.times(10)
        let nodes = Int64(max(1, view.totals.nodes))
        let interval = max(down.times(8).nanoseconds / nodes, 1_000_000)
        return Churn(interval: TimeSpan(nanoseconds: interval), downTime: down)
    }

    /// A link from the first half of the roster to the second, the nearest to the middle.
    var crossing: DirectedLink? {
        let half = view.totals.nodes / 2
        let middle = DirectedLink(from: NodeID(half - 1), to: NodeID(half))
        if half > 0, view.topology.hasInOneMesh(half - 1, half) { return middle }
        let across = knownEdges.filter { ($0.from.index < half) != ($0.to.index < half) }
        return across.min { distance($0, to: half) < distance($1, to: half) }
    }

    /// Why there is none.
    static let noCrossing =
        "no link between the halves is known; links drawn at random are known while the map shows them"

    /// The link between the marked and the selected node, or else one of the selected node's.
    var chosenLink: DirectedLink? {
        let selected = selected
        if let marked = model.marked, marked != selected {
            return DirectedLink(from: marked, to: selected)
        }
        if let edge = knownEdges.first(where: { $0.from == selected }) { return edge }
        if let edge = knownEdges.first(where: { $0.to == selected }) { return edge.reversed }
        let near = [selected.index + 1, selected.index - 1].first {
            (0..<view.totals.nodes).contains($0)
                && view.topology.hasInOneMesh(selected.index, $0)
        }
        return near.map { DirectedLink(from: selected, to: NodeID($0)) }
    }

    func words(for link: DirectedLink) -> String { "\(name(link.from))–\(name(link.to))" }

    /// The links that follow from the topology's shape, or were drawn at random and asked for.
    private var knownEdges: [DirectedLink] {
        view.topology.edges(among: view.totals.nodes) + view.edges
    }

    private func distance(_ link: DirectedLink, to middle: Int) -> Int {
        abs(link.from.index - middle) + abs(link.to.index - middle)
    }

    /// What takes every fault back, as far as it can be seen.
    var healing: [ClusterCommand] {
        var commands: [ClusterCommand] = [.heal]
        if network.loss > 0 || network.duplication > 0 {
            var whole = network
            whole.loss = 0
            whole.duplication = 0
            commands.append(.setNetwork(whole))
        }
        if view.churn != nil { commands.append(.setChurn(nil)) }
        return commands + nodesComingBack
    }

    private var nodesComingBack: [ClusterCommand] {
        view.dots.compactMap { dot in
            switch dot.condition {
            case .up, .arriving: nil
            case .frozen: .thaw(dot.node)
            case .down: .restart(dot.node, .kept)
            }
        }
    }
}

extension TimeSpan {
    func times(_ factor: Int64) -> TimeSpan { TimeSpan(nanoseconds: nanoseconds * factor) }

    func longer(by other: TimeSpan) -> TimeSpan {
        TimeSpan(nanoseconds: nanoseconds + other.nanoseconds)
    }
}

extension TopologyShape {
    /// Whether two places of the roster belong to a group of which everybody is linked.
    fileprivate func hasInOneMesh(_ left: Int, _ right: Int) -> Bool {
        switch self {
        case .full: true
        case .clusters(let count, let founders):
            Self.group(of: left, among: count, founders)
                == Self.group(of: right, among: count, founders)
        case .continents(let founders):
            Self.group(of: left, among: 2, founders) == Self.group(of: right, among: 2, founders)
        case .line, .ring, .star, .grid, .tree, .random, .smallWorld: false
        }
    }

    /// The group of a place; those that were added later belong to the last.
    private static func group(of place: Int, among count: Int, _ founders: Int) -> Int? {
        (0..<count).last { $0 * founders / count <= place }
    }
}
