import ClusterObservation
import Epidemic
import EpidemicSimulation
import Testing

@Suite struct FirstRun {
    @Test func `a write spreads to sixteen nodes and the cluster converges`() throws {
        var cluster = try SimulatedCluster(SimulationConfiguration(seed: 42, checks: .everyStep))
        cluster.perform(.write(at: NodeID(0), key: "colour", value: "red"))
        var focus: UpdateIdentity?
        for _ in 0..<40 {
            cluster.advance(.seconds(1))
            let view = cluster.observe(Interest(focus: focus, rows: 0..<16, messagesMax: 10, inspected: NodeID(3), entries: 0..<10, traceMax: 5))
            focus = view.updates.first?.id
            print(view.time.round, view.focus.map { "\($0.susceptible) \($0.infected) \($0.removed)" } ?? "-", view.totals.roots, view.totals.hotRumors, view.totals.messagesInFlight, view.totals.isConverged)
        }
    }
}
