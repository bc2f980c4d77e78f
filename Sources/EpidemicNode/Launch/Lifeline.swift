import Glibc

/// A pipe that nothing is written to: whoever reads it sees its end when this process is gone, however
/// it went, for the system then closes the other end.
final class Lifeline: Sendable {
    /// What is to be read.
    let end: Int32
    private let held: Int32

    /// - Throws: `LaunchError.noPipe`.
    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw LaunchError.noPipe(reason: String(cString: strerror(errno)))
        }
        (end, held) = (ends[0], ends[1])
        for file in ends { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    }

    deinit {
        close(end)
        close(held)
    }
}
