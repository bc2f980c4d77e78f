import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// Nodes that come and go by themselves.
@Suite struct ChurnTests {
    private let churn = Churn(interval: .seconds(2), downTime: .seconds(5))

    private func deaths(in cluster: inout SimulatedCluster) -> [TraceEvent] {
        cluster.observe(Interest(traceMax: TraceLog.lengthMin)).trace.filter {
            $0.kind == .died(.churn)
        }
    }

    @Test func `nodes die by themselves and come back with their data in time`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 8)
        _ = cluster.write(0, "k", "v")
        expectConvergence(of: &cluster, within: 300)
        #expect(cluster.result(of: .setChurn(churn)) == .done)
        #expect(cluster.observe(Interest()).churn == churn)
        cluster.advance(.seconds(60))
        let trace = cluster.observe(Interest(traceMax: TraceLog.lengthMin)).trace
        let deaths = trace.filter { $0.kind == .died(.churn) }
        #expect(deaths.count > 10)
        for death in deaths where death.moment + churn.downTime <= cluster.everything().time.now {
            let comeback = trace.first { $0.number > death.number && $0.node == death.node }
            #expect(trace.contains { $0.kind == .cameBack && $0.node == death.node })
            #expect(comeback != nil)
        }
        cluster.perform(.setChurn(nil))
        cluster.advance(churn.downTime)
        #expect(cluster.everything().totals.down == 0)
        #expect(cluster.everything().rows.allSatisfy { $0.identity.epoch == 1 })
        expectConvergence(of: &cluster, within: 300)
        #expect(cluster.value(5, "k") == "v")
    }

    @Test func `a node that died comes back exactly when its time is over`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3)
        cluster.perform(.setChurn(Churn(interval: .seconds(30), downTime: .seconds(7))))
        var waited = 0
        while cluster.everything().totals.down == 0, waited < 10_000 {
            cluster.perform(.stepEvent)
            waited += 1
        }
        let death = try #require(deaths(in: &cluster).first)
        cluster.perform(.setChurn(nil))
        cluster.perform(.resume)
        cluster.advance(.milliseconds(6_999))
        #expect(cluster.everything().totals.down == 1)
        cluster.advance(.milliseconds(1))
        #expect(cluster.everything().totals.down == 0)
        let last = cluster.observe(Interest(traceMax: TraceLog.lengthMin)).trace.last {
            $0.kind == .cameBack
        }
        #expect(last?.node == death.node && last?.moment == death.moment + .seconds(7))
    }

    @Test func `the last live node never dies`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3)
        cluster.perform(
            .setChurn(Churn(interval: .milliseconds(50), downTime: .seconds(3_600))))
        for _ in 0..<100 {
            cluster.advance(.milliseconds(100))
            #expect(cluster.everything().totals.live >= 1)
        }
        #expect(cluster.everything().totals.live == 1)
    }

    @Test func `the same seed churns the same, and back in time it happens again`() throws {
        var first = try SimulatedCluster.checked(nodes: 6)
        first.perform(.setChurn(churn))
        var second = first
        first.advance(.seconds(40))
        second.advance(.seconds(40))
        let text = first.traceText()
        #expect(text == second.traceText())
        for _ in 0..<20 { first.perform(.backRound) }
        first.perform(.resume)
        first.advance((Moment.zero + .seconds(40)) - first.everything().time.now)
        #expect(first.traceText() == text)
    }

    @Test func `what somebody brought back and killed again stays down`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3)
        cluster.perform(.setChurn(Churn(interval: .seconds(1), downTime: .seconds(20))))
        while cluster.everything().totals.down == 0 { cluster.perform(.stepEvent) }
        cluster.perform(.setChurn(nil))
        let node = try #require(deaths(in: &cluster).first?.node)
        cluster.perform(.restart(node, .kept))
        cluster.perform(.kill(node))
        cluster.perform(.resume)
        cluster.advance(.seconds(60))
        #expect(cluster.everything().totals.down == 1)
    }

    @Test func `times that cannot be are refused`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3)
        for wrong in [
            Churn(interval: .zero, downTime: .seconds(1)),
            Churn(interval: .seconds(1), downTime: .seconds(90_000)),
        ] {
            guard case .refused = cluster.result(of: .setChurn(wrong)) else {
                Issue.record("\(wrong) was not refused")
                continue
            }
        }
        #expect(cluster.observe(Interest()).churn == nil)
    }

    @Test func `waits are exponential with mean one`() {
        var generator = SeededGenerator(seed: 7)
        let waits = (0..<20_000).map { _ in generator.exponential() }
        let mean = waits.reduce(0, +) / 20_000
        #expect(abs(mean - 1) < 0.03)
        // Five standard errors of a binomial around e⁻¹ and e⁻².
        let beyondOne = Double(waits.count { $0 > 1 }) / 20_000
        let beyondTwo = Double(waits.count { $0 > 2 }) / 20_000
        #expect(abs(beyondOne - 0.3679) < 0.017)
        #expect(abs(beyondTwo - 0.1353) < 0.0121)
    }
}
