import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The panel with the counters.
struct CountersTests {
    private func view(_ rumors: Int, before: Int? = nil) -> ClusterView {
        var view = Fixture.view()
        view.counters = Fixture.counters(rumors: rumors)
        view.earlierCounters = before.map {
            EarlierCounters(counters: Fixture.counters(rumors: $0), ago: .milliseconds(500))
        }
        return view
    }

    private func screen(_ driver: Driver) -> [Substring] {
        driver.screen().split(separator: "\n")
    }

    private func driver(_ size: Size = Size(columns: 80, rows: 40)) -> Driver {
        var driver = Driver(size: size, view: view(100))
        driver.go(to: .counters)
        driver.press("z")
        return driver
    }

    @Test func `Everything is told by name, and zeros are faint`() {
        let driver = driver()
        let text = driver.screen()
        for name in ["rumor", "anti-entropy", "cut", "receiver down", "duplicate", "late feedback"]
        {
            #expect(text.contains(name), "\(name)")
        }
        let buffer = driver.model.screen(theme: Driver.dark, glyphs: .unicode)
        let row = screen(driver).firstIndex { $0.contains("late feedback") }!
        #expect(buffer[2, row].style.foreground == Driver.dark.style(.dim).foreground)
    }

    @Test func `Rates are what was added in a second of the cluster's time`() {
        var driver = driver()
        driver.show(view(112, before: 100))
        #expect(screen(driver).first { $0.contains("rumor") }!.contains(" 112  24.0 "))
        driver.show(view(112, before: 112))
        #expect(screen(driver).first { $0.contains("rumor") }!.contains(" 112     0 "))
    }

    @Test func `Until it is known how fast something grows, a dash says so`() {
        #expect(screen(driver()).first { $0.contains("rumor") }!.contains(" 100     – "))
    }

    @Test func `What had no counter before has grown from nothing`() {
        var view = view(112, before: 100)
        view.earlierCounters?.counters.traffic = []
        #expect(view.rate { $0.traffic.first { $0.kind == .rumor }?.sent } == 224)
    }

    @Test func `Real nodes tell what they sent without its kinds, under a heading that is true`() {
        var driver = driver()
        var view = view(100)
        view.counters = ClusterCounters(
            volumes: [CounterDetail(name: "bytes sent", count: 1_234)],
            irregularities: [CounterDetail(name: "duplicate", count: 31)])
        driver.show(view)
        let lines = screen(driver)
        let headings = ["sent and received", "bytes sent", "not heeded by nodes", "duplicate"]
        let places = headings.map { heading in lines.firstIndex { $0.contains(heading) } ?? -1 }
        #expect(!places.contains(-1) && places == places.sorted(), "\(places)")
        #expect(!driver.screen().contains("by kind") && !driver.screen().contains("on the way"))
    }

    @Test func `What does not fit is scrolled to`() {
        var driver = driver(Size(columns: 80, rows: 16))
        #expect(!driver.screen().contains("late feedback"))
        driver.press("end")
        #expect(driver.screen().contains("late feedback"))
        driver.press("home")
        #expect(driver.screen().contains("sent, by kind"))
    }

    @Test func `Counters are asked for when they are to be seen`() {
        #expect(driver().model.interest.counters == .all)
        #expect(Driver().model.interest.counters == .none)
    }
}
