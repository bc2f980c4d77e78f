import Foundation

/// The README's lines with the library: a program of their own, as others would write it. That it is built says
/// that the library needs nothing that its users would have to name.
enum ReadmeExample {
    /// What the example prints.
    static func output() throws -> String {
        let outcome = try BuiltProgram.run([], of: "ReadmeProgram")
        guard outcome.status == 0 else {
            throw CocoaError(.featureUnsupported, userInfo: ["errors": outcome.errors])
        }
        return outcome.output.trimmingCharacters(in: .newlines)
    }

    static func source() throws -> String {
        try String(
            contentsOf: Readme.root.appending(path: "Tests/ReadmeProgram/main.swift"),
            encoding: .utf8
        ).trimmingCharacters(in: .newlines)
    }

    /// The lines of a file's example.
    static func body(of file: String) throws -> String {
        try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
            .drop { !$0.hasSuffix("The example begins here.") }.dropFirst()
            .prefix { !$0.hasSuffix("The example ends here.") }
            .map { String($0.dropFirst(8)) }.joined(separator: "\n")
    }
}
