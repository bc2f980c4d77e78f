import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The table of nodes.
struct NodesTests {
    /// A view whose rows are these nodes in this order, from a place on, of so many.
    private func view(_ nodes: [Int], from top: Int = 0, of count: Int) -> ClusterView {
        var view = Fixture.view(selected: nodes[0])
        view.rows = nodes.map(Fixture.status)
        view.rowCount = count
        view.inspectedRow = top
        return view
    }

    private func driver() -> Driver {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        driver.go(to: .nodes)
        return driver
    }

    @Test func `s sorts by the next column and S the other way round, and both are said`() {
        var driver = driver()
        #expect(driver.model.interest.rowOrder == .roster)
        driver.press("s")
        #expect(driver.model.interest.rowOrder == RowOrder(.state, .ascending))
        #expect(driver.screen().contains("by state ▴") && driver.screen().contains("state▴"))
        driver.press("s", "S")
        #expect(driver.model.interest.rowOrder == RowOrder(.clock, .ascending))
        for _ in 2..<RowOrder.Column.allCases.count { driver.press("s") }
        #expect(driver.model.interest.rowOrder.column == .roster)
    }

    @Test func `The keys belong to the table`() {
        var driver = Driver()
        driver.press("s", "\\")
        #expect(driver.model.interest.rowOrder == .roster && driver.model.mode == .screen)
    }

    @Test func `Rows stand as the source has sorted them, and the selection follows its node`() {
        var driver = driver()
        driver.press("s")
        driver.model.selected = NodeID(9)
        driver.show(view([9, 3, 12], of: 3))
        driver.press("z")
        let rows = driver.screen().split(separator: "\n").filter { $0.contains("n0:") }
        #expect(rows.map { $0.contains("n9 ") } == [true, false, false])
        driver.press("down")
        #expect(driver.model.selected == NodeID(3))
        driver.show(view([12, 9, 3], of: 3))
        driver.press("up")
        #expect(driver.model.selected == NodeID(9))
    }

    @Test func `A place that was not seen yet is selected when it is`() {
        var driver = driver()
        driver.press("s")
        driver.model.selected = NodeID(9)
        driver.show(view([9, 3, 12], of: 16))
        driver.press("end")
        #expect(driver.model.selected == NodeID(9))
        let rows = driver.model.interest.rows
        #expect(rows.upperBound == 16)
        var end = Fixture.view(selected: 9)
        end.rows = rows.map { Fixture.status(15 - $0) }
        driver.show(end)
        #expect(driver.model.selected == NodeID(0))
    }

    @Test func `A filter is typed in place, counts at once, and Esc takes it away`() {
        var driver = driver()
        driver.press("\\")
        driver.type("n1")
        #expect(driver.model.interest.rowFilter == "n1")
        #expect(driver.screen().contains("filter n1"))
        driver.press("enter")
        #expect(driver.model.mode == .screen && driver.model.interest.rowFilter == "n1")
        driver.press("esc")
        #expect(driver.model.interest.rowFilter.isEmpty)
        driver.press("\\")
        driver.type("zz")
        var none = Fixture.view()
        none.rows = []
        none.rowCount = 0
        none.inspectedRow = nil
        driver.show(none)
        #expect(driver.screen().contains("no name contains zz"))
    }

    @Test func `What a filter leaves out is not selected any more`() {
        var driver = driver()
        #expect(driver.model.selected == NodeID(0))
        driver.press("\\", "n", "9")
        var view = view([9], of: 1)
        view.inspectedRow = nil
        driver.show(view)
        #expect(driver.model.selected == NodeID(9))
    }

    @Test func `Rates and the last exchange are told where there is room`() {
        var view = Fixture.view()
        view.rows[1].sentPerSecond = 12.34
        view.rows[1].lastExchange = .init(moment: Fixture.moment(5.24), partner: NodeID(4))
        var driver = Driver(size: Size(columns: 120, rows: 40), view: view)
        driver.go(to: .nodes)
        driver.press("z")
        #expect(driver.screen().contains("12.3") && driver.screen().contains("2.0s n4"))
    }
}
