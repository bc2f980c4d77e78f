import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// Repeating a rumor.
struct RepetitionTests {
    /// A view in which the focused update has spread, or not yet.
    private func view(_ update: ClusterUpdate = Fixture.red, isOver: Bool) -> ClusterView {
        var view = Fixture.aligned
        view.updates.insert(update, at: 0)
        view.curve?.measures.update = update
        view.curve?.measures.isOver = isOver
        view.spreads = view.curve.map { [$0.measures] } ?? []
        return view
    }

    private func wrote(_ update: ClusterUpdate, ticket: Int) -> CommandOutcome {
        CommandOutcome(ticket: Ticket(ticket), result: .wrote(update.id))
    }

    private func write(_ value: ItemValue, at node: Int = 0) -> [DashboardAction] {
        [.perform(.write(at: NodeID(node), key: "colour", value: value))]
    }

    @Test func `n writes the watched key once more, at the selected node`() {
        var driver = Driver()
        driver.go(to: .nodes)
        driver.press("down")
        #expect(driver.press("n") == write("red", at: 1))
        #expect(driver.press("n") == write("green", at: 1))
    }

    @Test func `N repeats at once when the last spread is over, and else when it is`() {
        var driver = Driver(view: view(isOver: true))
        #expect(driver.press("N") == write("red"))
        #expect(driver.screen().contains("REPEATING"))

        var next = view(Fixture.blue, isOver: false)
        next.outcomes = [wrote(Fixture.blue, ticket: 1)]
        #expect(driver.model.update(.view(next)).isEmpty, "it spreads")
        #expect(driver.model.focus == Fixture.blue.id, "it is followed")
        next = view(Fixture.blue, isOver: true)
        #expect(driver.model.update(.view(next)) == write("green"))
        #expect(driver.model.update(.view(next)).isEmpty, "the source has not answered yet")
    }

    @Test func `Nothing begins while time stands still`() {
        var paused = view(isOver: true)
        paused.time.isPaused = true
        var driver = Driver(view: paused)
        #expect(driver.press("N").isEmpty)
        #expect(driver.model.update(.view(paused)).isEmpty)
        #expect(driver.model.update(.view(view(isOver: true))) == write("red"))
    }

    @Test(arguments: ["N", "esc"])
    func `Repeating ends by the same key and by Esc`(key: String) {
        var driver = Driver(view: view(isOver: false))
        driver.press("N")
        #expect(driver.screen().contains("REPEATING"))
        #expect(driver.press(key).isEmpty)
        #expect(!driver.screen().contains("REPEATING"))
        #expect(driver.model.update(.view(view(isOver: true))).isEmpty)
    }

    @Test func `It ends when the node is down or the write is refused, and says why`() {
        var driver = Driver(view: view(isOver: false))
        driver.press("N")
        driver.model.selected = NodeID(11)
        #expect(driver.model.update(.view(view(isOver: true))).isEmpty)
        #expect(driver.screen().contains("n11 is down") && !driver.model.repetition.isOn)

        driver = Driver(view: view(isOver: true))
        driver.press("N")
        var refused = view(isOver: true)
        refused.outcomes = [
            CommandOutcome(ticket: Ticket(1), result: .refused("n0 is frozen: thaw it first"))
        ]
        #expect(driver.model.update(.view(refused)).isEmpty)
        #expect(driver.screen().contains("n0 is frozen") && !driver.model.repetition.isOn)
    }

    @Test func `When time is turned back before the rumor that is waited for, another begins`() {
        var driver = Driver(view: view(Fixture.blue, isOver: false))
        driver.press("N")
        var earlier = view(isOver: false)
        earlier.updates = [Fixture.circle]
        #expect(driver.model.update(.view(earlier)) == write("red"))
    }
}
