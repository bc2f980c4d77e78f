import Foundation

/// How far a search is, on standard error, and only where that is a terminal.
struct ExplorationMeter {
    private let isVisible = isatty(STDERR_FILENO) == 1
    private let began = ContinuousClock.now
    private var shown = ContinuousClock.now

    /// Shows a count at most twice a second.
    mutating func show(states: Int, depth: Int) {
        guard isVisible, ContinuousClock.now - shown > .milliseconds(500) else { return }
        shown = .now
        let seconds = Double((shown - began) / .milliseconds(1)) / 1_000
        StandardError.write(
            "\r\u{1B}[K\(states) states, \(depth) events deep, \(Int(Double(states) / seconds)) a second"
        )
    }

    /// Takes the line away.
    func clear() { if isVisible { StandardError.write("\r\u{1B}[K") } }
}
