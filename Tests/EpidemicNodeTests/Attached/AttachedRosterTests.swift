import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicNode

/// Which nodes an attached dashboard shows: each once, whatever it is reached by.
@Suite(.timeLimit(.minutes(10))) struct AttachedRosterTests {
    private let dead = HostPort(host: "127.0.0.1", port: 1)

    private func report(of node: TestNode) async throws -> NodeReport {
        try await node.node.onLoop { driver in
            NodeReport(
                driver.status(), settings: driver.replica.settings, now: driver.clock.now,
                events: [], passedOver: 0)
        }.get()
    }

    private func names(in cluster: inout AttachedCluster) -> [String] {
        cluster.observe(Interest(dots: 0..<10)).dots.map(\.name)
    }

    @Test func `a node that is given by two addresses is watched once`() async throws {
        let node = try await TestNode.start()
        let control = node.node.control!
        let other = HostPort(host: "localhost", port: control.port)
        let survey = await NodeSurvey.of([other, control], password: nil)
        #expect(survey.places.map(\.life).allSatisfy { $0?.id.name == "n1" })
        var cluster = AttachedCluster(to: survey)
        #expect(names(in: &cluster) == ["n1"])
        cluster.detach()
        await node.stop()
    }

    @Test func `a node that others tell of by another address is watched once`() async throws {
        let (first, second) = try await TestNode.pair()
        let typed = HostPort(host: "localhost", port: first.node.control!.port)
        try await second.until {
            try await report(of: second).members.contains { $0.control != nil }
        }
        let survey = await NodeSurvey.of([typed], password: nil)
        var cluster = AttachedCluster(to: survey)
        cluster.detach()
        cluster.take([
            .report(typed, try await report(of: first)),
            .report(second.node.control!, try await report(of: second)),
        ])
        #expect(names(in: &cluster).sorted() == ["n1", "n2"])
        await first.stop()
        await second.stop()
    }

    @Test func `who does not answer is shown as down, and nobody is given up for it`() async throws
    {
        let node = try await TestNode.start()
        let survey = await NodeSurvey.of([dead, node.node.control!], password: nil)
        #expect(!survey.isEmpty)
        #expect(survey.complaints.count == 1)
        #expect(survey.complaints[0].contains("127.0.0.1:1"))
        var cluster = AttachedCluster(to: survey)
        cluster.detach()
        cluster.take([.report(node.node.control!, try await report(of: node))])
        let dots = cluster.observe(Interest(dots: 0..<10)).dots
        #expect(dots.map(\.name) == ["127.0.0.1:1", "n1"])
        #expect(dots.map(\.condition.isDown) == [true, false])
        #expect(await NodeSurvey.of([dead], password: nil).isEmpty)
        await node.stop()
    }

    @Test func `two live nodes of one name are both shown, with their addresses`() async throws {
        let first = try await TestNode.start()
        let second = try await TestNode.start { $0.seed = 8 }
        let controls = [first, second].map { $0.node.control! }
        var cluster = AttachedCluster(to: await NodeSurvey.of(controls, password: nil))
        cluster.detach()
        for (node, control) in zip([first, second], controls) {
            cluster.take([.report(control, try await report(of: node))])
        }
        #expect(names(in: &cluster) == controls.map { "n1@\($0)" })
        #expect(cluster.observe(Interest()).totals.nodes == 2)
        await first.stop()
        await second.stop()
    }

    @Test func `a node that comes back at another address keeps its place`() async throws {
        let first = try await TestNode.start()
        let old = first.node.control!
        var cluster = AttachedCluster(to: await NodeSurvey.of([old], password: nil))
        cluster.detach()
        cluster.take([.report(old, try await report(of: first)), .lost(old, reason: "gone")])
        await first.stop()
        let second = try await TestNode.start { $0.seed = 8 }
        cluster.take([.report(second.node.control!, try await report(of: second))])
        #expect(names(in: &cluster) == ["n1"])
        #expect(cluster.observe(Interest()).totals.down == 0)
        await second.stop()
    }
}
