import Foundation

/// Files that people write.
package enum TextFile {
    /// The text of a file.
    ///
    /// - Parameter kind: what the file is, for the error.
    /// - Throws: `Complaint` naming the file.
    package static func read(_ path: String, as kind: String) throws(Complaint) -> String {
        guard let data = contents(of: path) else { throw .wrongUse(unreadable(path, kind)) }
        return try text(data, of: "the \(kind) \(path)")
    }

    /// The text of a file of another program, in which what is no UTF-8 is written as such: comments of
    /// its time may be in other character sets.
    ///
    /// - Throws: `Complaint` naming the file.
    static func readLeniently(_ path: String, as kind: String) throws(Complaint) -> String {
        guard let data = contents(of: path) else { throw .wrongUse(unreadable(path, kind)) }
        return withoutMark(String(decoding: data, as: UTF8.self))
    }

    /// The text of a file with a secret, which belongs to the machine and not to the command: that it
    /// cannot be read is no wrong use.
    ///
    /// - Throws: `Complaint` naming the file.
    package static func readSecret(_ path: String, as kind: String) throws(Complaint) -> String {
        guard let data = contents(of: path) else { throw .failed(unreadable(path, kind)) }
        return try text(data, of: "the \(kind) \(path)")
    }

    /// Everything that comes to the end of a file, or of a pipe, which a shell gives for `<(…)`.
    private static func contents(of path: String) -> Data? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        return try? file.readToEnd() ?? Data()
    }

    private static func unreadable(_ path: String, _ kind: String) -> String {
        "the \(kind) \(path.isEmpty ? "''" : path) cannot be read; give the path of a file that can"
    }

    /// The text of standard input, to its end.
    ///
    /// - Throws: `Complaint` when it is closed, or nothing that can be read.
    package static func readStandardInput() throws(Complaint) -> String {
        var bytes: [UInt8] = []
        let trouble = StandardStream.read(from: STDIN_FILENO) { bytes += $0 }
        switch trouble {
        case 0: return try text(Data(bytes), of: "standard input")
        case EBADF: throw .wrongUse("standard input is closed; leave it open, or name a file")
        case let error:
            throw .wrongUse(
                "standard input cannot be read: \(String(cString: strerror(error))); give something "
                    + "that can, or name a file")
        }
    }

    /// A text without the byte order mark with which some editors begin it.
    private static func withoutMark(_ text: String) -> String {
        text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func text(_ data: Data, of name: String) throws(Complaint) -> String {
        guard let text = String(validating: data, as: UTF8.self) else {
            throw .wrongUse("\(name) is not text; it must be UTF-8")
        }
        return withoutMark(text)
    }
}
