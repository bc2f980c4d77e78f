import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// The roster summed up by stretches.
@Suite struct FieldTests {
    private func field(
        _ cells: Int, of cluster: inout SimulatedCluster, focus: UpdateIdentity?
    ) -> [FieldCell] {
        var interest = Interest(focus: focus)
        interest.fieldCells = cells
        return cluster.observe(interest).field
    }

    @Test(arguments: [1, 2, 7, 20, 33, 1_000])
    func `every stretch is the sum of its dots`(cells: Int) throws {
        var cluster = try SimulatedCluster.checked(nodes: 33)
        let written = cluster.write(0, "k", "v")
        cluster.advance(.milliseconds(3_300))
        for node in [0, 7, 8, 32] { cluster.perform(.kill(NodeID(node))) }
        _ = cluster.write(5, "k", "w")
        cluster.advance(.milliseconds(1_500))
        for focus in [written, nil] {
            let dots = cluster.everything(focus: focus).dots
            let count = min(cells, 33)
            let expected = (0..<count).map { cell in
                var sum = FieldCell()
                for dot in dots[cell * 33 / count..<(cell + 1) * 33 / count] { sum.add(dot) }
                return sum
            }
            #expect(field(cells, of: &cluster, focus: focus) == expected)
        }
    }

    @Test func `no stretches are wanted, none are there`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3)
        #expect(field(0, of: &cluster, focus: nil).isEmpty)
    }
}

extension FieldCell {
    fileprivate mutating func add(_ dot: NodeDot) {
        switch dot.state {
        case _ where dot.condition.isDown: down += 1
        case .susceptible, .undone: susceptible += 1
        case .infected: infected += 1
        case .removed, .superseded, .forgotten: removed += 1
        case nil: plain += 1
        }
    }
}
