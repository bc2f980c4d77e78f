import ArgumentParser
import EpidemicSimulation

/// A run that was saved: its options in the first line, below them what is known of it, and then what was
/// done in it, as a script; at the end there may be what the screen must show.
struct SavedSession {
    /// The options of the run, as on a command line.
    let arguments: [String]
    let header: SessionHeader
    /// What was done, and the time between.
    let script: Script
    /// All of the file, comments included.
    let text: String
    /// What must be so at the end: `expect` and `expect-not`.
    let expectations: Script

    private static let opening = "# outbreak run "

    /// - Throws: `Complaint` naming what makes it no session.
    init(parsing text: String, source: String) throws(Complaint) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let first = lines.first, first.hasPrefix(Self.opening) else {
            throw .wrongUse(
                "\(source) is no saved session: its first line must begin with "
                    + "'\(Self.opening)' and the options of its run")
        }
        arguments = first.dropFirst(Self.opening.count).split(separator: " ").map(String.init)
        self.text = text
        header = SessionHeader(reading: lines.dropFirst())
        let whole = try Script(parsing: text, source: source)
        let end = whole.steps.lastIndex { !$0.command.isExpectation }.map { $0 + 1 } ?? 0
        script = Script(source: source, steps: Array(whole.steps[..<end]))
        expectations = Script(source: source, steps: Array(whole.steps[end...]))
        for step in script.steps where !step.command.isAction {
            throw .wrongUse(
                "\(source), line \(step.line): a session only does things and lets time pass, and says "
                    + "at its end what must be so; '\(step.command.line)' belongs in a script")
        }
    }

    /// - Throws: `Complaint`.
    init(path: String) throws(Complaint) {
        try self.init(
            parsing: try TextFile.read(path, as: "session"), source: "session \(path)")
    }

    /// The file of a session, which says by which revision of the engine it was made.
    static func text(
        arguments: [String], header: SessionHeader = SessionHeader(), script: String
    ) -> String {
        var whole = SessionHeader()
        whole.add(.engine, "\(EngineRevision.current)")
        whole.fields += header.fields.filter { $0.name != .engine }
        return opening + arguments.joined(separator: " ") + "\n" + whole.text + script
    }

    /// The command that opens it: its own options, and then those that were given for the screen.
    ///
    /// - Throws: `Complaint` when another run is asked for, or the first line asks for what cannot be.
    func command(with given: [String]) throws(Complaint) -> RunCommand {
        let names = given.filter { $0.hasPrefix("--") }.map {
            String($0.dropFirst(2).prefix { $0 != "=" })
        }
        for name in names {
            guard Self.free.contains(name) else {
                throw .wrongUse(
                    "--\(name) cannot stand beside --open: the session says what runs; beside it "
                        + "there may be --\(Self.free.joined(separator: ", --"))")
            }
        }
        _ = try run()
        do {
            var command = try RunCommand.parse(arguments + given)
            command.namesBesideSession = Set(names)
            return command
        } catch {
            throw .wrongUse(RunCommand.sentence(for: error))
        }
    }

    /// The run that was saved, as it began.
    ///
    /// - Throws: `Complaint` when the first line asks for what cannot be.
    func run() throws(Complaint) -> RunCommand {
        do {
            return try RunCommand.parse(arguments)
        } catch {
            throw .wrongUse("\(script.source), line 1: \(RunCommand.sentence(for: error))")
        }
    }

    /// What may be said of the screen on which a session is opened.
    private static let free = [
        "open", "any-revision", "script", "size", "theme", "color", "glyphs", "speed", "no-mouse",
        "read-only",
    ]
}

extension ScriptCommand {
    /// Whether it does something or lets time pass, and neither asks for the screen nor ends the program.
    fileprivate var isAction: Bool {
        switch self {
        case .key, .type, .paste, .click, .drag, .mouse, .advance, .resize, .perform: true
        case .expect, .expectNot, .screen, .quit: false
        }
    }

    /// Whether it says what must be so.
    fileprivate var isExpectation: Bool {
        switch self {
        case .expect, .expectNot: true
        case .key, .type, .paste, .click, .drag, .mouse, .perform, .advance, .resize, .screen,
            .quit:
            false
        }
    }
}
