import Foundation

/// How far a long command is, on standard error, and only where that is a terminal.
package struct Progress {
    private let total: Int
    private let what: String
    private var done = 0
    private var shown: Int?
    private let isVisible = isatty(STDERR_FILENO) == 1

    /// - Parameter what: what is counted, in the plural.
    package init(total: Int, of what: String = "runs") {
        self.total = total
        self.what = what
    }

    /// One more is done. The line changes only when its percentage does.
    package mutating func advance() {
        done += 1
        let percentage = done * 100 / total
        guard isVisible, percentage != shown else { return }
        shown = percentage
        StandardError.write("\r\(done) of \(total) \(what), \(percentage) %")
    }

    /// Takes the line away; it comes back when one more is done.
    package mutating func clear() {
        if isVisible, shown != nil { StandardError.write("\r\u{1B}[K") }
        shown = nil
    }
}
