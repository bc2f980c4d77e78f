import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// Lists from which one line is taken: scenarios, and the ways to isolate a node.
struct MenuTests {
    @Test func `A letter takes its line at once`() {
        var driver = Driver()
        #expect(driver.press("b").isEmpty)
        #expect(driver.screen().contains("half-deaf"))
        #expect(driver.press("p") == [.perform(.partition(groups: 2))])
        #expect(driver.model.mode == .screen)
    }

    @Test func `No scenario is cut on a screen of 80 columns`() {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        driver.press("b")
        let lines = driver.screen().split(separator: "\n").filter { $0.hasPrefix("│ ") }
        #expect(lines.contains { $0.contains("tombstone") } && !lines.contains { $0.contains("…") })
    }

    @Test func `The arrows go through the lines, and Enter takes the selected one`() {
        var driver = Driver()
        driver.press("i", "down", "down", "up")
        #expect(driver.screen().contains("n0 learns whatever others send it"))
        #expect(driver.press("enter") == [.perform(.isolate(NodeID(0), .mute))])
    }

    @Test func `Escape closes a menu and does nothing`() {
        var driver = Driver()
        #expect(driver.press("b", "down", "esc").isEmpty)
        #expect(driver.model.mode == .screen)
    }

    @Test func `A line without effect says why, and the menu stays`() {
        var view = Fixture.crowd(6, .random)
        view.network = NetworkConditions()
        var driver = Driver(view: view)
        #expect(driver.press("b", "s").isEmpty)
        #expect(driver.screen().contains("no link of n0 is known: mark its other end with m"))
    }

    @Test func `In a read-only session there is no menu of changes`() {
        for key in ["b", "i"] {
            var driver = Driver(access: .readOnly)
            driver.press(key)
            #expect(driver.model.mode == .screen)
            #expect(driver.screen().contains("read-only session"))
        }
    }

    @Test(arguments: [Size(columns: 60, rows: 16), Size(columns: 80, rows: 24)])
    func `Every line can be read on a small screen`(size: Size) {
        var driver = Driver(size: size)
        driver.press("b")
        for scenario in Scenario.all {
            #expect(driver.screen().contains(scenario.name))
            driver.press("down")
        }
    }

    @Test func `Letters and names are each given once`() {
        #expect(Set(Scenario.all.map(\.letter)).count == Scenario.all.count)
        #expect(Set(Scenario.all.map(\.name)).count == Scenario.all.count)
    }
}

/// What is asked before something that cannot be taken back.
struct ConfirmationTests {
    /// A source without a past.
    private var driver: Driver {
        var view = Fixture.view()
        view.capabilities = Capabilities(refusals: [.turnBack: "attached nodes have no past"])
        var driver = Driver(view: view)
        driver.go(to: .nodes)
        driver.press("end", "up", "up", "up", "up")
        return driver
    }

    @Test func `A disk that is lost for ever is lost only by a second key, and Enter cancels`() {
        var driver = driver
        #expect(driver.press("R", "enter").isEmpty)
        #expect(driver.model.mode == .screen)
        #expect(driver.press("R").isEmpty)
        #expect(driver.screen().contains("Restart n11 without its data?"))
        #expect(driver.press("l") == [.perform(.restart(NodeID(11), .lost))])
    }

    @Test func `Where time can be turned back, nothing is asked`() {
        var driver = Driver()
        driver.go(to: .nodes)
        driver.press("end", "up", "up", "up", "up")
        #expect(driver.press("R") == [.perform(.restart(NodeID(11), .lost))])
    }
}
