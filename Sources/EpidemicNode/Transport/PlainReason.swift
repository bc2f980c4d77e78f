import Glibc
import NIOCore
import NIOPosix

/// What went wrong with a socket, in the system's words and without the library's.
func plainReason(_ error: any Error) -> String {
    switch error {
    case let error as IOError: String(cString: strerror(error.errnoCode))
    case is SocketAddressError, is SocketAddressError.UnknownHost: "its host is not known"
    case ChannelError.connectTimeout(let limit):
        "it did not answer within \(limit.nanoseconds / 1_000_000) ms"
    case let error as NIOConnectionError:
        error.connectionErrors.first.map { plainReason($0.error) } ?? "its host is not known"
    default: "\(error)"
    }
}
