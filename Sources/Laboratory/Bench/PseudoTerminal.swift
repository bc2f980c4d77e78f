import Foundation

/// A terminal that nobody looks at: for a while it takes the place of the process's own, and what is
/// written to it is counted and thrown away.
final class PseudoTerminal: Sendable {
    private let controller: Int32
    private let terminal: Int32
    private let former: [Int32]
    private let formerVariables: [(name: String, value: String?)]
    /// How many bytes were read; guarded by the lock, for a thread of its own reads.
    nonisolated(unsafe) private var bytes = 0
    private let lock = NSLock()
    private let arrival = DispatchSemaphore(value: 0)

    /// What a terminal of today says of itself.
    private static let variables = [("TERM", "xterm-256color"), ("LC_ALL", "C.UTF-8")]

    /// - Throws: `Complaint` when the system has none to give.
    init(columns: Int, rows: Int) throws(Complaint) {
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        var ends: (controller: Int32, terminal: Int32) = (-1, -1)
        guard openpty(&ends.controller, &ends.terminal, nil, nil, &size) == 0 else {
            throw .failed("the system gives no pseudo terminal to measure on")
        }
        (controller, terminal) = ends
        fflush(nil)
        former = [STDIN_FILENO, STDOUT_FILENO].map { dup($0) }
        formerVariables = Self.variables.map { name, _ in
            (name, getenv(name).map { String(cString: $0) })
        }
        for (name, value) in Self.variables { setenv(name, value, 1) }
        for stream in [STDIN_FILENO, STDOUT_FILENO] { dup2(terminal, stream) }
        Thread.detachNewThread { [self] in read() }
    }

    /// Gives the process its own terminal back.
    func close() {
        fflush(nil)
        for (stream, own) in zip([STDIN_FILENO, STDOUT_FILENO], former) {
            dup2(own, stream)
            Foundation.close(own)
        }
        for (name, value) in formerVariables {
            if let value { setenv(name, value, 1) } else { unsetenv(name) }
        }
        Foundation.close(terminal)
    }

    /// Types something.
    func type(_ text: String) { _ = write(controller, text, text.utf8.count) }

    /// How much was written up to now. A byte that no screen writes marks the place.
    func bytesWritten() -> Int {
        _ = write(terminal, "\0", 1)
        arrival.wait()
        return lock.withLock { bytes }
    }

    /// Takes off what is written, until the other end is closed everywhere.
    private func read() {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(controller, &piece, piece.count)
            guard count > 0 else { break }
            let marks = piece[..<count].count { $0 == 0 }
            lock.withLock { bytes += count - marks }
            for _ in 0..<marks { arrival.signal() }
        }
        Foundation.close(controller)
    }
}
