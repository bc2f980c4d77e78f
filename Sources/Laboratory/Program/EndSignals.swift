import Foundation
import TerminalUI

/// The signals that end the program, for as long as no screen takes them.
package enum EndSignals {
    /// From now on each of them ends the process with its status, as if it had returned it.
    ///
    /// - Parameter body: what is done before.
    /// - Returns: the sources, to be kept alive.
    package static func exitOnArrival(
        after body: @escaping @Sendable () -> Void = {}
    ) -> [any DispatchSourceProtocol] {
        EndSignal.allCases.flatMap { signal in
            onArrival(of: [signal]) {
                body()
                exit(signal.exitStatus)
            }
        }
    }

    /// Whether HUP does nothing, because whoever started the program wants that, or something takes it.
    package static var isHangUpIgnored: Bool {
        var action = sigaction()
        sigaction(SIGHUP, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// From now on these signals do this and nothing else.
    ///
    /// - Returns: the sources, to be kept alive.
    package static func onArrival(
        of signals: [EndSignal], _ body: @escaping @Sendable () -> Void
    ) -> [any DispatchSourceProtocol] {
        signals.map { signal in
            Foundation.signal(signal.rawValue, SIG_IGN)
            let source = DispatchSource.makeSignalSource(
                signal: signal.rawValue, queue: .global())
            source.setEventHandler(handler: body)
            source.activate()
            return source
        }
    }
}
