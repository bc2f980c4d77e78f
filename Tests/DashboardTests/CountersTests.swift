import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The panel with the counters.
struct CountersTests {
    private func view(_ rumors: Int, at seconds: Double) -> ClusterView {
        var view = Fixture.view()
        view.time.now = Fixture.moment(seconds)
        view.counters = Fixture.counters(rumors: rumors)
        return view
    }

    private func screen(_ driver: Driver) -> [Substring] {
        driver.screen().split(separator: "\n")
    }

    private func driver(_ size: Size = Size(columns: 80, rows: 40)) -> Driver {
        var driver = Driver(size: size, view: view(100, at: 7))
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
        driver.show(view(112, at: 7.5))
        let row = screen(driver).first { $0.contains("rumor") }!
        #expect(row.contains(" 112  24.0 "))
        driver.show(view(112, at: 7.5))
        #expect(screen(driver).first { $0.contains("rumor") }!.contains(" 24.0 "), "while paused")
        driver.show(view(20, at: 2))
        #expect(
            screen(driver).first { $0.contains("rumor") }!.contains(" 20     – "), "turned back")
    }

    @Test func `Until it is known how fast something grows, a dash says so`() {
        var driver = driver()
        func rumors() -> Substring { screen(driver).first { $0.contains("rumor") }! }
        #expect(rumors().contains(" 100     – "))
        driver.show(view(101, at: 7.1))
        #expect(rumors().contains(" 101     – "), "a tenth of a second tells nothing")
    }

    @Test func `Rates forget what is longer ago`() {
        var state = CountersState()
        for tick in 0...40 {
            let rumors = tick <= 20 ? 10 * tick : 200
            state.take(view(rumors, at: Double(tick) / 10))
        }
        #expect(state.rate { $0.traffic[0].sent } == 0)
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
