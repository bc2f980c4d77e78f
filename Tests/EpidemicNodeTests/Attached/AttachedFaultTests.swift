import ClusterObservation
import Testing

@testable import EpidemicNode

/// Faults that are made at a dashboard on real nodes.
@Suite(.timeLimit(.minutes(10))) struct AttachedFaultTests {
    @Test func `the keys that break links have an effect on real nodes`() {
        let cluster = AttachedCluster(to: [])
        #expect(cluster.capabilities.refusal(of: .changeNetwork) == nil)
        #expect(cluster.capabilities.refusal(of: .turnBack) != nil)
    }

    @Test func `what nodes cannot do to their links is refused by name`() {
        var cluster = AttachedCluster(to: [])
        for conditions in [
            NetworkConditions(latency: .zero, jitter: .milliseconds(1)),
            NetworkConditions(latency: .zero, jitter: .zero, duplication: 0.5),
            NetworkConditions(latency: .zero, jitter: .zero, bandwidth: 100),
        ] {
            let ticket = cluster.perform(.setNetwork(conditions))
            guard case .refused(let reason)? = cluster.outcomes.last?.result else {
                Issue.record("\(conditions) was not refused")
                continue
            }
            #expect(cluster.outcomes.last?.ticket == ticket)
            #expect(reason.contains("jitter") && reason.contains("bandwidth"))
        }
    }
}
