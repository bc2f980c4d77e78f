import Foundation

/// Signals as events of the main queue.
enum SignalSources {
    /// The signals that a screen takes.
    enum Watched: CaseIterable {
        case hangUp, interrupt, terminate, stop, windowChange

        var number: Int32 {
            switch self {
            case .hangUp: SIGHUP
            case .interrupt: SIGINT
            case .terminate: SIGTERM
            case .stop: SIGTSTP
            case .windowChange: SIGWINCH
            }
        }
    }

    /// ncurses takes those signals for itself that nobody has claimed, and ends the process.
    static func keepFromCurses() {
        for signal in Watched.allCases { _ = Foundation.signal(signal.number, SIG_IGN) }
    }

    /// Undoes `keepFromCurses()` for a screen that did not open.
    static func giveBack() {
        for signal in Watched.allCases { _ = Foundation.signal(signal.number, SIG_DFL) }
    }

    /// Calls back on the main actor whenever a signal comes.
    static func source(
        for signal: Watched, _ handler: @escaping @MainActor () -> Void
    ) -> any DispatchSourceProtocol {
        let source = DispatchSource.makeSignalSource(signal: signal.number, queue: .main)
        source.setEventHandler { MainActor.assumeIsolated { handler() } }
        source.activate()
        return source
    }
}
