import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The way of an update to a node.
struct JourneyTests {
    /// A dashboard that looks at the way to a node.
    private func driver(at node: Int) -> Driver {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        driver.go(to: .inspector)
        driver.model.selected = NodeID(node)
        driver.press("right", "z")
        var view = Fixture.view(selected: node)
        view.journey = Fixture.journey
        driver.show(view)
        return driver
    }

    @Test func `Every node stands under the one that told it, with its layer`() {
        let rows = driver(at: 9).screen().split(separator: "\n").dropFirst(2)
        let names = rows.compactMap { row in
            row.split(separator: " ").first { $0.wholeMatch(of: /n\d+/) != nil }
        }
        #expect(names.prefix(6) == ["n0", "n1", "n2", "n5", "n9", "n8"])
        #expect(driver(at: 9).screen().contains("⇄ anti-entropy"))
        #expect(driver(at: 9).screen().contains("written here"))
    }

    @Test func `The way to the node is heavy, and how long it is stands above`() {
        let screen = driver(at: 9).screen()
        #expect(screen.contains("├━● n1") && screen.contains("╰━● n5"))
        #expect(screen.contains("├─● n2") && screen.contains("n9 ◂"))
        #expect(screen.contains("colour=red · 3 hops"))
        #expect(driver(at: 4).screen().contains("not here yet"))
    }

    @Test func `The entry that was selected is followed, until another update gets the focus`() {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        driver.go(to: .inspector)
        #expect(driver.model.interest.journey == nil)
        driver.press("down", "right")
        #expect(driver.model.interest.journey == Fixture.circle.id)
        driver.press("f")
        #expect(driver.model.interest.journey == driver.model.focus)
    }

    @Test func `Of a large tree only the way is drawn, and the rest counted`() {
        let chain = (0..<500).map {
            Fixture.infection($0, from: $0 == 0 ? nil : ($0 - 1) / 2, .rumor, 0, Double($0))
        }
        let tree = JourneyTree(chain, to: NodeID(11))
        #expect(tree.isFolded)
        #expect(tree.lines.map(\.infection.node.index) == [0, 2, 5, 11, 23, 24])
        #expect(tree.lines[0].below == 499 && tree.hops == 3)
    }

    @Test func `A node that got it twice stands there twice, and unknown senders begin anew`() {
        let journey = [
            Fixture.infection(0, from: nil, nil, 0, 1), Fixture.infection(1, from: 0, .rumor, 1, 2),
            Fixture.infection(1, from: 0, .cache, 1, 3), Fixture.infection(2, from: 7, .mail, 1, 4),
        ]
        let tree = JourneyTree(journey, to: NodeID(1))
        #expect(tree.lines.map(\.isOnPath) == [true, false, true, false])
        #expect(tree.lines.map(\.branches) == [[], [true], [false], []])
    }
}

/// Two clocks beside each other.
struct ClockComparisonTests {
    @Test(arguments: [
        ([], [], 4, 4, Role.clockEqual), ([], [], 3, 4, .clockBefore),
        ([2...2], [], 4, 4, .clockBefore),
        ([2...2], [], 4, 3, .clockConcurrent), ([4...4], [], 5, 3, .clockAfter),
        ([2...3], [2...2], 5, 5, .clockBefore),
    ])
    func `A clock is after another when nothing is missing in it that is there`(
        gaps: [ClosedRange<UInt64>], others: [ClosedRange<UInt64>], highest: UInt64, other: UInt64,
        role: Role
    ) throws {
        let run = ReplicaClock.Run(origin: Fixture.identity(0), highest: highest, gaps: gaps)
        let beside = ReplicaClock.Run(origin: Fixture.identity(0), highest: other, gaps: others)
        #expect(ClockComparison.role(of: try #require(run), beside: beside) == role)
    }

    @Test func `The clock tab stands beside the marked node's`() {
        var driver = Driver(size: Size(columns: 200, rows: 50))
        driver.go(to: .nodes)
        driver.press("down", "down", "m", "up")
        driver.show(Fixture.view(selected: 1))
        driver.go(to: .inspector)
        driver.press("right", "right")
        #expect(driver.screen().contains("n7'1").self || driver.screen().contains("≻"))
    }
}
