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

        /// Whether the signal would have its usual effect.
        fileprivate var isUnclaimed: Bool {
            var action = sigaction()
            sigaction(number, nil, &action)
            return action.__sigaction_handler.sa_handler == nil
        }
    }

    /// ncurses takes those signals for itself that nobody has claimed, and ends the process.
    ///
    /// What somebody has claimed is left alone: Dispatch has a handler of its own for a signal that is
    /// watched already, and would hear nothing more without it.
    ///
    /// - Returns: the signals that are claimed now and were not before.
    static func keepFromCurses() -> [Watched] {
        let unclaimed = Watched.allCases.filter { $0.isUnclaimed }
        for signal in unclaimed { _ = Foundation.signal(signal.number, SIG_IGN) }
        return unclaimed
    }

    /// Undoes `keepFromCurses()` for a screen that did not open.
    static func giveBack(_ claimed: [Watched]) {
        for signal in claimed { _ = Foundation.signal(signal.number, SIG_DFL) }
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
