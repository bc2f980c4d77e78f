import ClusterObservation
import Testing

@testable import Dashboard

/// What scenarios ask of the source.
struct ScenarioTests {
    private func commands(
        _ name: String, _ view: ClusterView, marked: Int? = nil
    ) -> [ClusterCommand] {
        var model = Driver(view: view).model
        model.marked = marked.map { NodeID($0) }
        switch Scenario.all.first(where: { $0.name == name })?.item(in: model).plan {
        case .commands(let commands): return commands
        case .impossible, nil: return []
        }
    }

    @Test func `A half-deaf node hears nobody`() {
        #expect(commands("half-deaf", Fixture.view()) == [.isolate(NodeID(0), .deaf)])
    }

    @Test func `What needs virtual time cannot be on real nodes, and what breaks links can`() {
        var view = Fixture.view()
        view.capabilities = Capabilities(
            refusals: [
                .pause: "no pause", .churn: "killed one by one", .demonstrate: "no virtual time",
            ])
        view.network = NetworkConditions(latency: .zero, jitter: .zero)
        let impossible = Scenario.all.map(\.name).filter { commands($0, view).isEmpty }
        #expect(Set(["churn", "slow-link", "narrow-bridge"]).isSubset(of: impossible))
        #expect(Set(["half-deaf", "bridge", "lossy", "halves"]).isDisjoint(with: impossible))
        // Each says its own reason, and not why time cannot be paused.
        let model = Driver(view: view).model
        let reasons = Scenario.all.map { $0.item(in: model).plan }
        #expect(reasons.contains(.impossible("killed one by one")))
        #expect(reasons.contains(.impossible("no virtual time")))
        #expect(!reasons.contains(.impossible("no pause")))
    }

    @Test(
        arguments: [
            (TopologyShape.full, 16, Fixture.link(7, 8)), (.line, 9, Fixture.link(3, 4)),
            (.ring, 10, Fixture.link(4, 5)), (.grid(columns: 4), 16, Fixture.link(4, 8)),
            (.star, 8, Fixture.link(0, 4)), (.tree, 15, Fixture.link(3, 7)),
            (.clusters(count: 2, founders: 12), 12, Fixture.link(5, 6)),
            (.clusters(count: 3, founders: 12), 12, Fixture.link(5, 6)),
            (.continents(founders: 12), 12, Fixture.link(0, 6)),
        ] as [(TopologyShape, Int, DirectedLink)])
    func `A bridge is a link that the topology has, between the halves`(
        shape: TopologyShape, nodes: Int, link: DirectedLink
    ) {
        #expect(
            commands("bridge", Fixture.crowd(nodes, shape))
                == [.partition(groups: 2), .restore([link, link.reversed])])
    }

    @Test func `Where links were drawn at random, the bridge is one that is known`() {
        var view = Fixture.crowd(8, .random)
        #expect(commands("bridge", view).isEmpty)
        view.edges = [Fixture.link(0, 7), Fixture.link(1, 2), Fixture.link(3, 5)]
        #expect(
            commands("bridge", view)
                == [.partition(groups: 2), .restore([Fixture.link(3, 5), Fixture.link(5, 3)])])
    }

    @Test func `The lossy network is switched on and off, and keeps its other conditions`() {
        var view = Fixture.view()
        view.network = NetworkConditions(latency: .seconds(2), loss: 0.1)
        let lossy = NetworkConditions(latency: .seconds(2), loss: 0.3)
        #expect(commands("lossy", view) == [.setNetwork(lossy)])
        view.network = lossy
        #expect(
            commands("lossy", view) == [.setNetwork(NetworkConditions(latency: .seconds(2)))])
    }

    @Test func `The slow link is the marked one, else one of the selected node's`() {
        let slow = NetworkConditions(latency: .seconds(3))
        let view = Fixture.view()
        #expect(
            commands("slow-link", view, marked: 5)
                == [.setLinks([Fixture.link(5, 0), Fixture.link(0, 5)], slow)])
        #expect(
            commands("slow-link", view)
                == [.setLinks([Fixture.link(0, 1), Fixture.link(1, 0)], slow)])
    }

    @Test func `Churn keeps one node of eight down on average, and ends by the same`() {
        var view = Fixture.view()
        guard case .setChurn(let churn?)? = commands("churn", view).first else {
            Issue.record("no churn")
            return
        }
        let down = churn.downTime.inSeconds / churn.interval.inSeconds
        #expect(abs(down - 16 / 8) < 0.01)
        view.churn = churn
        #expect(commands("churn", view) == [.setChurn(nil)])
    }

    @Test func `Healing everything takes back whatever is seen, and nothing else`() {
        #expect(
            commands("heal-all", Fixture.view()) == [
                .heal, .restart(NodeID(11), .kept), .thaw(NodeID(14)),
            ])
        var view = Fixture.view()
        view.network = NetworkConditions(loss: 0.3, duplication: 0.1)
        view.churn = Churn(interval: .seconds(1), downTime: .seconds(2))
        view.dots = []
        #expect(
            commands("heal-all", view)
                == [.heal, .setNetwork(NetworkConditions()), .setChurn(nil)])
    }
}
