import TerminalUI

/// The status that the process ends with.
package enum ExitStatus: Hashable, Sendable {
    case done
    /// The run failed or found what it must not, or the environment lacks something.
    case failed
    /// An option, a value, a combination, a configuration, theme or script file was wrong.
    case wrongUse
    /// Whoever read standard output is gone, which shells know as the end by SIGPIPE.
    case readerGone
    /// A signal ended it.
    case signalled(EndSignal)

    package var number: Int32 {
        switch self {
        case .done: 0
        case .failed: 1
        case .wrongUse: 64
        case .readerGone: 128 + 13
        case .signalled(let signal): signal.exitStatus
        }
    }
}
