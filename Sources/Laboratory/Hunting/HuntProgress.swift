import Foundation

/// How far a hunt is and how fast it goes, on standard error, and only where that is a terminal.
struct HuntProgress {
    private let total: Int
    private var done = 0
    private let start = ContinuousClock.now
    private var shown: ContinuousClock.Instant?
    private let isVisible = isatty(STDERR_FILENO) == 1

    init(total: Int) { self.total = total }

    /// One more seed is done. The line changes a few times a second at most.
    mutating func advance() {
        done += 1
        guard isVisible else { return }
        let now = ContinuousClock.now
        if let shown, now - shown < .milliseconds(200) { return }
        shown = now
        let seconds = max(0.001, Double((now - start) / .milliseconds(1)) / 1_000)
        let pace = (Double(done) / seconds).decimals(0)
        StandardError.write("\r\(done) of \(total) seeds, \(pace) a second\u{1B}[K")
    }

    /// Takes the line away; it comes back when one more is done.
    mutating func clear() {
        if isVisible, shown != nil { StandardError.write("\r\u{1B}[K") }
        shown = nil
    }
}
