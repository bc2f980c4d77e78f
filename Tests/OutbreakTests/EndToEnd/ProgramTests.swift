import Foundation
import Testing

@testable import outbreak

/// The built program from outside: what it prints, where, and how it ends.
@Suite struct ProgramTests {
    @Test func `version and help go to standard output and are no failure`() throws {
        let version = try BuiltProgram.run("--version")
        #expect(version.status == 0 && version.output.first?.isNumber == true)
        for arguments in [["--help"], ["run", "--help"], ["help", "run"], ["-h"]] {
            let help = try BuiltProgram.run(arguments)
            #expect(help.status == 0 && help.errors.isEmpty)
            #expect(help.output.contains("OVERVIEW"))
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `completions are printed for the shells`(shell: String) throws {
        let outcome = try BuiltProgram.run("--generate-completion-script", shell)
        #expect(outcome.status == 0 && outcome.output.contains("outbreak"))
    }

    /// What bash offers behind a line.
    private func offers(_ words: [String], home: String = "/nowhere") throws -> [String] {
        let folder = try ScratchFolder()
        let script = try folder.write(
            """
            PATH="$1:$PATH"
            source <(outbreak --generate-completion-script bash)
            COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " ")))
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="${COMP_WORDS[*]}"
            COMP_POINT=${#COMP_LINE}
            _outbreak outbreak "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """, to: "complete")
        let output = try folder.write("", to: "output")
        let child = try ChildProcess(
            "/bin/bash", [script, (BuiltProgram.path as NSString).deletingLastPathComponent],
            environment: ["PATH": "/usr/bin:/bin", "XDG_CONFIG_HOME": home],
            streams: .init(output: output))
        #expect(child.wait() == .exited(0))
        return try folder.read("output").split(separator: "\n").map(String.init)
    }

    @Test func `completion knows the options of run without its name, and the commands`() throws {
        #expect(try offers(["outbreak", "--no"]).sorted() == ["--no-mouse", "--nodes"])
        #expect(try offers(["outbreak", "run", "--no"]).sorted() == ["--no-mouse", "--nodes"])
        #expect(
            try offers(["outbreak", "re"]).sorted() == [
                "reconcile", "registry", "replay", "reproduce",
            ])
        #expect(try offers(["outbreak", "ex"]).sorted() == ["experiment", "explore"])
        #expect(try offers(["outbreak", "explore", "--timers", "l"]) == ["late"])
        #expect(try offers(["outbreak", "deploy", "s"]) == ["systemd"])
    }

    @Test(arguments: [[], ["run"], ["up"], ["attach"]])
    func `completion knows the themes, the user's too`(command: [String]) throws {
        let home = try ScratchFolder()
        try home.write("", to: "outbreak/themes/nordic.toml")
        let words = ["outbreak"] + command + ["--theme", "no"]
        #expect(try offers(words, home: home.path).sorted() == ["nord", "nordic"])
        let path = home.path + "/outbreak/themes/"
        let file = try offers(words.dropLast() + [path + "n"], home: home.path)
        #expect(file == [path + "nordic.toml"])
    }

    @Test func `without a terminal the dashboard says so and ends with 1`() throws {
        let outcome = try BuiltProgram.run("run", "--nodes", "4")
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        #expect(isOneSentence(outcome.errors) && outcome.errors.contains("terminal"))
    }

    @Test(arguments: [
        ["--nodes", "0"], ["--nodez", "3"], ["--nodes"], ["run", "extra"],
        ["reconcile", "--entries", "0"], ["rnu"],
        ["experiment", "--nodes", "1"], ["experiment", "--trigger", "both"],
        ["experiment", "--minimization"], ["reproduce", "--table", "6"],
        ["--topology", "torus"], ["--loss", "1.5"], ["--removal", "counter:0"],
        ["--spatial", "far"], ["explore", "--nodes", "9"], ["explore", "--anti-entropy", "off"],
        ["replay"], ["replay", "/nope"],
        ["--theme", "nope"], ["--theme", "./nope.toml"], ["--script", "/nope"],
        ["--config", "/nope"], ["--size", "0x0", "--script", "-"],
        ["--generate-completion-script", "fishy"],
    ])
    func `wrong use is one sentence on standard error, and 64`(arguments: [String]) throws {
        let outcome = try BuiltProgram.run(arguments)
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(isOneSentence(outcome.errors), "\(outcome.errors)")
    }

    @Test func `a script from standard input runs`() throws {
        let outcome = try BuiltProgram.run(
            "--script", "-", "--seed", "42", "--size", "132x40", input: "advance 3s\nscreen\nquit\n"
        )
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.split(separator: "\n", omittingEmptySubsequences: false).count == 41)
    }

    @Test func `a broken script is refused before anything runs`() throws {
        let outcome = try BuiltProgram.run(
            "--script", "-", "--seed", "42", input: "screen\nscreen\njump\n")
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("line 3") && outcome.errors.contains("'jump'"))
    }

    @Test func `a failed expectation prints the screen and ends with 1`() throws {
        let outcome = try BuiltProgram.run(
            "--script", "-", "--seed", "42", input: "expect elephants\n")
        #expect(outcome.status == 1 && outcome.output.contains("16 up"))
        #expect(isOneSentence(outcome.errors) && outcome.errors.contains("'elephants'"))
    }

    @Test func `a drawn seed is shown`() throws {
        let outcome = try BuiltProgram.run("--script", "-", input: "screen\n")
        let seed = outcome.output.prefix { $0 != "\n" }.split(separator: " ").last ?? ""
        let again = try BuiltProgram.run("--script", "-", "--seed", "\(seed)", input: "screen\n")
        #expect(again.output == String(outcome.output.drop { $0 != "\n" }.dropFirst()))
    }

    @Test func `two processes print the same, byte for byte`() throws {
        let script = "key u\nkey enter\nkey enter\nadvance 5s\nscreen\nkey k\nadvance 30s\nscreen\n"
        let arguments = ["--script", "-", "--seed", "9", "--loss", "0.3", "--nodes", "40"]
        let first = try BuiltProgram.run(arguments, input: script)
        #expect(first.status == 0)
        #expect(try BuiltProgram.run(arguments, input: script) == first)
    }

    @Test func `the configuration file of the user is heeded, and its faults told`() throws {
        let folder = try ScratchFolder()
        let home = ["XDG_CONFIG_HOME": folder.path]
        try folder.write("[run]\nnodes = 5\n", to: "outbreak/config.toml")
        let heeded = try BuiltProgram.run("--script", "-", input: "expect 5 up", environment: home)
        #expect(heeded.status == 0, "\(heeded.errors)")
        let beaten = try BuiltProgram.run(
            "--nodes", "6", "--script", "-", input: "expect 6 up", environment: home)
        #expect(beaten.status == 0, "\(beaten.errors)")
        let file = try folder.write("[run]\nnodes = 0\n", to: "outbreak/config.toml")
        let broken = try BuiltProgram.run("--script", "-", environment: home)
        #expect(broken.status == 64 && broken.errors.contains("\(file), line 2"))
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func `a signal ends a script with its status`(signal: Int32, status: Int32) throws {
        #expect(try BuiltProgram.ending(after: signal) == .exited(status))
    }

    @Test func `an experiment prints its report alone, the same for any number of jobs`() throws {
        let arguments = ["experiment", "--nodes", "50,60", "--runs", "4"]
        let alone = try BuiltProgram.run(arguments + ["--jobs", "1"])
        #expect(alone.status == 0 && alone.errors.isEmpty && alone.output.contains("seed 1"))
        #expect(try BuiltProgram.run(arguments + ["--jobs", "3"]) == alone)
        let json = try BuiltProgram.run(arguments + ["--format", "json"])
        #expect(json.status == 0 && json.errors.isEmpty && json.output.hasPrefix("[{\"mode\""))
    }

    @Test func `a table that is reproduced ends with 0`() throws {
        let outcome = try BuiltProgram.run("reproduce", "--table", "3", "--runs", "1")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.contains("12 of 12 cells pass"))
    }

    private func isOneSentence(_ text: String) -> Bool {
        text.hasPrefix("outbreak: ") && text.hasSuffix("\n")
            && text.split(separator: "\n").count == 1
    }
}
