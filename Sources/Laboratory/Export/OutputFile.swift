import Foundation

/// A file that is written line by line, and is not there before.
///
/// Lines go to the disk in pieces of some size, so that a long export takes no memory.
struct OutputFile: ~Copyable {
    private let handle: FileHandle
    private var buffer = Data()

    private static let pieceBytes = 1 << 16

    /// Why a file could not be written.
    enum Trouble: Error, Hashable {
        case exists
        /// The system's reason.
        case refused(String)
    }

    /// Makes the file.
    ///
    /// - Throws: `Trouble`; a file that is there stays as it is.
    init(creating path: String) throws(Trouble) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? .exists : .refused(String(cString: strerror(errno)))
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Writes a line and its end.
    mutating func write(_ line: String) throws(Trouble) {
        buffer.append(contentsOf: line.utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.pieceBytes { try flush() }
    }

    /// Writes what is still in memory.
    mutating func flush() throws(Trouble) {
        do { try handle.write(contentsOf: buffer) } catch {
            throw .refused(error.localizedDescription)
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
