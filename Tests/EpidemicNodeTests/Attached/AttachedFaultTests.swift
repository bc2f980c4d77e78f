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

    /// The reason that a key is dimmed with is the one that the source itself gives.
    @Test(arguments: [
        (Capabilities.Ability.undo, ClusterCommand.undo),
        (.churn, .setChurn(Churn(interval: .seconds(1), downTime: .seconds(1)))),
        (.demonstrate, .demonstrate(nil)), (.addNodes, .addNode),
    ])
    func `what cannot be done to nodes that were not launched here is said beforehand`(
        ability: Capabilities.Ability, command: ClusterCommand
    ) throws {
        var cluster = AttachedCluster(to: [])
        let reason = try #require(cluster.capabilities.refusal(of: ability))
        cluster.perform(command)
        #expect(cluster.outcomes.last?.result == .refused(reason))
        #expect(cluster.capabilities.refusal(of: .killNodes)?.contains("not launched here") == true)
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
