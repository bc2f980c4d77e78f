import Foundation
import Testing

@testable import Laboratory
@testable import outbreak

@Suite struct TextFileTests {
    /// The path of a pipe through which a text comes, as a shell gives it for `<(…)`.
    private func pipe(_ text: String) -> (path: String, pipe: Pipe) {
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data(text.utf8))
        try? pipe.fileHandleForWriting.close()
        return ("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)", pipe)
    }

    @Test(arguments: ["advance 1s\n", ""])
    func `a pipe is read to its end, once`(text: String) throws {
        let script = pipe(text)
        #expect(try TextFile.read(script.path, as: "script") == text)
        let secret = pipe(text)
        #expect(try TextFile.readSecret(secret.path, as: "key file") == text)
        withExtendedLifetime((script, secret)) {}
    }

    @Test func `what holds nothing is an empty text`() throws {
        #expect(try TextFile.read("/dev/null", as: "script") == "")
    }

    @Test func `a folder, and what is not there, are named with what they should be`() throws {
        let folder = try ScratchFolder()
        for path in [folder.path, folder.path + "/none"] {
            #expect(throws: Complaint.self) { try TextFile.read(path, as: "script") }
            let complaint = try #require(throws: Complaint.self) {
                try TextFile.readSecret(path, as: "key file")
            }
            #expect("\(complaint)".contains("the key file \(path) cannot be read"))
        }
    }

    @Test func `a byte order mark is no part of the text`() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("\u{FEFF}key u\n", to: "s")
        #expect(try TextFile.read(path, as: "script") == "key u\n")
        #expect(try TextFile.readLeniently(path, as: "theme") == "key u\n")
    }

    @Test func `what is not UTF-8 is no text`() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/bytes"
        try Data([0xff, 0xfe]).write(to: URL(fileURLWithPath: path))
        #expect(throws: Complaint.self) { try TextFile.read(path, as: "theme file") }
    }
}
