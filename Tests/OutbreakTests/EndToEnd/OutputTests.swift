import Foundation
import Testing

@testable import outbreak

/// Standard output that takes nothing: no command ends as if it had said what it has to say.
@Suite struct OutputTests {
    private static let commands: [[String]] = [
        ["--help"], ["--version"], ["--generate-completion-script", "bash"],
        ["run", "--script", "-", "--seed", "1"], ["deploy", "systemd"],
        ["experiment", "--nodes", "20", "--runs", "2"],
        ["experiment", "--nodes", "20", "--runs", "2", "--format", "csv"],
        ["experiment", "--nodes", "20,30", "--runs", "2", "--format", "json"],
        ["reproduce", "--table", "3", "--runs", "1", "--format", "csv"],
        ["reconcile", "--entries", "100", "--differences", "1"],
        ["explore", "--writes", "1", "--deletes", "0", "--copies", "0"],
        ["registry", "--listen", "127.0.0.1:0"],
        ["node", "--name", "n1", "--gossip", "127.0.0.1:0", "--control", "127.0.0.1:0"],
    ]

    /// Runs a command in a shell that does something with its standard output.
    private func run(_ command: String, _ arguments: [String]) throws -> (
        ending: ChildProcess.Ending, errors: String
    ) {
        let folder = try ScratchFolder()
        let child = try ChildProcess(
            "/bin/bash", ["-c", command, BuiltProgram.path] + arguments,
            environment: ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"],
            streams: .init(
                input: try folder.write("screen\n", to: "input"),
                errors: try folder.write("", to: "errors")))
        let ending = child.wait()
        return (ending, try folder.read("errors"))
    }

    @Test(arguments: commands)
    func `a full device is one sentence and 1`(arguments: [String]) throws {
        let (ending, errors) = try run("exec \"$0\" \"$@\" > /dev/full", arguments)
        #expect(ending == .exited(1), "\(errors)")
        #expect(isOneSentence(errors) && errors.contains("No space left"), "\(errors)")
    }

    @Test(arguments: commands)
    func `a closed stream is one sentence and 1`(arguments: [String]) throws {
        let (ending, errors) = try run("exec \"$0\" \"$@\" >&-", arguments)
        #expect(ending == .exited(1), "\(errors)")
        #expect(isOneSentence(errors) && errors.contains("is closed"), "\(errors)")
    }

    @Test(arguments: commands)
    func `a reader that is gone is the end, without a word`(arguments: [String]) throws {
        let (ending, errors) = try run(
            "exec 3> >(:); wait $!; exec \"$0\" \"$@\" >&3 3>&-", arguments)
        #expect(ending == .exited(141), "\(errors)")
        #expect(errors.isEmpty)
    }

    @Test(arguments: ["2>&-", "2>/dev/full"])
    func `an error that cannot be told is one all the same`(errors: String) throws {
        #expect(try run("exec \"$0\" \"$@\" \(errors)", ["rnu"]).ending == .exited(64))
    }

    @Test(arguments: ["text", "csv", "json"])
    func `a sweep that is interrupted leaves the rows that were measured`(format: String) throws {
        let folder = try ScratchFolder()
        let output = try folder.write("", to: "output")
        let child = try ChildProcess(
            BuiltProgram.path,
            [
                "experiment", "--nodes", "20,1000000", "--runs", "1000", "--jobs", "1",
                "--format", format,
            ],
            environment: ["PATH": "/usr/bin:/bin"],
            streams: .init(output: output, errors: try folder.write("", to: "errors")))
        while try !folder.read("output").contains("counter:3"), child.endingNow() == nil {
            usleep(20_000)
        }
        kill(child.number, SIGINT)
        #expect(child.wait() == .exited(130))
        #expect(try folder.read("errors").isEmpty)
        let report = try folder.read("output")
        switch format {
        case "json":
            let array =
                try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [[String: Any]]
            #expect(array?.map { $0["nodes"] as? Int } == [20])
        case "csv": #expect(report.split(separator: "\n").count == 2)
        default: #expect(report.hasSuffix("\n\nBroken off here.\n"))
        }
    }

    /// Runs a script under a limit of the size of files.
    private func run(
        _ script: String, under limit: String, in folder: ScratchFolder
    ) throws -> (ending: ChildProcess.Ending, screens: String) {
        let child = try ChildProcess(
            "/bin/bash",
            [
                "-c", "(ulimit -f \(limit); exec \"$0\" run --seed 1 --script -) | cat",
                BuiltProgram.path,
            ],
            environment: ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"],
            streams: .init(
                input: try folder.write(script, to: "input"),
                output: try folder.write("", to: "output"),
                errors: try folder.write("", to: "errors")))
        return (child.wait(), try folder.read("output"))
    }

    private let beginning = "key u\nkey enter\nkey enter\nadvance 20s\n"

    @Test func `an export that cannot be finished leaves no file behind`() throws {
        let folder = try ScratchFolder()
        let (_, screens) = try run(
            beginning + "key :\ntype export events \(folder.path)/e.jsonl\nkey enter\nscreen",
            under: "8", in: folder)
        #expect(screens.contains("cannot be written: File too large"), "\(screens)")
        #expect(throws: (any Error).self) { try folder.read("e.jsonl") }
    }

    @Test func `a recording that cannot go on keeps its whole lines, and says that it ended`()
        throws
    {
        let folder = try ScratchFolder()
        let (_, screens) = try run(
            "key :\ntype export cast \(folder.path)/r.cast\nkey enter\nadvance 1s\nscreen\n"
                + beginning + "expect-not REC",
            under: "8", in: folder)
        #expect(screens.contains("has ended: File too large"), "\(screens)")
        let cast = try folder.read("r.cast")
        #expect(cast.hasSuffix("\n"))
        for line in cast.split(separator: "\n") {
            #expect(throws: Never.self) {
                try JSONSerialization.jsonObject(with: Data(line.utf8))
            }
        }
    }

    /// Another terminal is the standard output while it measures.
    @Test func `a bench that is interrupted leaves the figures that were measured`() throws {
        let folder = try ScratchFolder()
        let output = try folder.write("", to: "output")
        let child = try ChildProcess(
            BuiltProgram.path, ["bench", "frames", "--repeats", "10"],
            environment: ["PATH": "/usr/bin:/bin"],
            streams: .init(output: output, errors: try folder.write("", to: "errors")))
        while try !folder.read("output").contains("with ncurses"), child.endingNow() == nil {
            usleep(20_000)
        }
        kill(child.number, SIGINT)
        #expect(child.wait() == .exited(130))
        #expect(try folder.read("output").hasSuffix("\n\nBroken off here.\n"))
    }

    private func isOneSentence(_ text: String) -> Bool {
        text.hasPrefix("outbreak: ") && text.hasSuffix("\n")
            && text.split(separator: "\n").count == 1
    }
}
