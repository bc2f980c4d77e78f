import ClusterObservation
import EpidemicSimulation

var cluster = try SimulatedCluster(
    SimulationConfiguration(nodes: 16, topology: .ring, seed: 42))
cluster.perform(.write(at: NodeID(0), key: "colour", value: "red"))
cluster.perform(.kill(NodeID(5)))
while !cluster.observe(Interest()).totals.isConverged {
    cluster.advance(.seconds(1))
}
let view = cluster.observe(Interest(rows: 0..<3))
print("\(view.totals.agreeing) replicas agree after \(view.time.round) rounds")
for row in view.rows {
    print("\(row.dot.name)  clock \(row.clock)  root \(row.root.prefix(8))")
}
