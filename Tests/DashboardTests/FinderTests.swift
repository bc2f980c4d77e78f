import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The search for a node by its name.
struct FinderTests {
    @Test func `The node that is typed is selected at once, and stays by Enter`() {
        var driver = Driver()
        driver.press("/")
        driver.type("n12")
        #expect(driver.model.selected == NodeID(12))
        driver.press("enter")
        #expect(driver.model.mode == .screen)
        #expect(driver.model.selected == NodeID(12))
    }

    @Test func `Escape goes back to where the search began`() {
        var driver = Driver()
        driver.go(to: .nodes)
        driver.press("down", "down", "/", "9")
        #expect(driver.model.selected == NodeID(9))
        driver.press("esc")
        #expect(driver.model.selected == NodeID(2))
    }

    @Test func `Any of ten thousand nodes is found, an equal name before longer ones`() {
        var driver = Driver(view: Fixture.crowd(10_000))
        driver.press("/")
        driver.type("n77")
        #expect(driver.model.selected == NodeID(77))
        #expect(driver.model.nodes(matching: "n77").prefix(3).map(\.index) == [77, 770, 771])
        driver.press("down")
        #expect(driver.model.selected == NodeID(770))
        driver.type("77")
        #expect(driver.model.selected == NodeID(7_777))
        #expect(driver.model.interest.named.contains(NodeID(7_777)))
    }

    @Test(arguments: ["n16", "99999999999999999999", "x"])
    func `A name that nobody has gets a sentence, and Enter does nothing`(name: String) {
        var driver = Driver()
        driver.press("/")
        driver.type(name)
        driver.press("enter")
        #expect(driver.screen().contains("there is no node \(name): they are n0 to n15"))
        #expect(driver.model.selected == NodeID(0))
    }
}
