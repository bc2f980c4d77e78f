import Foundation

/// The end of standard input.
enum InputEnd {
    /// Does something once it has come; what is read until then is thrown away.
    static func onArrival(_ body: @escaping @Sendable () -> Void) -> any DispatchSourceProtocol {
        let source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO)
        source.setEventHandler {
            var bytes = [UInt8](repeating: 0, count: 4_096)
            let count = read(STDIN_FILENO, &bytes, bytes.count)
            guard count == 0 || count < 0 && errno != EAGAIN && errno != EINTR else { return }
            source.cancel()
            body()
        }
        source.resume()
        return source
    }
}
