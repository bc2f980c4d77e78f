import Foundation
import TerminalUI
import Testing

@testable import Laboratory
@testable import outbreak

/// What the README says is true today.
///
/// `RECORD_README=1 swift test --filter ReadmeTests` writes its recorded parts anew; look at the
/// difference before it is committed.
@Suite struct ReadmeTests {
    @Test func `pictures, keys, options, example and tables are those of the program`() throws {
        var readme = try Readme()
        let isRecording = ProcessInfo.processInfo.environment["RECORD_README"] != nil
        for index in readme.parts.indices {
            let part = readme.parts[index]
            let recording = try part.recording()
            if isRecording, recording != part.content { try readme.record(recording, in: part) }
            let name = ([part.name] + part.arguments).joined(separator: " ")
            #expect(readme.parts[index].content == recording, "\(name) is now:\n\(recording)")
        }
    }

    @Test func `nothing that can be recorded is missing`() throws {
        let names = Set(try Readme().parts.map(\.name))
        #expect(
            names == [
                "screen", "keys", "options", "library", "library-output", "dictionary", "tables",
            ])
    }

    @Test func `every option of the command is told`() throws {
        let text = try Readme().text
        let options = RunCommand.helpMessage().matches(of: /--[a-z][a-z-]+/).map(\.output)
        #expect(options.count > 30)
        for option in Set(options) { #expect(text.contains(option), "\(option)") }
    }

    @Test func `every shipped theme is told`() throws {
        let text = try Readme().text
        for name in ThemeLibrary.shipped.names { #expect(text.contains("`\(name)`")) }
    }

    @Test func `the configuration file of the README is a good one`() throws {
        let blocks = try Readme().blocks(of: "toml")
        #expect(!blocks.isEmpty)
        for block in blocks {
            let file = try ConfigurationFile(parsing: block, path: "README.md")
            try RunCommand.parse(file.arguments(for: RunCommand.self)).check()
        }
    }

    @Test func `the script of the README holds what it expects`() throws {
        let blocks = try Readme().blocks(of: "outbreak-script")
        #expect(!blocks.isEmpty)
        for block in blocks {
            #expect(try scripted(block, "--nodes", "16").status == .done)
        }
    }

    @Test func `every command line of the README can be understood`() throws {
        let lines = try Readme().blocks(of: "sh").flatMap { $0.components(separatedBy: "\n") }
        let commands = lines.filter { $0.hasPrefix("outbreak ") }
        #expect(!commands.isEmpty)
        for line in commands {
            let words = line.split(separator: " ").map(String.init).prefix {
                $0 != "#" && $0 != "<"
            }
            let command = try Outbreak.parseAsRoot(Array(words.dropFirst()))
            try (command as? RunCommand)?.check()
        }
    }

    @Test func `the check installs what the README installs`() throws {
        let install = try #require(
            Readme().lines.first { $0.contains("apt-get install") })
        let named = install.split(separator: " ").drop { $0 != "-y" }.dropFirst()
            .prefix { $0 != "&&" }
        let check = try String(
            contentsOf: Readme.root.appendingPathComponent(".ci/run"), encoding: .utf8)
        #expect(named.count > 0)
        #expect(check.contains("for package in \(named.joined(separator: " ")); do"))
    }

    @Test func `the map of the source names every target and the engine's topics`() throws {
        let text = try Readme().text
        for folder in ["Sources", "Sources/Epidemic"] {
            let path = Readme.root.appendingPathComponent(folder)
            for name in try FileManager.default.contentsOfDirectory(atPath: path.path)
            where !name.contains(".") {
                #expect(text.contains("`\(name)`"), "\(folder)/\(name)")
            }
        }
    }
}
