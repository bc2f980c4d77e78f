import ClusterObservation
import TerminalUI

extension MapPanel {
    /// The links of topologies that have few, faintly.
    func drawEdges(of scene: MapScene, into buffer: inout CellBuffer) {
        let glyph = theme.glyph(.linkUp)
        let style = theme.style(.linkUp)
        for point in scene.links { buffer.put(glyph, at: point, style: style) }
    }

    /// Walls between the sides of a partition and the bridges over them, every link that is slow, lossy or
    /// cut by itself, and a fence of crosses around a node all of whose links are cut.
    func drawFaults(of scene: MapScene, into buffer: inout CellBuffer) {
        if let walls = PartitionWalls(in: scene) { draw(walls, into: &buffer) }
        for pair in LinkPair.pairs(of: scene.view.bridges) {
            drawBridge(along: line(of: pair, in: scene), into: &buffer)
        }
        for (mark, pair) in scene.view.markedLinks {
            draw(mark, along: pair.stretch(of: line(of: pair, in: scene)), into: &buffer)
        }
        let pairs = LinkPair.pairs(of: scene.view.cutsBesideIsolation)
        let dashes: Dashes = pairs.count > 24 ? .no : .yes
        for pair in pairs {
            draw(pair, along: line(of: pair, in: scene), dashed: dashes, into: &buffer)
        }
        for isolated in scene.view.isolated {
            drawFence(around: isolated.node, in: scene, into: &buffer)
        }
    }

    private func line(of pair: LinkPair, in scene: MapScene) -> [Point] {
        scene.line(from: pair.link.from, to: pair.link.to)
    }

    /// A heavy line over the wall.
    private func drawBridge(along line: [Point], into buffer: inout CellBuffer) {
        guard let first = line.first, let last = line.last else { return }
        let glyph: Glyph =
            CellLine.isFlat(from: first, to: last) ? .heavyHorizontal : .heavyVertical
        for point in line { buffer.put(glyph.unicode, at: point, style: theme.style(.strong)) }
    }

    /// Every other cell of a link that is slow, lossy or special has its mark.
    private func draw(
        _ mark: LinkLook.Mark, along line: ArraySlice<Point>, into buffer: inout CellBuffer
    ) {
        for (index, point) in line.enumerated() where index % 2 == 0 {
            buffer.put(mark.glyph(in: theme), at: point, style: theme.style(mark.role))
        }
    }

    /// A cross in every other cell around the node and its label.
    private func drawFence(
        around node: NodeID, in scene: MapScene, into buffer: inout CellBuffer
    ) {
        guard let place = scene.place(of: node) else { return }
        for point in scene.surroundings(of: node)
        where point.row == place.row || (point.column - place.column) % 2 == 0 {
            buffer.put(theme.glyph(.linkCut), at: point, style: theme.style(.linkCut))
        }
    }

    private enum Dashes { case yes, no }

    private func draw(
        _ pair: LinkPair, along line: [Point], dashed: Dashes, into buffer: inout CellBuffer
    ) {
        guard let first = line.first, let last = line.last else { return }
        let style = theme.style(.linkCut)
        let dash: Glyph =
            CellLine.isFlat(from: first, to: last) ? .dashedHorizontal : .dashedVertical
        let stretch = pair.stretch(of: line)
        if dashed == .yes {
            for point in stretch { buffer.put(dash.unicode, at: point, style: style) }
        }
        buffer.put(
            theme.glyph(.linkCut), at: stretch[(stretch.startIndex + line.count) / 2], style: style)
    }

    private func draw(_ walls: PartitionWalls, into buffer: inout CellBuffer) {
        let style = theme.style(.linkCut)
        for (index, brick) in walls.bricks.enumerated() {
            let dash: Glyph = brick.isUpright ? .dashedVertical : .dashedHorizontal
            let isCross = index % 5 == 2
            buffer.put(
                isCross ? theme.glyph(.linkCut) : dash.unicode, at: brick.point, style: style)
        }
    }
}

extension TopologyShape {
    /// The links that follow from the shape alone; none where everybody has many.
    func edges(among nodes: Int) -> [DirectedLink] {
        switch self {
        case .full, .random, .smallWorld: []
        case .clusters, .continents: bridges
        case .line: Self.chain(nodes)
        case .ring: Self.chain(nodes) + (nodes > 2 ? [Self.link(nodes - 1, 0)] : [])
        case .star: (1..<max(1, nodes)).map { Self.link(0, $0) }
        case .tree: (1..<max(1, nodes)).map { Self.link(($0 - 1) / 2, $0) }
        case .grid(let columns): Self.grid(nodes, columns: max(1, columns))
        }
    }

    /// The few links between groups; none where there are no groups.
    var bridges: [DirectedLink] {
        switch self {
        case .clusters(let count, let founders): Self.bridges(between: count, of: founders)
        case .continents(let founders): Self.crossings(of: founders)
        case .full, .line, .ring, .grid, .tree, .star, .random, .smallWorld: []
        }
    }

    /// From the last of each group to the first of the next, around.
    private static func bridges(between groups: Int, of founders: Int) -> [DirectedLink] {
        guard groups > 1, founders >= groups else { return [] }
        return (0..<(groups == 2 ? 1 : groups)).map { group in
            let next = (group + 1) % groups
            return link((group + 1) * founders / groups - 1, next * founders / groups)
        }
    }

    /// Between the first and between the last of the two halves.
    private static func crossings(of founders: Int) -> [DirectedLink] {
        guard founders > 1 else { return [] }
        let half = founders / 2
        return [link(0, half)] + (founders > 3 ? [link(half - 1, founders - 1)] : [])
    }

    private static func chain(_ nodes: Int) -> [DirectedLink] {
        (1..<max(1, nodes)).map { link($0 - 1, $0) }
    }

    private static func grid(_ nodes: Int, columns: Int) -> [DirectedLink] {
        (0..<nodes).flatMap { node -> [DirectedLink] in
            let right = node % columns + 1 < columns && node + 1 < nodes
            let below = node + columns < nodes
            return (right ? [link(node, node + 1)] : [])
                + (below ? [link(node, node + columns)] : [])
        }
    }

    private static func link(_ from: Int, _ to: Int) -> DirectedLink {
        DirectedLink(from: NodeID(from), to: NodeID(to))
    }
}
