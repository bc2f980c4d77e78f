import Foundation

/// Standard output: what is written goes out at once, and what cannot be written is no success.
package enum StandardOutput {
    /// - Throws: `Complaint` when it cannot be written, with nothing to say when its reader is gone.
    package static func printLine(_ line: String) throws(Complaint) { try write(line + "\n") }

    /// - Parameter stream: itself, or a copy of it where something else stands in its place.
    /// - Throws: `Complaint`, as `printLine` does.
    package static func write(
        _ text: String, to stream: Int32 = STDOUT_FILENO
    ) throws(Complaint) {
        switch StandardStream.write(Array(text.utf8)[...], to: stream).error {
        case 0: break
        case EPIPE: throw .readerGone
        case EBADF: throw .failed("standard output is closed; leave it open, or send it to a file")
        case let error:
            throw .failed(
                "standard output cannot be written: \(String(cString: strerror(error))); send it "
                    + "somewhere that takes it")
        }
    }
}

/// Standard error, where what cannot be written is lost: there is nobody left to tell.
package enum StandardError {
    package static func write(_ text: String) {
        _ = StandardStream.write(Array(text.utf8)[...], to: STDERR_FILENO)
    }
}

/// The streams that every process begins with.
package enum StandardStream {
    /// Makes them safe to use: a reader that is gone and a file that may grow no more are errors and no
    /// signals, and a stream that is closed stays so, instead of becoming the first file or socket that is
    /// opened.
    package static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        let modes = [
            (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY),
        ]
        for (stream, mode) in modes where fcntl(stream, F_GETFD) == -1 {
            _ = open("/dev/null", mode)
        }
    }

    /// Reads to the end, in pieces.
    ///
    /// - Returns: 0, or the error of the system that kept it from being read.
    static func read(from stream: Int32, _ take: (ArraySlice<UInt8>) -> Void) -> Int32 {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Foundation.read(stream, &buffer, buffer.count)
            if count > 0 {
                take(buffer[..<count])
            } else if count == 0 {
                return 0
            } else if errno == EAGAIN {
                var input = pollfd(fd: stream, events: Int16(POLLIN), revents: 0)
                _ = poll(&input, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
    }

    /// Writes all of some bytes, however many pieces it takes.
    ///
    /// - Returns: how many were written, and 0, or the error of the system that kept the others from it.
    static func write(
        _ bytes: ArraySlice<UInt8>, to stream: Int32
    ) -> (written: Int, error: Int32) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(stream, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var room = pollfd(fd: stream, events: Int16(POLLOUT), revents: 0)
                _ = poll(&room, 1, -1)
            } else if errno != EINTR {
                return (bytes.count - rest.count, errno)
            }
        }
        return (bytes.count, 0)
    }
}
