import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The panel with the comparisons of tables.
struct ExchangesTests {
    private static func ended(_ number: Int, _ seconds: Double, repaired: Int) -> TraceEvent {
        let report = ExchangeReport(
            method: .checksum, ending: .equal, repairedHere: repaired, roundTrips: 3, messages: 6)
        return Fixture.event(
            number, seconds, 4, .exchangeEnded(with: NodeID(5), report, bytes: 256))
    }

    private func driver(_ trace: [TraceEvent]) -> Driver {
        var view = Fixture.view()
        view.trace = trace
        var driver = Driver(size: Size(columns: 80, rows: 24), view: view)
        driver.go(to: .exchanges)
        driver.press("z")
        return driver
    }

    @Test func `One under way becomes what it came to`() {
        let began = Fixture.event(6, 7, 4, .exchangeBegan(with: NodeID(5), .checksum))
        #expect(driver([began]).screen().contains("1 under way"))
        let screen = driver([began, Self.ended(7, 7.1, repaired: 2)]).screen()
        #expect(screen.contains("n4 ⇄ n5"))
        #expect(screen.contains("0 under way"))
        #expect(screen.contains("= equal"))
        #expect(screen.contains("2+0"))
    }

    @Test func `Costs are means over what is over`() {
        var state = ExchangesState()
        var view = Fixture.view()
        view.trace = [Self.ended(7, 7, repaired: 2), Self.ended(8, 7.1, repaired: 0)]
        state.take(view)
        let cost = ExchangesState.Cost(
            method: .checksum, exchanges: 2, repaired: 2, roundTrips: 6, bytes: 512)
        #expect(state.costs == [cost])
        view.trace = []
        view.time.now = Fixture.moment(7.05)
        state.take(view)
        #expect(state.costs.map(\.exchanges) == [1], "turned back")
    }

    @Test func `Where none was, that is said`() {
        #expect(driver([]).screen().contains("no tables were compared yet"))
    }
}
