import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// What keys ask of the source.
struct ActionTests {
    @Test func `Enter, Enter after u writes what is proposed, and the next proposal is fresh`() {
        var driver = Driver()
        let node = NodeID(0)
        #expect(
            driver.press("u", "enter", "enter")
                == [.perform(.write(at: node, key: "colour", value: "red"))])
        #expect(
            driver.press("u", "enter", "enter")
                == [.perform(.write(at: node, key: "colour", value: "green"))])
    }

    @Test func `A key and a value that are typed replace what is proposed`() {
        var driver = Driver()
        driver.press("u")
        driver.type("shape")
        driver.press("enter")
        driver.type("a q?")
        #expect(
            driver.press("enter")
                == [.perform(.write(at: NodeID(0), key: "shape", value: "a q?"))])
        driver.press("u")
        #expect(driver.screen().contains("shape"), "the key written last is proposed")
    }

    @Test func `Keys for nodes act upon the selected node`() {
        var driver = Driver()
        driver.go(to: .nodes)
        driver.press("down", "down")
        #expect(driver.model.selected == NodeID(2))
        #expect(driver.press("k") == [.perform(.kill(NodeID(2)))])
        driver.press("end", "up", "up", "up", "up")
        #expect(driver.press("r") == [.perform(.restart(NodeID(11), .kept))])
        #expect(driver.press("R") == [.perform(.restart(NodeID(11), .lost))])
        #expect(driver.press("a") == [.perform(.addNode)])
    }

    @Test func `A key without effect says why and asks for nothing`() {
        var driver = Driver()
        #expect(driver.press("r").isEmpty)
        #expect(driver.screen().contains("n0 is up: select a node that is down"))
        #expect(driver.press("c").isEmpty)
        #expect(driver.screen().contains("no node is marked: mark one with m"))
        driver.press("m", "c")
        #expect(driver.screen().contains("n0 itself is marked"))
    }

    @Test func `The link to the marked node is cut both ways, and restored when it is not whole`() {
        var driver = Driver()
        driver.go(to: .nodes)
        driver.press("m", "down")
        #expect(
            driver.press("c") == [.perform(.cut([Fixture.link(0, 1), Fixture.link(1, 0)]))])
        var view = Fixture.view()
        view.cuts = [Fixture.link(1, 0)]
        driver.show(view)
        #expect(
            driver.press("c") == [.perform(.restore([Fixture.link(0, 1), Fixture.link(1, 0)]))])
        driver.show(Fixture.split)
        driver.press("end")
        #expect(
            driver.press("c")
                == [.perform(.restore([Fixture.link(0, 15), Fixture.link(15, 0)]))],
            "a partition cuts it too")
    }

    @Test func `A partition asks for the number of groups, and healing asks nothing`() {
        var driver = Driver()
        #expect(driver.press("p", "enter") == [.perform(.partition(groups: 2))])
        driver.press("p")
        driver.type("4")
        #expect(driver.press("enter") == [.perform(.partition(groups: 4))])
        #expect(driver.press("h") == [.perform(.heal)])
    }

    @Test func `Deleting proposes the entry that is selected in the inspector`() {
        var driver = Driver()
        #expect(
            driver.press("d", "enter")
                == [.perform(.delete(at: NodeID(0), key: "colour"))], "the focused key")
        driver.go(to: .inspector)
        driver.press("down")
        #expect(
            driver.press("d", "enter") == [.perform(.delete(at: NodeID(0), key: "shape"))])
    }

    @Test func `Time is paused and resumed by one key, and a step pauses first`() {
        var driver = Driver()
        #expect(driver.press("space") == [.perform(.pause)])
        #expect(driver.press(".") == [.perform(.pause), .perform(.stepEvent)])
        var view = Fixture.view()
        view.time.isPaused = true
        driver.show(view)
        #expect(driver.press("space") == [.perform(.resume)])
        #expect(driver.press(".") == [.perform(.stepEvent)])
        #expect(driver.press(">") == [.perform(.stepRound)])
        #expect(driver.press("<") == [.perform(.backRound)])
    }

    @Test func `The speed doubles and halves between 1/1000 and 1000`() {
        var driver = Driver()
        #expect(driver.press("+") == [.perform(.setSpeed(2))])
        #expect(driver.press("-") == [.perform(.setSpeed(0.5))])
        var view = Fixture.view()
        view.time.speed = 1_000
        driver.show(view)
        #expect(driver.press("+").isEmpty)
        #expect(driver.screen().contains("1000× is the fastest"))
        view.time.speed = 0.001
        driver.show(view)
        #expect(driver.press("-").isEmpty)
        #expect(driver.screen().contains("1/1000× is the slowest"))
    }

    @Test func `In a read-only session nothing is changed, and time still moves`() {
        var driver = Driver(access: .readOnly)
        for key in ["u", "d", "k", "a", "c", "p", "h", "l"] {
            #expect(driver.press(key).isEmpty)
            #expect(driver.screen().contains("read-only session"), "\(key)")
        }
        #expect(driver.press("space") == [.perform(.pause)])
    }

    @Test func `What the source cannot do is refused with its reason`() {
        var view = Fixture.view()
        view.capabilities = Capabilities(refusals: [.turnBack: "attached nodes have no past"])
        var driver = Driver(view: view)
        #expect(driver.press("<").isEmpty)
        #expect(driver.screen().contains("attached nodes have no past"))
    }

    @Test func `q quits, also on a screen that is too small`() {
        var driver = Driver(size: Size(columns: 20, rows: 5))
        #expect(driver.press("q") == [.quit])
        #expect(driver.press("ctrl-c") == [.quit])
    }
}

/// Keys that take something back, or do it one way and the other.
struct TwoWayTests {
    @Test func `One key freezes the selected node and thaws it`() {
        var driver = Driver(size: Size(columns: 200, rows: 50))
        #expect(driver.screen().contains("t freeze"))
        #expect(driver.press("t") == [.perform(.freeze(NodeID(0)))])
        driver.go(to: .nodes)
        driver.press("end", "up")
        #expect(driver.screen().contains("t thaw"), "n14 is frozen")
        #expect(driver.press("t") == [.perform(.thaw(NodeID(14)))])
    }

    @Test func `A node that is down cannot be frozen`() {
        var driver = Driver()
        driver.go(to: .nodes)
        driver.press("end", "up", "up", "up", "up")
        #expect(driver.press("t").isEmpty)
        #expect(driver.screen().contains("n11 is down: select a node that is up"))
    }

    @Test func `What is taken back is said`() {
        var driver = Driver()
        #expect(driver.press("U").isEmpty)
        #expect(driver.screen().contains("there is nothing to take back"))
        var view = Fixture.view()
        view.undoable = "n3 killed"
        driver.show(view)
        #expect(driver.press("U") == [.perform(.undo)])
        #expect(driver.screen().contains("taken back: n3 killed"))
    }
}
