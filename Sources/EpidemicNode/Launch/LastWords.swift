import EpidemicWire
import Glibc

/// What a process writes on standard error, kept for when it ends without having been asked to.
///
/// It is a file without a name, which goes with the two processes. A node that runs for long is emptied of
/// its words now and then, so that they never fill a disk.
final class LastWords: Sendable {
    /// What the process writes to; nil where no file can be had, and nothing is kept.
    let file: Int32?

    /// Bytes that are kept, and of them those that are looked at.
    private static let bytesMax: off_t = 256 << 10
    private static let bytesRead = 16_384
    /// Characters of a reason.
    private static let reasonMax = 200

    init() {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var path = Array("\(folder)/outbreak-XXXXXX".utf8CString)
        let file = mkstemp(&path)
        guard file >= 0 else {
            self.file = nil
            return
        }
        unlink(path)
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        // Whatever was emptied meanwhile, what is written comes behind what is there.
        _ = fcntl(file, F_SETFL, O_APPEND)
        self.file = file
    }

    deinit { if let file { close(file) } }

    /// Forgets what was written, if that is much.
    func shorten() {
        var status = stat()
        guard let file, fstat(file, &status) == 0, status.st_size > Self.bytesMax else { return }
        ftruncate(file, 0)
    }

    /// The line that tells most of why the process ended; nil where there is none.
    var reason: String? {
        guard let file else { return nil }
        var status = stat()
        guard fstat(file, &status) == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Self.bytesRead)
        let start = max(0, status.st_size - off_t(bytes.count))
        let count = pread(file, &bytes, bytes.count, start)
        return Self.reason(in: Array(bytes.prefix(max(0, count))))
    }

    /// A complaint of the program or the message of a trap, which a backtrace may follow; else the last line.
    static func reason(in bytes: [UInt8]) -> String? {
        let lines = bytes.split(separator: UInt8(ascii: "\n")).map {
            EscapedText.plain(Array($0)).drop { $0 == " " }
        }.filter { !$0.isEmpty }
        let line =
            lines.last { $0.hasPrefix("outbreak: ") }
            ?? lines.first { $0.contains("Fatal error: ") } ?? lines.last
        return line.map { String($0.prefix(reasonMax)) }
    }
}

/// How a process ended.
enum ProcessEnding: Hashable, Sendable {
    case status(Int32)
    case signal(Int32)

    /// - Parameter status: as waitpid(2) tells it.
    init(waited status: Int32) {
        let signal = status & 0x7F
        self = signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
    }
}

extension ProcessEnding: CustomStringConvertible {
    /// As the end of a sentence: `with status 1`, `by signal 9, Killed`.
    var description: String {
        switch self {
        case .status(let status): "with status \(status)"
        case .signal(let signal): "by signal \(signal), \(String(cString: strsignal(signal)))"
        }
    }
}
