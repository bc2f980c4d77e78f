import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// What a dashboard keeps as views arrive, and what it asks for.
struct ViewTests {
    @Test func `A write of one's own gets the focus, and a new node the selection`() {
        var driver = Driver()
        #expect(driver.model.focus == Fixture.red.id, "at first the newest update")
        var view = Fixture.view()
        view.outcomes = [
            CommandOutcome(ticket: Ticket(1), result: .wrote(Fixture.circle.id)),
            CommandOutcome(ticket: Ticket(2), result: .added(NodeID(12))),
        ]
        driver.show(view)
        #expect(driver.model.focus == Fixture.circle.id)
        #expect(driver.model.selected == NodeID(12))
    }

    @Test func `An outcome is told once`() {
        var view = Fixture.view()
        view.outcomes = [
            CommandOutcome(ticket: Ticket(1), result: .refused("n3 is frozen: thaw it first"))
        ]
        var driver = Driver(view: view)
        #expect(driver.screen().contains("▲ n3 is frozen: thaw it first"))
        driver.press("tab")
        driver.show(view)
        #expect(!driver.screen().contains("thaw it first"))
    }

    @Test func `The focus goes through the updates, older and newer`() {
        var driver = Driver()
        driver.press("f")
        #expect(driver.model.interest.focus == Fixture.circle.id)
        driver.press("f", "f")
        #expect(driver.model.focus == Fixture.red.id)
        driver.press("F")
        #expect(driver.model.focus == Fixture.gone.id)
    }

    @Test func `A selected entry stays selected when others come in before it`() {
        var driver = Driver()
        driver.go(to: .inspector)
        driver.press("down")
        var view = Fixture.view()
        let entry = view.inspected!.entries[0]
        view.inspected?.entries.insert(entry, at: 0)
        view.inspected?.entries[0].update = Fixture.update(
            "apple", "pie", by: 1, number: 1, clock: [1: 1])
        view.inspected?.entryCount = 4
        driver.show(view)
        #expect(driver.model.inspector.key == "shape")
        #expect(driver.model.inspector.row == 2)
    }

    @Test func `A selection outside a smaller roster moves to its end`() {
        var driver = Driver()
        driver.go(to: .nodes)
        driver.press("end", "m")
        driver.show(Fixture.crowd(4))
        #expect(driver.model.selected == NodeID(3))
        #expect(driver.model.marked == nil)
    }

    @Test func `Only what is on the screen is asked for`() {
        let interest = Driver().model.interest
        #expect(interest.rows == 0..<16)
        #expect(interest.dots == 0..<16)
        #expect(interest.inspected == NodeID(0))
        #expect(interest.entries.lowerBound == 0 && interest.entries.count < 12)

        var driver = Driver(size: Size(columns: 80, rows: 24))
        #expect(driver.model.interest.rows.isEmpty, "the table is behind the map")
        driver.go(to: .nodes)
        #expect(driver.model.interest.rows == 0..<8)
        #expect(driver.model.interest.messagesMax == 0, "the map is behind the table")
        driver.go(to: .inspector)
        driver.press("right")
        #expect(driver.model.interest.entries.isEmpty, "another tab is open")
    }

    @Test func `A large cluster is asked for a screen at a time`() {
        var driver = Driver(view: Fixture.crowd(100_000))
        #expect(driver.model.interest.dots.count < 2_000)
        driver.go(to: .nodes)
        driver.press("end")
        let interest = driver.model.interest
        #expect(interest.rows.upperBound == 100_000 && interest.rows.count < 40)
        #expect(interest.named.contains(NodeID(99_999)))
    }

    @Test func `On a screen that is too small there are no rows and no messages`() {
        let interest = Driver(size: Size(columns: 20, rows: 5)).model.interest
        #expect(interest.rows.isEmpty && interest.messagesMax == 0)
    }

    @Test func `Rows of the table follow the selection`() {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        driver.go(to: .nodes)
        driver.press("end")
        #expect(driver.screen().contains("▸ n15"))
        driver.press("pageup", "pageup", "pageup")
        #expect(driver.screen().contains("▸ n0"))
    }
}
