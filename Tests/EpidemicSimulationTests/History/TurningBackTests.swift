import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// What was seen at a moment is seen again when time is turned back to it.
@Suite struct TurningBackTests {
    @Test func `after turning back everything is as it was then`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 12)
        var written: [UpdateIdentity?] = []
        var seen: [ClusterView] = []
        for round in 0..<30 {
            if round % 4 == 1 {
                written.append(cluster.write(round % 12, ItemKey("k\(round % 3)"), "v"))
            }
            if round == 9 { cluster.perform(.kill(NodeID(5))) }
            if round == 14 { cluster.perform(.restart(NodeID(5), .lost)) }
            if round == 17 { cluster.perform(.addNode) }
            cluster.perform(.stepRound)
            seen.append(cluster.everything(focus: written.last ?? nil))
        }
        for expected in seen.dropLast().reversed() {
            cluster.perform(.backRound)
            var view = cluster.everything(focus: expected.focus?.update.id)
            view.outcomes = expected.outcomes
            view.time.hasFuture = false
            // Turning back is no step.
            #expect(view.time.step == nil)
            view.time.step = expected.time.step
            #expect(view == expected, "round \(expected.time.round)")
        }
    }
}
