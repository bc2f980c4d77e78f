import Foundation
import TerminalUI

/// The signals that end the program, for as long as no screen takes them.
enum EndSignals {
    /// From now on each of them ends the process with its status, as if it had returned it.
    ///
    /// - Returns: the sources, to be kept alive.
    static func exitOnArrival() -> [any DispatchSourceProtocol] {
        EndSignal.allCases.map { signal in
            Foundation.signal(signal.rawValue, SIG_IGN)
            let source = DispatchSource.makeSignalSource(
                signal: signal.rawValue, queue: .global())
            source.setEventHandler { exit(signal.exitStatus) }
            source.activate()
            return source
        }
    }
}
