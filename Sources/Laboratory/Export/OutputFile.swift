import Foundation

/// A file that is written line by line, and is not there before.
///
/// Lines go to the disk in pieces of some size, so that a long export takes no memory. Only whole lines
/// stay in the file, whatever keeps the rest from being written.
struct OutputFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// The bytes of the whole lines on the disk.
    private var length: off_t = 0

    private static let pieceBytes = 1 << 16

    /// Why a file could not be written.
    enum Trouble: Error, Hashable {
        case exists
        /// The system's reason.
        case refused(String)

        /// The system's reason for an error number.
        fileprivate static func system(_ error: Int32) -> Trouble {
            .refused(String(cString: strerror(error)))
        }
    }

    /// Makes the file.
    ///
    /// - Throws: `Trouble`; a file that is there stays as it is.
    init(creating path: String) throws(Trouble) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw errno == EEXIST ? .exists : .system(errno) }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Makes a file of lines: all of it, or there is none afterwards either.
    static func make(
        _ path: String, of lines: (inout OutputFile) throws(Trouble) -> Void
    ) throws(Trouble) {
        var file = try OutputFile(creating: path)
        do throws(Trouble) {
            try lines(&file)
            try file.flush()
        } catch {
            file.discard()
            throw error
        }
    }

    /// Writes a line and its end.
    mutating func write(_ line: String) throws(Trouble) {
        buffer.append(contentsOf: line.utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.pieceBytes { try flush() }
    }

    /// Writes what is still in memory.
    mutating func flush() throws(Trouble) {
        let (written, error) = StandardStream.write(buffer[...], to: descriptor)
        guard error == 0 else {
            let whole = buffer[..<written].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            _ = ftruncate(descriptor, length + off_t(whole))
            throw .system(error)
        }
        length += off_t(written)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Takes the file away: half of it is none, and would stand in the way of the next try.
    func discard() { unlink(path) }
}
