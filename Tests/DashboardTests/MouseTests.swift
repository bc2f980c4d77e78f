import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// Clicks, drags and the wheel: what is drawn at a point is what a click there means.
struct MouseTests {
    @Test func `A node of the map is selected, and a row of the table`() {
        var driver = Driver()
        driver.click("● I n1 ")
        #expect(driver.model.selected == NodeID(1))
        #expect(driver.model.panel == .map)
        driver.click("  n4   ")
        #expect(driver.model.selected == NodeID(4))
        #expect(driver.model.panel == .nodes)
    }

    @Test func `A hint is pressed, and what its key opens is chosen from`() {
        var driver = Driver()
        #expect(driver.click("h heal") == [.perform(.heal)])
        #expect(driver.click("b scenarios").isEmpty)
        #expect(driver.click("two halves that") == [.perform(.partition(groups: 2))])
        #expect(driver.click("q quit") == [.quit])
    }

    @Test func `A tab brings its panel to the front, and gives it the keys`() {
        var driver = Driver()
        driver.click("Divergence")
        #expect(driver.model.panel == .divergence)
        driver.click("Nodes ·")
        #expect(driver.model.panel == .nodes)
        driver = Driver(size: Size(columns: 80, rows: 24))
        driver.click("Map 1/5")
        #expect(driver.model.panel == .nodes, "of tabs that do not fit the next one")
    }

    @Test func `Tabs and rows of the inspector are chosen`() {
        var driver = Driver(size: Size(columns: 200, rows: 50))
        driver.click("Rumors")
        #expect(driver.model.inspector.tab == .rumors)
        driver.click("Entries")
        driver.click("shape ")
        #expect(driver.model.inspector.key == "shape")
        #expect(driver.model.panel == .inspector)
    }

    @Test func `The head of a column sorts, and once more the other way round`() {
        var driver = Driver()
        driver.click("hot ")
        #expect(driver.model.nodes.order == RowOrder(.hot, .descending))
        driver.click("hot▾")
        #expect(driver.model.nodes.order == RowOrder(.hot, .ascending))
    }

    @Test func `A line of the log is selected`() {
        var driver = Driver()
        driver.click("link n9–n6 cut by you")
        #expect(driver.model.log.selected == 5)
        #expect(driver.model.panel == .log)
    }

    @Test func `A second click on a name zooms, and so does one on a corner`() {
        var driver = Driver()
        driver.click("Log ·")
        #expect(driver.model.zoom == .none)
        driver.click("Log ·")
        #expect(driver.model.zoom == .zoomed)
        let corner = Point(column: driver.model.size.columns - 1, row: 1)
        driver.click(at: corner)
        #expect(driver.model.zoom == .none)
        #expect(driver.model.panel == .log)
    }

    @Test func `A drag from node to node cuts their link both ways, and restores it`() {
        var driver = Driver()
        let (one, other) = (driver.point(of: "● I n1 "), driver.point(of: "○ S n4 "))
        let both = [Fixture.link(1, 4), Fixture.link(4, 1)]
        #expect(driver.drag(from: one, to: other) == [.perform(.cut(both))])
        var view = Fixture.view()
        view.cuts = both
        driver.show(view)
        #expect(driver.drag(from: one, to: other) == [.perform(.restore(both))])
    }

    @Test func `While the button is held, a line follows the pointer`() {
        var driver = Driver()
        let start = driver.point(of: "● I n1 ")
        #expect(!driver.screen().contains("━"))
        driver.mouse(.press(.left), at: start)
        driver.mouse(.drag(.left), at: Point(column: start.column - 12, row: start.row + 3))
        #expect(driver.screen().contains("━"))
        #expect(driver.mouse(.release, at: Point(column: start.column - 12, row: 12)).isEmpty)
        #expect(!driver.screen().contains("━"))
    }

    @Test func `In a read-only session a drag changes nothing, and a click still selects`() {
        var driver = Driver(access: .readOnly)
        let (one, other) = (driver.point(of: "● I n1 "), driver.point(of: "○ S n4 "))
        #expect(driver.drag(from: one, to: other).isEmpty)
        #expect(driver.screen().contains("read-only session"))
        #expect(driver.model.selected == NodeID(1))
        #expect(driver.click("b scenarios").isEmpty)
        #expect(driver.model.mode == .screen)
    }

    @Test func `The right button marks a node`() {
        var driver = Driver()
        driver.mouse(.press(.right), at: driver.point(of: "● I n1 "))
        #expect(driver.model.marked == NodeID(1))
        driver.mouse(.press(.right), at: driver.point(of: "● I n1"))
        #expect(driver.model.marked == nil)
    }

    @Test func `The wheel scrolls what lies under it, and leaves the keys where they are`() {
        var driver = Driver(size: Size(columns: 120, rows: 40))
        let log = driver.point(of: "link n9–n6 cut by you")
        driver.mouse(.scrollUp, at: log)
        #expect(driver.screen().contains("End follows"))
        #expect(driver.model.panel == .map)
        driver.press("?")
        let before = driver.screen()
        driver.mouse(.scrollDown, at: log)
        #expect(driver.screen() != before)
    }

    @Test func `Beside a list a click closes it, and in a form it goes to the field`() {
        var driver = Driver()
        driver.press("l")
        driver.click("jitter")
        driver.type("1s")
        #expect(
            driver.press("ctrl-s")
                == [.perform(.setNetwork(NetworkConditions(jitter: .seconds(1))))])
        driver.press("b")
        driver.click(at: Point(column: 0, row: 3))
        #expect(driver.model.mode == .screen)
    }

    @Test func `A line of the palette and of the finder is taken`() {
        var driver = Driver()
        driver.press(":")
        driver.type("hea")
        #expect(driver.click("Restore every link") == [.perform(.heal)])
        driver.press("/", "1")
        driver.click("n12   susceptible")
        #expect(driver.model.selected == NodeID(12))
        #expect(driver.model.mode == .screen)
    }

    @Test func `The mouse is left to the terminal by one key, and then does nothing here`() {
        var driver = Driver()
        driver.press("M")
        #expect(driver.model.mouse == .released)
        driver.click("● I n1 ")
        #expect(driver.model.selected == NodeID(0))
        driver.press("M")
        #expect(driver.screen().contains("select text with Shift held"))
        driver.press("?", "end")
        #expect(driver.screen().contains("Shift-drag"))
    }

    @Test(arguments: [[], ["u"], ["?"], ["b"], [":"], ["/"], ["e"], ["T"], ["3"], ["4"], ["z"]])
    func `Every point of every size can be clicked`(keys: [String]) {
        for size in LayoutTests.sizes where size.columns <= 112 && size.rows <= 38 {
            var driver = Driver(size: size)
            for key in keys { driver.press(key) }
            for row in stride(from: 0, to: size.rows, by: 3) {
                for column in stride(from: row % 13, to: size.columns, by: 13) {
                    var copy = driver
                    _ = copy.click(at: Point(column: column, row: row))
                }
            }
        }
    }
}

extension Driver {
    /// Where a text begins on the screen.
    func point(of text: String) -> Point {
        let rows = screen().split(separator: "\n", omittingEmptySubsequences: false)
        for (row, line) in rows.enumerated() {
            guard let range = line.range(ofText: text) else { continue }
            return Point(column: line.distance(from: line.startIndex, to: range), row: row)
        }
        return Point(column: -1, row: -1)
    }

    @discardableResult
    mutating func mouse(_ action: MouseEvent.Action, at point: Point) -> [DashboardAction] {
        model.update(.mouse(MouseEvent(action: action, at: point)))
    }

    @discardableResult
    mutating func click(at point: Point) -> [DashboardAction] {
        mouse(.press(.left), at: point) + mouse(.release, at: point)
    }

    /// Clicks where a text begins.
    @discardableResult
    mutating func click(_ text: String) -> [DashboardAction] { click(at: point(of: text)) }

    mutating func drag(from start: Point, to end: Point) -> [DashboardAction] {
        mouse(.press(.left), at: start) + mouse(.drag(.left), at: end) + mouse(.release, at: end)
    }
}

extension Substring {
    /// Where a text begins.
    fileprivate func range(ofText text: String) -> Index? {
        indices.first { self[$0...].hasPrefix(text) }
    }
}
