import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The matrix of links.
struct LinksTests {
    private func driver(_ size: Size = Fixture.size, at link: DirectedLink) -> Driver {
        var driver = Driver(size: size, view: Fixture.linked)
        driver.go(to: .links)
        for _ in 0..<link.from.index { driver.press("down") }
        driver.press("left")
        for _ in 0..<link.to.index { driver.press("right") }
        return driver
    }

    @Test func `What is seen of the matrix is asked for, and nothing while it is hidden`() {
        var driver = Driver()
        #expect(driver.model.interest.links == nil)
        driver.go(to: .links)
        #expect(driver.model.interest.links == LinkWindow(from: 0..<16, to: 0..<16))
        driver.show(Fixture.crowd(1_000))
        driver.press("end")
        let window = driver.model.interest.links
        #expect(window?.from.upperBound == 1_000 && window?.from.contains(0) == false)
        #expect(window?.to.lowerBound == 0)
    }

    @Test func `The row is the selected node's, and stays it`() {
        var driver = driver(at: Fixture.link(3, 5))
        #expect(driver.model.selected == NodeID(3))
        driver.go(to: .nodes)
        driver.press("down")
        #expect(driver.model.linkUnderCursor == Fixture.link(4, 5))
    }

    @Test func `The frame tells everything of the link under the cursor`() {
        var driver = driver(at: Fixture.link(3, 5))
        driver.press("z")
        #expect(
            driver.screen().contains("n3→n5 · up · 12 sent · 5 lost · 930 B · loss 0.3"))
        driver.press("up")
        #expect(driver.screen().contains("n2→n5 · up · 28 sent"))
        driver.press("left", "left", "left")
        #expect(driver.screen().contains("n2→n2 · the same node"))
    }

    @Test func `Nothing is said of the traffic of links where nobody tells it`() {
        var driver = driver(at: Fixture.link(3, 5))
        var view = Fixture.linked
        view.capabilities = Capabilities(refusals: [.tellMessages: "not told"])
        driver.show(view)
        driver.press("z")
        #expect(driver.screen().contains("n3→n5 · up · loss 0.3"))
        #expect(!driver.screen().contains("traffic") && !driver.screen().contains("0 B"))
    }

    @Test func `Keys act upon the direction under the cursor, or upon both`() {
        var driver = driver(at: Fixture.link(3, 5))
        #expect(driver.press("c") == [.perform(.cut([Fixture.link(3, 5)]))])
        #expect(
            driver.press("C") == [.perform(.cut([Fixture.link(3, 5), Fixture.link(5, 3)]))])
        driver = self.driver(at: Fixture.link(2, 12))
        #expect(driver.press("c") == [.perform(.restore([Fixture.link(2, 12)]))])
        driver = self.driver(at: Fixture.link(12, 2))
        #expect(driver.press("c") == [.perform(.cut([Fixture.link(12, 2)]))])
        #expect(
            driver.press("C") == [.perform(.restore([Fixture.link(12, 2), Fixture.link(2, 12)]))],
            "one of the two is cut")
    }

    @Test func `Where there is no link, keys say so`() {
        var driver = driver(at: Fixture.link(4, 4))
        #expect(driver.press("c").isEmpty && driver.press("l").isEmpty)
        #expect(driver.screen().contains("a node has no link to itself"))
        var view = Fixture.linked
        view.links?.links[5].condition = .absent
        driver = Driver(view: view)
        driver.go(to: .links)
        driver.press("right", "right", "right", "right")
        #expect(driver.press("C").isEmpty)
        #expect(driver.screen().contains("n0 has no link to n5 in this topology"))
    }

    @Test func `The form of a link proposes what is in force there`() {
        var driver = driver(at: Fixture.link(3, 5))
        driver.press("l")
        driver.type("20%")
        let link = Fixture.link(3, 5)
        #expect(
            driver.press("enter", "enter", "enter", "enter", "enter", "enter")
                == [.perform(.setLinks([link], NetworkConditions(loss: 0.2)))])
        driver.press("l", "down")
        driver.type("2s")
        driver.press("up", "up")
        driver.type("both")
        let slow = NetworkConditions(latency: .seconds(2), loss: 0.3)
        #expect(driver.press("enter") == [.perform(.setLinks([link, link.reversed], slow))])
    }

    @Test func `A link whose every answer is that of all links gets no conditions of its own`() {
        var driver = driver(at: Fixture.link(3, 5))
        driver.press("l")
        driver.type("all")
        let answers = driver.press("enter", "enter", "enter", "enter", "enter", "enter")
        #expect(answers == [.perform(.setLinks([Fixture.link(3, 5)], nil))])
    }

    @Test func `A wrong answer is named, with what would be right`() {
        var driver = driver(at: Fixture.link(3, 5))
        driver.press("l", "up")
        driver.type("west")
        #expect(driver.press("enter").isEmpty)
        #expect(driver.screen().contains("ways west must be n3→n5 or both"))
    }

    @Test(arguments: [Size(columns: 60, rows: 16), Size(columns: 120, rows: 40)])
    func `The cursor stays in view in a large cluster, and every place in it is hit`(size: Size) {
        var driver = Driver(size: size, view: Fixture.crowd(500))
        driver.go(to: .links)
        driver.press("pagedown", "pagedown", "down")
        for _ in 0..<70 { driver.press("right") }
        let area = driver.model.area(of: .links)!
        let layout = driver.model.linksLayout(in: LinksPanel.room(in: area).size)!
        let cursor = driver.model.linkUnderCursor
        #expect(cursor.to == NodeID(71))
        #expect(layout.place(of: cursor).flatMap(layout.link) == cursor)
        #expect(driver.screen().contains("of 500") || driver.screen().contains("n71/500"))
    }

    @Test func `Every condition has a glyph of its own, also in ASCII`() {
        let theme = Driver.dark
        let glyphs =
            LinkLook.Mark.allCases.map { $0.glyph(in: theme) }
            + LinkLook.Traffic.allCases.map(\.glyph)
        #expect(Set(glyphs).count == glyphs.count)
        #expect(
            Set(glyphs.map { GlyphSet.ascii(for: $0.unicodeScalars.first!) }).count == glyphs.count)
    }

    @Test func `More traffic is a darker shade, and the busiest is the darkest`() {
        let shades = [0, 1, 33, 34, 67, 68, 100].map { sent in
            LinkLook(
                LinkDetail(link: Fixture.link(0, 1), sent: sent), busiest: 100, common: nil
            ).traffic
        }
        #expect(shades == [.none, .little, .little, .some, .some, .much, .much])
    }
}
