import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// Nodes beside each other, time running down, messages between.
struct SpaceTimeTests {
    private static let room = Size(columns: 116, rows: 36)

    private func driver(
        _ view: ClusterView = Fixture.remembered(), size: Size = Size(columns: 120, rows: 40)
    ) -> Driver {
        var driver = Driver(size: size, view: view)
        driver.go(to: .spaceTime)
        driver.press("z")
        return driver
    }

    private func layout(_ driver: Driver) -> SpaceTimeLayout {
        driver.model.spaceTimeLayout(in: Self.room)!
    }

    @Test(arguments: 60...200)
    func `The name of every node has room above its line, and no two are alike`(columns: Int) {
        let driver = driver()
        let room = Size(columns: columns, rows: 20)
        let layout = driver.model.spaceTimeLayout(in: room)!
        #expect(Set(layout.labels).count == layout.nodes.range.count)
        let beside = layout.headRows == 1 ? 2 : 0
        for (place, label) in layout.labels.enumerated() {
            let start = layout.axisColumns + place * layout.pitch + beside
            let end = place + 1 < layout.labels.count ? start - beside + layout.pitch : columns
            #expect(start + label.displayColumns <= end, "\(label) in \(columns)")
        }
    }

    @Test func `What can be seen is asked for, with a screen before and after`() {
        var driver = Driver(view: Fixture.remembered())
        #expect(driver.model.interest.spaceTime == nil)
        driver.go(to: .spaceTime)
        driver.press("z")
        let window = driver.model.interest.spaceTime!
        let times = layout(driver).times
        #expect(window.nodes == 0..<16)
        #expect(window.from <= times.lowerBound && times.upperBound < window.to)
        #expect(times.contains(Fixture.moment(7.24)))
    }

    @Test func `Rows are multiples of the scale, so that nothing trembles as time goes on`() {
        var driver = driver()
        let before = layout(driver)
        var view = Fixture.remembered()
        view.time.now = Fixture.moment(7.249)
        driver.show(view)
        #expect(layout(driver) == before)
        view.time.now = Fixture.moment(7.251)
        driver.show(view)
        #expect(layout(driver).top == before.top + 1)
    }

    @Test func `It follows the present until it is scrolled, and again with a key`() {
        var driver = driver()
        #expect(driver.screen().contains("following"))
        for _ in 0..<6 { driver.press("up") }
        #expect(driver.screen().contains("0.3s back · End follows"))
        let held = layout(driver).top
        var view = Fixture.remembered()
        view.time.now = Fixture.moment(9)
        driver.show(view)
        #expect(layout(driver).top == held)
        driver.press("end")
        #expect(layout(driver).top > held)
        driver.press("home")
        #expect(layout(driver).top == 0)
        for _ in 0..<8 { driver.press("pagedown") }
        #expect(driver.screen().contains("following"), "the present is the end")
    }

    @Test func `The number of a round is whole, however many there were`() {
        var view = Fixture.remembered()
        view.time.round = 12_345_678
        #expect(driver(view).screen().contains("r12345678├"))
    }

    @Test func `Where messages are not told of, the frame says so and explains no glyphs of them`()
    {
        var view = Fixture.remembered()
        view.capabilities = Capabilities(refusals: [.tellMessages: "no messages are told"])
        let screen = driver(view).screen()
        #expect(screen.contains("killed  no messages are told"))
        #expect(!screen.contains("◇ feedback"))
    }

    @Test func `When time is turned back, it follows the present again`() {
        var driver = driver()
        driver.press("up")
        var view = Fixture.remembered()
        view.time.now = Fixture.moment(3)
        driver.show(view)
        #expect(driver.screen().contains("following"))
    }

    @Test func `The scale follows the latency until it is chosen`() {
        var driver = driver()
        #expect(driver.screen().contains("50ms a row"))
        driver.press(")")
        #expect(driver.screen().contains("20ms a row"))
        driver.press("(", "(")
        #expect(driver.screen().contains("100ms a row"))
        for _ in 0..<20 { driver.press(")") }
        #expect(driver.screen().contains("1ms a row is as far as it goes"))
    }

    @Test func `The moments on the axis are exact`() {
        var scale = TimeScale(for: .milliseconds(1))
        for (digits, row) in [(3, 1), (2, 2), (3, 5), (2, 10), (1, 20), (2, 50), (1, 100)] {
            #expect(scale.row == .milliseconds(Int64(row)) && scale.digits == digits)
            scale = scale.coarser
        }
        #expect(driver().screen().contains("│ 05.75│"))
    }

    @Test func `A message leaves beside its sender and arrives beside its receiver`() throws {
        let layout = layout(driver())
        let line = try #require(
            MessageLine(Fixture.records[1], now: Fixture.moment(7.24), layout: layout))
        let from = try #require(layout.column(of: NodeID(0)))
        let to = try #require(layout.column(of: NodeID(4)))
        #expect(line.start.column / 2 == from + 1 && line.tip.column / 2 == to - 1)
        #expect(line.start.row / 4 == layout.row(of: Fixture.moment(6.1)))
        #expect(line.tip.row / 4 == layout.row(of: Fixture.moment(6.5)))
    }

    @Test func `One under way ends where it is by now`() throws {
        let layout = layout(driver())
        let line = try #require(
            MessageLine(Fixture.records[5], now: Fixture.moment(7.15), layout: layout))
        let ends = try (
            #require(layout.column(of: NodeID(5))), #require(layout.column(of: NodeID(15)))
        )
        #expect(line.tip.column / 2 == (ends.0 + ends.1) / 2)
        #expect(line.tip.row == layout.dotRow(of: Fixture.moment(7.15)))
    }

    @Test(arguments: GlyphSet.allCases)
    func `Kinds, losses and events have their glyphs on the screen`(glyphs: GlyphSet) {
        let screen = driver().screen(glyphs)
        let expected = glyphs == .unicode ? ["◆", "◇", "⊗", "●", "✕"] : ["r", "f", "!", "*", "x"]
        for glyph in expected { #expect(screen.contains(glyph), "\(glyph)") }
    }

    @Test func `A node's line has the colour of its state from when on it has it`() {
        var driver = driver()
        driver.press("(")
        let layout = layout(driver)
        let view = Fixture.remembered()
        let lines = Lifelines(view.spaceTime!.events, model: driver.model, layout: layout)
        let arrival = layout.row(of: Fixture.moment(6.5))
        #expect(lines.state(of: 4, row: arrival - 1) == .susceptible)
        #expect(lines.state(of: 4, row: arrival) == .infected)
        let death = layout.row(of: Fixture.moment(5.1))
        #expect(lines.life(of: 11, row: death - 1) == .up)
        #expect(lines.life(of: 11, row: death) == .down)
        let loss = layout.row(of: Fixture.moment(7.1))
        #expect(lines.state(of: 7, row: loss - 1) == .infected)
        #expect(lines.state(of: 7, row: loss) == .removed)
        #expect(lines.state(of: 15, row: 0) == .susceptible, "nothing happened there")
    }

    @Test func `Rounds are marked on the axis with their numbers`() {
        let lines = driver().screen().split(separator: "\n")
        #expect(lines.contains { $0.contains("r7├╌┃") })
        #expect(lines.contains { $0.contains("06.50│") })
    }

    @Test func `A step points out exactly what happened in it`() {
        var view = Fixture.remembered()
        view.time.isPaused = true
        var driver = driver(view)
        #expect(!driver.screen().contains("▸│"), "before a step nothing is new")
        driver.press(".")
        driver.show(view)
        #expect(driver.model.stepMark.map { mark in view.trace.filter(mark.isNew) } == [])
        let news = Fixture.event(11, 7.24, 8, .lostInterest(Fixture.red, .coin))
        var after = Fixture.remembered([news])
        after.time.isPaused = true
        after.trace.append(news)
        after.spaceTime?.messages[6].fate = .arrived(Fixture.moment(7.24))
        driver.show(after)
        let mark = driver.model.stepMark!
        #expect(after.spaceTime?.events.filter(mark.isNew) == [news])
        #expect(after.spaceTime?.messages.filter(mark.isNew).map(\.number) == [7])
        driver.press("space")
        #expect(driver.model.stepMark == nil)
    }

    @Test func `A thousand nodes scroll with the selection`() {
        var driver = driver(Fixture.crowd(1_000))
        for _ in 0..<60 { driver.press("right") }
        #expect(layout(driver).column(of: NodeID(60)) != nil)
        #expect(driver.screen().contains("of 1,000"))
    }

    @Test func `A message under way for ages costs no more than what is seen of it`() {
        var view = Fixture.remembered()
        view.time.now = Fixture.moment(900_000)
        let message = Fixture.record(
            9, Fixture.link(0, 15), .rumor, sent: 0.1, .underWay(until: Fixture.moment(2_000_000)))
        view.spaceTime?.messages = [message]
        let screen = driver(view).screen()
        #expect(screen.contains("◆"))
    }
}
