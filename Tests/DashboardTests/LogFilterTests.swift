import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// Filtering the log, selecting a line of it, and going to its moment.
struct LogFilterTests {
    private func driver(filter: String? = nil) -> Driver {
        var driver = Driver()
        driver.go(to: .log)
        driver.press("z")
        guard let filter else { return driver }
        driver.press("g")
        driver.type(filter)
        driver.press("enter")
        return driver
    }

    private func shown(_ filter: String) -> [Int] {
        driver(filter: filter).model.log.shown.map(\.number)
    }

    @Test func `Terms of different kinds must all hold, of the same kind any`() {
        #expect(shown("node:n7") == [1, 4, 7])
        #expect(shown("kind:got") == [4, 9])
        #expect(shown("node:n7 kind:got") == [4])
        #expect(shown("kind:lost kind:removed") == [7, 8])
        #expect(shown("key:colour kind:wrote") == [1, 2])
        #expect(shown("key:shape").isEmpty)
    }

    @Test func `What somebody did to a node or its link is among the node's lines`() {
        #expect(shown("node:n11") == [3])
        #expect(shown("node:n6") == [5])
        #expect(shown("kind:you") == [3, 5])
    }

    @Test func `A word alone is taken for what it can be`() {
        let driver = driver(filter: "n7 got colour")
        #expect(driver.model.log.filter?.text == "node:n7 kind:got key:colour")
        #expect(driver.screen().contains("node:n7 kind:got key:colour · 1 of 8"))
    }

    @Test func `Enter alone shows the selected node, and then what is in force is proposed`() {
        var driver = driver()
        driver.press("g", "enter")
        #expect(driver.model.log.filter?.text == "node:n0")
        driver.press("g")
        driver.type("kind:lost")
        driver.press("enter", "g", "enter")
        #expect(driver.model.log.filter?.text == "kind:lost")
    }

    @Test func `Esc shows everything again, and only then unzooms`() {
        var driver = driver(filter: "kind:lost")
        driver.press("esc")
        #expect(driver.model.log.filter == nil && driver.model.zoom == .zoomed)
        driver.press("g")
        driver.type("all")
        driver.press("enter", "esc")
        #expect(driver.model.zoom == .none)
    }

    @Test(arguments: [
        ("node:n99", "node: and the name of a node"), ("kind:odd", "kind: and one of wrote, got"),
        ("colour:red", "node:…, kind:… or key:…"),
    ])
    func `A term that means nothing is named, with what would be right`(
        term: String, right: String
    ) {
        let driver = driver(filter: term)
        let text = driver.screen().split(separator: "\n").joined(separator: " ")
        #expect(text.contains("show \(term) must be"))
        guard case .form(let prompt) = driver.model.mode else {
            Issue.record("the form was closed")
            return
        }
        #expect(prompt.problem?.contains(right) == true)
    }

    @Test func `What comes in is filtered too`() {
        var driver = driver(filter: "kind:wrote")
        var view = Fixture.view()
        view.trace.append(Fixture.event(10, 8, 1, .wrote(Fixture.circle)))
        view.trace.append(Fixture.event(11, 8, 1, .lostInterest(Fixture.circle, .coin)))
        driver.show(view)
        #expect(driver.model.log.shown.map(\.number) == [1, 2, 10])
    }

    @Test func `Enter turns time to the selected line and selects its node`() {
        var driver = driver()
        #expect(driver.press("enter").isEmpty)
        #expect(driver.screen().contains("no line is selected: select one with ↑"))
        driver.press("up", "up")
        #expect(driver.model.log.selectedEvent?.number == 7)
        #expect(
            driver.press("enter")
                == [.perform(.pause), .perform(.goTo(Fixture.moment(7.1)))])
        #expect(driver.model.selected == NodeID(7))
    }

    @Test func `A source without a past says why one cannot jump`() {
        var view = Fixture.view()
        view.capabilities = Capabilities(refusals: [.turnBack: "attached nodes have no past"])
        var driver = Driver(view: view)
        driver.go(to: .log)
        driver.press("up")
        #expect(driver.press("enter").isEmpty)
        #expect(driver.screen().contains("attached nodes have no past"))
    }

    @Test
    func `The selected line is in view wherever it is, and the view moves no more than needed`() {
        var view = Fixture.view()
        view.trace = (1...300).map { Fixture.event($0, Double($0) / 50, 1, .wrote(Fixture.circle)) }
        var driver = Driver(view: view)
        driver.go(to: .log)
        let rows = LogPanel.room(in: driver.model.area(of: .log)!).rows
        for _ in 1..<rows { driver.press("up") }
        #expect(driver.model.log.inView.last?.number == 300, "the top of the view is reached")
        driver.press("up")
        #expect(driver.model.log.inView.last?.number == 299)
        driver.press("down")
        #expect(driver.model.log.inView.last?.number == 299, "it is in view")
        driver.press("home")
        #expect(driver.model.log.selectedEvent?.number == 1)
        #expect(driver.model.log.inView.count == rows)
        driver.press("end")
        #expect(driver.model.log.selected == nil)
    }
}
