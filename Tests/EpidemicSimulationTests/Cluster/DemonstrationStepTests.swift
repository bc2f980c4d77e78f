import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// Steps that are taken as virtual time passes, and what they are made of.
@Suite struct DemonstrationStepTests {
    private static let writing = Demonstration(
        name: "writing",
        steps: [
            .init(after: .seconds(1), "first", [.write(at: NodeID(0), key: "k", value: "v")]),
            .init(after: .seconds(2), "second", [.kill(NodeID(1)), .kill(NodeID(1))]),
            .init(after: .seconds(3), "third"),
        ])

    private func told(_ cluster: inout SimulatedCluster) -> [(Double, String)] {
        cluster.observe(Interest(traceMax: 10_000)).trace.compactMap { event in
            guard case .told(let words) = event.kind else { return nil }
            return ((event.moment - .zero).inSeconds, words)
        }
    }

    @Test func `every step is taken at its moment, and what is refused is told`() throws {
        var cluster = try SimulatedCluster(SimulationConfiguration(nodes: 3, seed: 1))
        cluster.perform(.demonstrate(Self.writing))
        cluster.advance(.seconds(4))
        #expect(cluster.observe(Interest()).demonstration == "writing")
        cluster.advance(.seconds(3))
        #expect(cluster.observe(Interest()).demonstration == nil)
        let steps = told(&cluster)
        #expect(steps.map(\.0) == [1, 3, 3, 6, 6])
        #expect(
            steps.map(\.1) == [
                "writing 1/3: first", "writing 2/3: second",
                "writing 2/3: not done: n1 is down already", "writing 3/3: third",
                "writing 3/3: the scenario is over. Protocol, links and churn are as they were before.",
            ])
    }

    @Test func `turning back turns its steps back, and they are taken again`() throws {
        var cluster = try SimulatedCluster(SimulationConfiguration(nodes: 3, seed: 1))
        cluster.perform(.demonstrate(Self.writing))
        cluster.advance(.seconds(7))
        cluster.perform(.goTo(.zero + .seconds(2)))
        let view = cluster.observe(Interest())
        #expect(view.totals.down == 0 && view.demonstration == "writing")
        cluster.perform(.resume)
        cluster.advance(.seconds(2))
        #expect(cluster.observe(Interest()).totals.down == 1)
    }

    @Test func `another demonstration ends the one before`() throws {
        var cluster = try SimulatedCluster(SimulationConfiguration(nodes: 3, seed: 1))
        cluster.perform(.demonstrate(Self.writing))
        let other = Demonstration(name: "other", steps: [.init(after: .zero, "other")])
        cluster.perform(.demonstrate(other))
        cluster.advance(.seconds(9))
        let told = told(&cluster).map { String($0.1.prefix { $0 != "." }) }
        #expect(
            told == [
                "writing 0/3: ends here", "other 1/1: other", "other 1/1: the scenario is over",
            ])
    }

    @Test func `a filling gives all nodes the same, and each half something more`() throws {
        var cluster = try SimulatedCluster(
            SimulationConfiguration(nodes: 4, seed: 1, checks: .everyStep))
        cluster.perform(.fill(TableFilling(common: 500, differing: 7)))
        let view = cluster.observe(Interest(rows: 0..<4))
        #expect(view.rows.map(\.keys) == [504, 504, 503, 503])
        #expect(view.totals.roots == 2)
        cluster.perform(.compare(NodeID(0), with: NodeID(3)))
        cluster.advance(.seconds(15))
        #expect(cluster.observe(Interest(rows: 0..<4)).rows[0].keys == 507)
        let ticket = cluster.perform(.fill(TableFilling(common: 1 << 40, differing: 0)))
        let outcome = cluster.observe(Interest()).outcomes.first { $0.ticket == ticket }
        #expect(
            outcome?.result
                == .refused("1099511627776 and 0 entries for 4 nodes: together at most 500000"))
    }

    @Test func `what a node holds can be handed over, and nothing else`() throws {
        var settings = Settings(rumors: nil, antiEntropy: AntiEntropySettings(method: nil))
        settings.cache.interval = nil
        var cluster = try SimulatedCluster(
            SimulationConfiguration(nodes: 3, seed: 1, settings: settings))
        let hand = ClusterCommand.hand("k", from: NodeID(0), to: NodeID(2))
        #expect(cluster.result(of: hand) == .refused("n0 holds no k to hand over"))
        cluster.perform(.write(at: NodeID(0), key: "k", value: "v"))
        #expect(cluster.result(of: hand) == .done)
        cluster.advance(.seconds(2))
        #expect(cluster.observe(Interest(rows: 0..<3)).rows.map(\.keys) == [1, 0, 1])
    }
}
