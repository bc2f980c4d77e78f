import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// Real nodes have long epochs, which stand on the screen only as far as they tell lives apart.
struct LivesTests {
    private let first = ReplicaIdentity(name: "n0", epoch: 1_763_700_000_123)
    private let second = ReplicaIdentity(name: "n0", epoch: 1_763_700_450_523)

    private func screen(knowing lives: [ReplicaIdentity]) -> String {
        let update = ClusterUpdate(
            key: "colour", content: .value("red"), clock: Fixture.red.clock,
            id: UpdateIdentity(origin: first, sequence: 4))
        var view = Fixture.view()
        for life in lives { view.lives.note(life) }
        view.focus?.update = update
        view.trace = [
            TraceEvent(
                moment: .zero, round: 0, node: NodeID(0), kind: .wrote(update), number: 0)
        ]
        return Driver(size: Fixture.size, view: view).screen()
    }

    @Test func `The only life of a name needs no epoch`() {
        let screen = screen(knowing: [first])
        #expect(screen.contains("colour=red · n0#4"))
        #expect(screen.contains("n0 wrote colour=red as n0#4"))
        #expect(!screen.contains("1763700000123"))
    }

    @Test func `Two lives of a name are told apart by their last digits`() {
        let screen = screen(knowing: [first, second])
        #expect(!screen.contains("1763700000123"))
        #expect(screen.contains("n0 wrote colour=red as n0'…123#4"))
    }

    @Test func `A life that nobody told of stands in full`() {
        #expect(screen(knowing: []).contains("n0'1763700000123#4"))
    }
}
