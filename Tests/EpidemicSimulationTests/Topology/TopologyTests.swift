import Epidemic
import Testing

@testable import EpidemicSimulation

@Suite struct TopologyTests {
    private static let all: [Topology] = [
        .full, .line, .ring, .grid, .tree, .star, .random(degree: 1), .random(degree: 4),
        .smallWorld(degree: 2), .smallWorld(degree: 4), .clusters(count: 1), .clusters(count: 3),
        .continents,
    ]

    private func neighbours(_ links: Links, _ node: Int) -> [Int] {
        let peers = links.peers(of: node)
        return (0..<peers.count).map { Int(peers[$0].slot) }
    }

    private func isConnected(_ links: Links) -> Bool {
        var reached: Set<Int> = [0]
        var border = [0]
        while let node = border.popLast() {
            for next in neighbours(links, node) where reached.insert(next).inserted {
                border.append(next)
            }
        }
        return reached.count == links.nodes
    }

    @Test(arguments: all, [1, 2, 3, 5, 6, 16, 33])
    func `every topology of every size is connected, mutual and without loops`(
        topology: Topology, nodes: Int
    ) throws {
        guard (try? topology.validate(nodes: nodes)) != nil else { return }
        var generator = SeededGenerator(seed: UInt64(nodes))
        var links = Links(topology, nodes: nodes, using: &generator)
        for _ in 0..<4 {
            #expect(isConnected(links), "\(topology) of \(links.nodes)")
            for node in 0..<links.nodes {
                let others = neighbours(links, node)
                #expect(Set(others).count == others.count)
                #expect(!others.contains(node))
                for other in others {
                    #expect(neighbours(links, other).contains(node))
                    #expect(links.areLinked(node, other))
                }
            }
            _ = links.add(using: &generator)
        }
    }

    @Test func `the shapes are what their names say`() {
        var generator = SeededGenerator(seed: 1)
        let grid = Links(.grid, nodes: 16, using: &generator)
        #expect(neighbours(grid, 5).sorted() == [1, 4, 6, 9])
        let tree = Links(.tree, nodes: 7, using: &generator)
        #expect(neighbours(tree, 1).sorted() == [0, 3, 4])
        let star = Links(.star, nodes: 5, using: &generator)
        #expect(neighbours(star, 0).count == 4 && neighbours(star, 3) == [0])
        let ring = Links(.ring, nodes: 5, using: &generator)
        #expect(neighbours(ring, 0).sorted() == [1, 4])
        let continents = Links(.continents, nodes: 16, using: &generator)
        let crossing = (0..<8).flatMap { neighbours(continents, $0) }.filter { $0 >= 8 }
        #expect(crossing.count == 2)
        #expect(continents.length(0, 1) == 1 && continents.length(0, 8) == 3)
        let clusters = Links(.clusters(count: 3), nodes: 18, using: &generator)
        let bridges = clusters.sparseLinks.filter { $0.from < $0.to }
        #expect(bridges.map { [$0.from.index, $0.to.index] } == [[0, 17], [5, 6], [11, 12]])
    }

    @Test func `a full mesh of any size takes no list`() {
        var generator = SeededGenerator(seed: 1)
        let links = Links(.full, nodes: 100_000, using: &generator)
        guard case .mesh(let slots, _, let beyond) = links.peers(of: 7) else {
            Issue.record("the mesh is a list")
            return
        }
        #expect(slots.count == 100_000 && beyond.isEmpty)
    }

    @Test func `numbers that cannot be are refused`() {
        let refused: [(Topology, Int)] = [
            (.random(degree: 0), 8), (.random(degree: 8), 8), (.smallWorld(degree: 3), 8),
            (.smallWorld(degree: 8), 8), (.clusters(count: 0), 8), (.clusters(count: 9), 8),
        ]
        for (topology, nodes) in refused {
            #expect(throws: TopologyError.self) { try topology.validate(nodes: nodes) }
        }
    }
}
