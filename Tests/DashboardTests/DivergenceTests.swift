import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// Groups of equal tables, and what two nodes hold differently.
struct DivergenceTests {
    private func driver(_ view: ClusterView = Fixture.diverged()) -> Driver {
        var driver = Driver(view: view)
        driver.go(to: .divergence)
        driver.press("z")
        return driver
    }

    @Test func `Without a mark the selected node is compared with the largest other group`() {
        var driver = driver()
        #expect(driver.model.interest.compared == NodePair(NodeID(0), NodeID(4)))
        driver.press("right", "right", "right", "right")
        #expect(driver.model.interest.compared == NodePair(NodeID(4), NodeID(0)))
    }

    @Test func `The marked node is compared with the selected one`() {
        var driver = driver()
        driver.press("m", "right")
        #expect(driver.model.interest.compared == NodePair(NodeID(1), NodeID(0)))
    }

    @Test func `Nothing is asked for while it is hidden`() {
        let driver = Driver(view: Fixture.diverged())
        #expect(driver.model.interest.compared == nil)
        #expect(driver.model.interest.rootGroupsMax == 0)
    }

    @Test func `Groups are told with their mark, size, keys and members`() {
        let lines = driver().screen().split(separator: "\n")
        let largest = lines.first { $0.contains("a3f2") } ?? ""
        #expect(largest.contains("▸ ■ a3f2") && largest.contains(" 9 "))
        #expect(largest.contains("n0 n1 n2 n3 n5 n7 n8 n9 n13"))
        #expect(lines.contains { $0.contains("0c19") && $0.contains("n6") })
    }

    @Test func `Where not all groups fit, the rest is counted`() {
        var view = Fixture.diverged()
        view.rootGroups = (0..<30).map {
            RootGroup(
                root: TableRoot(bits: UInt128($0) << 112), mark: $0, count: 2,
                members: [NodeID($0)])
        }
        var driver = Driver(size: Size(columns: 80, rows: 24), view: view)
        driver.go(to: .divergence)
        driver.press("z")
        #expect(driver.screen().contains("… 23 more groups of 46 nodes"))
    }

    @Test func `One write under two clocks is not said to be on one side only`() {
        var view = Fixture.diverged()
        let longer = Fixture.update("colour", "red", by: 0, number: 4, clock: [0: 3])
        view.comparison?.differences = [
            EntryDifference(key: "colour", left: Fixture.red, right: longer)
        ]
        let screen = driver(view).screen()
        #expect(screen.contains("both have the same write, n0#4, under two clocks"))
        #expect(!screen.contains("only"))
    }

    @Test func `Where there is no room for the verdict as a sentence, it is told in a few words`() {
        var view = Fixture.diverged()
        let twin = Fixture.update("colour", "blue", by: 1, number: 1, clock: [0: 2])
        view.comparison?.differences = [
            EntryDifference(
                key: "colour", left: Fixture.red, right: twin, winner: .right, reason: .identity)
        ]
        view.settings.conflict = .mergeClocksUnsafe
        var driver = Driver(size: Size(columns: 60, rows: 24), view: view)
        driver.go(to: .divergence)
        let frame = driver.screen().split(separator: "\n").first { $0.contains("equal clocks ─╯") }
        #expect(frame != nil, "\(driver.screen())")
    }

    @Test func `Every differing key is told with both values and how their clocks stand`() {
        let lines = driver().screen().split(separator: "\n").map(String.init)
        let expected = [
            ("colour ", "red", "∥", "blue", "norm 4 > 1"),
            ("shape ", "square", "≺", "circle", "had seen the other"),
            ("size ", "✝", "∥", "9", "tie, n3 1 > 0"),
            ("weight ", "nothing", "2 kg", "n4", "the other has none"),
        ]
        for (key, left, relation, right, reason) in expected {
            let line = lines.first { $0.contains(key) && $0.contains(reason) } ?? ""
            for word in [left, relation, right] { #expect(line.contains(word), "\(key)\(word)") }
        }
    }

    @Test func `The selected key's verdict stands in the frame`() {
        var driver = driver()
        #expect(
            driver.screen().contains("colour: n0 wins, longer clock (squared norm 4 > 1)"))
        driver.press("down")
        #expect(driver.screen().contains("shape: n4 wins, its writer had seen it"))
        driver.press("end")
        #expect(driver.screen().contains("weight: only n4 has it"))
    }

    @Test func `The selected key stays selected when others come in before it`() {
        var driver = driver()
        driver.press("down")
        var view = Fixture.diverged()
        view.comparison?.differences.removeFirst()
        driver.show(view)
        #expect(driver.screen().contains("shape: n4 wins"))
    }

    @Test func `That nothing differs is said in a sentence`() {
        #expect(
            driver(Fixture.agreed).screen()
                .contains("All 15 nodes that are up hold the same table."))
        var view = Fixture.agreed
        view.comparison = Comparison(
            pair: NodePair(NodeID(1), NodeID(0)), differences: [], count: 0)
        var driver = driver(view)
        driver.press("m", "right")
        #expect(driver.screen().contains("n1 and n0 hold the same table."))
        view.comparison?.isComplete = false
        driver.show(view)
        #expect(driver.screen().contains("No difference among the entries that were looked at"))
    }
}
