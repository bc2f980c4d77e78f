import ArgumentParser
import Dashboard
import Epidemic
import EpidemicSimulation
import Foundation
import TerminalUI
import Testing

@testable import Laboratory
@testable import outbreak

/// Sessions that are saved, opened again, and run again as scripts.
@Suite struct SessionTests {
    private func plan(_ arguments: [String]) throws -> RunPlan {
        try RunPlan(RunCommand.parse(arguments), environment: [:])
    }

    private func run(_ text: String, _ arguments: [String]) throws -> String {
        var lines: [String] = []
        let script = try Script(parsing: text, source: "script")
        let status = try plan(["--script", "-"] + arguments).run(script) { lines.append($0) }
        #expect(status == .done)
        return lines.joined(separator: "\n")
    }

    /// Things done at odd moments, with forms, faults and time travel.
    private let doings = """
        key u
        key enter
        key enter
        advance 2345678901ns
        key k
        key down
        click 12 8
        advance 777us
        key d
        type shape
        key enter
        key .
        key <
        key space
        advance 3s
        resize 100x30
        key z
        """

    private let options = ["--seed", "7", "--nodes", "9", "--loss", "0.2", "--topology", "ring"]

    @Test func `one's own actions, run again, give the very same screen`() throws {
        let folder = try ScratchFolder()
        let path = "\(folder.path)/mine.script"
        let text = doings + "\nscreen\nkey x\ntype actions\nkey enter\ntype \(path)\nkey enter"
        let before = try run(text, options)
        let saved = try folder.read("mine.script")
        #expect(saved.hasPrefix("resize 120x40\nkey u\n"))
        #expect(!saved.contains("key x") && saved.contains("advance 2345678901ns"))
        #expect(try run(saved + "screen", options) == before)
    }

    @Test func `a session that is opened writes no file, and whoever opened it may`() throws {
        let folder = try ScratchFolder()
        let (hidden, own) = ("\(folder.path)/hidden.txt", "\(folder.path)/own.txt")
        func export(_ path: String) -> String { "key :\ntype export text \(path)\nkey enter\n" }
        let saved = try folder.write(
            "# outbreak run --nodes 8 --seed 3\n" + export(hidden) + "advance 1s\n", to: "saved")
        _ = try run(export(own), ["--open", saved])
        #expect(!FileManager.default.fileExists(atPath: hidden))
        #expect(FileManager.default.fileExists(atPath: own))
    }

    @Test func `time in frames gives the same screen as time in one piece`() throws {
        let command = try RunCommand.parse(options + ["--speed", "3"])
        let look = try ShownTheme("dark", environment: [:])
        func begin() throws -> Session<SimulatedCluster> {
            Session(
                DashboardModel(size: Size(columns: 120, rows: 40)),
                on: try SimulatedCluster(try command.configuration(seed: 7), speed: 3),
                look: look, glyphs: .unicode)
        }
        var lived = try begin()
        for frame in 0..<300 {
            for key in keys[frame] ?? [] { lived.handle(.key(key)) }
            lived.elapse(
                Interval(nanoseconds: Int64(33_000_000 + frame * 1_237)), while: { false })
        }
        lived.elapse(.milliseconds(33), while: { true })
        let script = try Script(parsing: lived.log.script, source: "script")
        #expect(script.steps.count < 20)
        let runner = ScriptRunner(script, on: try begin(), seed: 7)
        let status = try runner.run { _ in }
        #expect(status == .done)
        #expect(runner.session.log == lived.log)
        #expect(runner.session.screen == lived.screen)
    }

    /// Nodes fall and come back between two looks, and counters grow.
    @Test(arguments: ["4", "1"])
    func `what rates and counts of spreads tell does not depend on the pieces`(
        perspective: String
    ) throws {
        func screen(_ pieces: [String]) throws -> String {
            let keys = ["b", "c", perspective, "u", "enter", "enter"].map { "key \($0)" }
            let passing = pieces.map { "advance \($0)" }
            return try run(
                (keys + passing + ["screen"]).joined(separator: "\n"), ["--seed", "7"])
        }
        let whole = try screen(["40517ms"])
        #expect(whole.contains("another number of nodes"))
        #expect(try screen(Array(repeating: "17ms", count: 1_000) + ["23517ms"]) == whole)
    }

    /// The keys pressed in some frames.
    private let keys: [Int: [TerminalUI.Key]] = [
        10: [.character("u"), .enter, .enter], 90: [.character("k")], 91: [.character("+")],
        200: [.character("<")], 201: [.character(" ")],
    ]

    /// Rumors that repeat themselves begin where the last one is over, and not where somebody looks.
    @Test(arguments: [["--rounds", "free"], ["--rounds", "aligned", "--nodes", "60"]])
    func `repeated rumors do not depend on the pieces in which time passes`(
        rounds: [String]
    ) throws {
        func screen(_ pieces: [String]) throws -> String {
            let keys = ["u", "enter", "enter", "N"].map { "key \($0)" }
            let passing = pieces.map { "advance \($0)" }
            return try run(
                (keys + passing + ["screen"]).joined(separator: "\n"),
                ["--seed", "7", "--cache-interval", "off", "--anti-entropy", "off"] + rounds)
        }
        let whole = try screen(["300s"])
        #expect(whole.contains("REPEATING") && !whole.contains("mean of 1 "))
        #expect(try screen(Array(repeating: "1s", count: 300)) == whole)
        #expect(try screen(["1ms", "123456789ns", "175s", "124875543211ns"]) == whole)
    }

    @Test func `a saved session opens at the same moment and screen, and goes on`() throws {
        let folder = try ScratchFolder()
        let path = "\(folder.path)/my.session"
        let before = try run(
            doings + "\nscreen\nkey x\ntype session\nkey enter\ntype \(path)\nkey enter"
                + "\nkey z\nkey space\nadvance 5s\nscreen", options)
        let opened = try SavedSession(path: path).command(with: ["--open", path, "--script", "-"])
        var lines: [String] = []
        let more = "screen\nkey z\nkey space\nadvance 5s\nscreen"
        let status = try RunPlan(opened, environment: [:]).run(
            Script(parsing: more, source: "script")
        ) { lines.append($0) }
        #expect(status == .done)
        #expect(lines.joined(separator: "\n") == before)
    }

    @Test func `a saved session can be looked at only, and at another speed`() throws {
        let folder = try ScratchFolder()
        let path = "\(folder.path)/my.session"
        _ = try run(
            doings + "\nkey x\ntype session\nkey enter\ntype \(path)\nkey enter", options)
        func opened(_ more: [String]) throws -> String {
            let command = try SavedSession(path: path).command(
                with: ["--open", path, "--script", "-"] + more)
            var lines: [String] = []
            let status = try RunPlan(command, environment: [:]).run(
                Script(parsing: "screen\nkey k\nscreen", source: "script")
            ) { lines.append($0) }
            #expect(status == .done)
            return lines.joined(separator: "\n")
        }
        let screens = try opened(["--read-only", "--speed", "250", "--no-mouse"])
        #expect(screens.contains("read-only") && screens.contains("250×"))
        #expect(screens.contains("a read-only session: nothing can be changed"))
        #expect(try !opened([]).contains("read-only"))
        #expect(throws: Complaint.self) {
            try SavedSession(path: path).command(with: ["--open", path, "--nodes", "3"])
        }
    }

    @Test func `what is asked for beside a session counts, though the session began with it`()
        throws
    {
        let folder = try ScratchFolder()
        let path = "\(folder.path)/my.session"
        _ = try run(
            "key +\nkey M\nkey x\ntype session\nkey enter\ntype \(path)\nkey enter",
            ["--seed", "7", "--speed", "250", "--no-mouse"])
        func opened(_ more: [String]) throws -> String {
            let command = try SavedSession(path: path).command(
                with: ["--open", path, "--script", "-"] + more)
            var lines: [String] = []
            _ = try RunPlan(command, environment: [:]).run(
                Script(parsing: "screen\nkey M\nscreen", source: "script")
            ) { lines.append($0) }
            return lines.joined(separator: "\n")
        }
        let asSaved = try opened([])
        #expect(asSaved.contains("500×") && asSaved.contains("the mouse is the terminal's"))
        let asBegun = try opened(["--speed=250", "--no-mouse"])
        #expect(asBegun.contains("250×") && !asBegun.contains("500×"))
        #expect(!asBegun.contains("the mouse is the terminal's"))
    }

    @Test func `the options of a session ask for the same run`() throws {
        for arguments in [
            [], options, ["--removal", "coin:4", "--blind", "--direction", "pull"],
            ["--rounds", "aligned", "--fanout", "2", "--mail", "on", "--repair", "hot"],
            ["--cache-interval", "off", "--anti-entropy", "off", "--bandwidth", "5000"],
            ["--topology", "random:4", "--trigger", "message", "--round-interval", "1500us"],
            ["--read-only", "--no-mouse", "--bind", "cut=C", "--speed", "0.5"],
            ["--conflict", "merge-clocks-unsafe", "--death-certificate-age", "20s"],
            ["--retention", "0", "--dormant-age", "2m"],
        ] {
            let command = try RunCommand.parse(arguments)
            let again = try RunCommand.parse(command.arguments(seed: 5))
            #expect(try again.configuration(seed: 5) == command.configuration(seed: 5))
            #expect(again.cluster.seed == 5)
            #expect(again.display.access == command.display.access)
            #expect(again.display.mouse == command.display.mouse)
            #expect(again.display.speed == command.display.speed)
            #expect(again.bindings == command.bindings)
        }
    }

    /// Options of the screen and of the invocation mean nothing when a session is opened.
    private static let notOfTheRun: Set = [
        "theme", "color", "glyphs", "size", "script", "open", "any-revision", "config", "help",
        "version",
    ]

    @Test func `every option that makes a run another one is kept in a session`() throws {
        let command = try RunCommand.parse([
            "--blind", "--minimization", "--read-only", "--no-mouse", "--direction", "pull",
            "--trigger", "both", "--spatial", "1.5", "--death-certificate-age", "20s",
            "--dormant-age", "2m", "--retention", "2",
        ])
        let kept = Set(command.arguments(seed: 5).filter { $0.hasPrefix("--") })
        let words = RunCommand.helpMessage(includeHidden: false)
            .split { !($0.isLetter || $0.isNumber || $0 == "-") }
        let options = Set(words.filter { $0.hasPrefix("--") && $0.count > 2 }.map(String.init))
        #expect(options.count > 30)
        for option in options.subtracting(Self.notOfTheRun.map { "--" + $0 }) {
            #expect(kept.contains(option) || option == "--feedback", "\(option) is lost")
        }
    }

    @Test(arguments: [
        ("key u\n", "no saved session"),
        ("# outbreak run --seed 1\nkey\n", "line 2"),
        ("# outbreak run --seed 1\nkey u\nscreen\n", "line 3"),
        ("# outbreak run --seed 1\nquit\n", "line 2"),
        ("# outbreak run --seed x\nkey u\n", "line 1"),
        ("# outbreak run --bogus 1\nkey u\n", "line 1"),
    ])
    func `what is no session is refused, saying where`(text: String, sense: String) throws {
        do throws(Complaint) {
            let session = try SavedSession(parsing: text, source: "session s")
            _ = try session.command(with: ["--open", "s"])
            Issue.record("\(text) was taken")
        } catch {
            #expect(error.status == .wrongUse)
            #expect(error.sentence.contains(sense), "\(error.sentence)")
        }
    }

    @Test func `beside a session no other run can be asked for`() throws {
        let session = try SavedSession(
            parsing: "# outbreak run --seed 1\nkey u\n", source: "session s")
        for argument in ["--nodes", "--seed=3", "--config"] {
            #expect(throws: Complaint.self) {
                try session.command(with: ["--open", "s", argument, "4"])
            }
        }
        let opened = try session.command(with: ["--open", "s", "--theme", "light"])
        #expect(opened.display.theme == "light" && opened.cluster.seed == 1)
    }

    @Test func `a session that ends the program cannot be opened`() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("# outbreak run --seed 1\nkey q\n", to: "q.session")
        let command = try SavedSession(path: path).command(with: ["--open", path])
        #expect(throws: Complaint.self) {
            try RunPlan(command, environment: [:]).run(
                Script(parsing: "screen", source: "script")
            ) { _ in }
        }
    }
}
