import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// That links on the map lead from node to node, and none seems to end where it does not.
struct MapLinkTests {
    /// A connected network of about so many links a node, drawn by lots that a number begins.
    private func network(_ shape: TopologyShape, nodes: Int, degree: Int, lot: Int)
        -> [DirectedLink]
    {
        var state = UInt64(lot + 1)
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        var links: Set<DirectedLink> = []
        func link(_ left: Int, _ right: Int) {
            if left != right { links.insert(Fixture.link(min(left, right), max(left, right))) }
        }
        for node in 1..<nodes {
            if shape == .random { link(node, below(node)) }
            guard shape == .smallWorld else { continue }
            for step in 1...degree / 2 { link(node, (node + step) % nodes) }
            if below(5) == 0 { link(node, below(nodes)) }
        }
        while links.count < nodes * degree / 2 { link(below(nodes), below(nodes)) }
        return links.sorted()
    }

    private func layout(
        _ shape: TopologyShape, nodes: Int, edges: [DirectedLink], _ room: Size
    ) -> MapLayout {
        MapLayout(
            MapLayout.Subject(
                nodes: nodes, shape: shape, edges: edges, nameColumns: "n\(nodes - 1)".count),
            in: room)
    }

    private static let rooms = [
        Size(columns: 56, rows: 18), Size(columns: 74, rows: 19), Size(columns: 116, rows: 35),
    ]

    @Test(arguments: [TopologyShape.random, .smallWorld], rooms)
    func `Links of a network drawn at random lead past all nodes but their ends`(
        shape: TopologyShape, room: Size
    ) {
        var hidden = 0
        for lot in 0..<4 {
            let edges = network(shape, nodes: 16, degree: lot % 2 == 0 ? 2 : 4, lot: lot)
            let layout = layout(shape, nodes: 16, edges: edges, room)
            #expect(layout.detail == .labels)
            for edge in edges {
                let line = layout.line(edge)
                let others = line.compactMap { layout.cells.node(at: $0) }
                    .filter { $0 != edge.from && $0 != edge.to }
                if !others.isEmpty || line.isEmpty { hidden += 1 }
            }
        }
        #expect(hidden == 0)
    }

    @Test func `Where there is no way around, a link leaves a gap before the node that it passes`()
    {
        let places = [0, 10, 20].map { Point(column: $0, row: 0) }
        let cells = NodeCells(places, labelColumns: 1, in: Size(columns: 21, rows: 1))
        let link = Fixture.link(0, 2)
        let columns = cells.open(cells.line(link), of: link).map(\.column)
        #expect(columns == Array(1...6) + Array(14...19))
    }

    @Test func `A level of a tree that is broader than the map shows who has children`() {
        let layout = layout(.tree, nodes: 100, edges: [], Size(columns: 58, rows: 20))
        #expect(layout.detail == .points)
        for parent in 31..<63 {
            let place = layout.places[parent]
            let below = Point(column: place.column, row: place.row + 1)
            #expect(layout.links.contains(below) == (2 * parent + 1 < 100), "n\(parent)")
        }
        let lowest = layout.places[99].row
        #expect(!layout.links.contains { $0.row >= lowest - 1 })
    }

    @Test func `Names give way where links have no room beside them`() {
        let edges = network(.random, nodes: 60, degree: 3, lot: 1)
        for (room, detail) in [
            (Size(columns: 58, rows: 19), MapLayout.Detail.glyphs),
            (Size(columns: 116, rows: 35), .labels),
        ] {
            #expect(layout(.random, nodes: 60, edges: edges, room).detail == detail)
        }
    }
}
