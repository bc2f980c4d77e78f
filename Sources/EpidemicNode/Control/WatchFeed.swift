import Epidemic
import EpidemicWire
import NIOCore

/// The push feed of one client that watches: every so often how the node is, and what happened since.
final class WatchFeed {
    private weak var session: ClientSession?
    private let driver: NodeDriver
    private var ticker: Ticker?
    private var token: Observers.Token?
    private var events: [WatchEvent] = []
    private var passedOver = 0

    /// Events told at a time; more are counted.
    static let eventsMax = 512

    init(_ session: ClientSession, every interval: TimeAmount) {
        self.session = session
        driver = session.driver
        token = driver.observers.add { [weak self] trace, moment in self?.note(trace, at: moment) }
        ticker = Ticker(on: driver.loop, after: .zero, every: interval) { [weak self] in
            self?.tell()
        }
    }

    deinit {
        if let token { driver.observers.remove(token) }
    }

    private func note(_ trace: Trace, at moment: Instant) {
        guard
            let event = WatchEvent(
                trace, at: moment, in: driver.book, exchanged: driver.exchangeBytes)
        else { return }
        guard events.count < Self.eventsMax else { return passedOver += 1 }
        events.append(event)
    }

    private func tell() {
        let report = NodeReport(
            driver.status(), settings: driver.replica.settings, now: driver.clock.now,
            events: events, passedOver: passedOver)
        session?.writeNews(report.answer)
        events.removeAll(keepingCapacity: true)
        passedOver = 0
    }
}

extension ClientSession {
    /// `OUTBREAK WATCH ms`
    func watch(_ word: [UInt8]) -> RESPValue {
        guard let milliseconds = word.whole,
            milliseconds == 0 || (50...60_000).contains(milliseconds)
        else {
            return .failure(
                "a feed comes every 50 to 60000 milliseconds, or ends with 0; not '\(word.text)'")
        }
        watch = milliseconds == 0 ? nil : WatchFeed(self, every: .milliseconds(Int64(milliseconds)))
        return .ok
    }
}
