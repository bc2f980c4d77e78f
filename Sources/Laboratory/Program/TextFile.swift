import Foundation

/// Files that people write.
package enum TextFile {
    /// The text of a file.
    ///
    /// - Parameter kind: what the file is, for the error.
    /// - Throws: `Complaint` naming the file.
    package static func read(_ path: String, as kind: String) throws(Complaint) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .wrongUse(
                "the \(kind) \(path) cannot be read; give the path of a file that can")
        }
        return try text(data, of: "the \(kind) \(path)")
    }

    /// The text of standard input, to its end.
    ///
    /// - Throws: `Complaint`.
    package static func readStandardInput() throws(Complaint) -> String {
        try text(FileHandle.standardInput.readDataToEndOfFile(), of: "standard input")
    }

    private static func text(_ data: Data, of name: String) throws(Complaint) -> String {
        guard let text = String(validating: data, as: UTF8.self) else {
            throw .wrongUse("\(name) is not text; it must be UTF-8")
        }
        return text
    }
}
