import ArgumentParser
import CursesTerminal
import Dashboard
import EpidemicSimulation
import Foundation
import TerminalUI

/// A run with everything that it needs, understood and made.
///
/// All of it is understood before anything is shown, so that a wrong use is told as such even where
/// there is no terminal.
final class RunPlan {
    private let options: RunCommand
    private let seed: UInt64
    private let source: SimulatedCluster
    private let look: ShownTheme
    private let keys: Bindings
    private let opening: SavedSession?
    /// The options with which the run began: those of a saved one, if there is one.
    private let begun: RunCommand

    /// - Throws: `Complaint` about the first thing that cannot be.
    init(_ options: RunCommand, environment: [String: String]) throws(Complaint) {
        try options.check()
        self.options = options
        keys = try options.keyTable()
        opening = try options.open.map(SavedSession.init(path:))
        begun = try opening?.run() ?? options
        if let opening {
            let remark = try opening.header.checkRevision(
                in: opening.script.source, options.anyRevision ? .any : .current)
            if let remark { StandardError.write("outbreak: \(remark)\n") }
        }
        look = try ShownTheme(options.display.theme, environment: environment)
        seed = options.cluster.seed ?? Self.drawnSeed()
        let configuration = try options.configuration(seed: seed)
        do {
            source = try SimulatedCluster(configuration, speed: begun.display.speed)
        } catch {
            throw .wrongUse(error.description)
        }
    }

    /// Short enough to be said aloud and written down.
    private static func drawnSeed() -> UInt64 { .random(in: 1..<1_000_000) }

    /// Runs a script without a terminal. A drawn seed is printed first.
    ///
    /// - Throws: `Complaint`.
    func run(
        _ script: Script, write: (String) throws(Complaint) -> Void
    ) throws(Complaint) -> ExitStatus {
        var session = try session(
            size: options.scripted.screenSize,
            glyphs: options.display.glyphs.glyphs ?? .unicode)
        if opening != nil, let size = options.scripted.size { session.handle(.resize(size)) }
        if options.cluster.seed == nil { try write("seed \(seed)") }
        let runner = ScriptRunner(script, on: session, seed: seed)
        return try runner.run(write: write)
    }

    /// Runs on the terminal. The seed is printed at the end.
    ///
    /// - Throws: `Complaint` when there is no terminal that can draw.
    @MainActor
    func runLive() async throws(Complaint) -> ExitStatus {
        // What is wrong with a saved session is told before the screen is taken.
        var session = try session(size: Defaults.size, glyphs: .unicode)
        let terminal: CursesScreen
        do {
            terminal = try CursesScreen(options.display.screen)
        } catch {
            throw .failed(error.sentence(orElse: "--script FILE"))
        }
        if opening == nil {
            session = try self.session(size: terminal.size, glyphs: terminal.glyphs)
        }
        session.glyphs = terminal.glyphs
        let status = await LiveLoop(session, on: terminal).run()
        terminal.close()
        if status == .done { try StandardOutput.printLine("seed \(seed)") }
        return status
    }

    /// A session at its beginning, or where a saved one ended.
    ///
    /// - Throws: `Complaint` when a saved one cannot be lived again.
    private func session(
        size: Size, glyphs: GlyphSet
    ) throws(Complaint) -> Session<SimulatedCluster> {
        var session = Session(
            model(size: size), on: source, look: look, glyphs: glyphs,
            arguments: begun.arguments(seed: seed))
        guard let opening else { return session }
        session.files = .untouched
        let runner = ScriptRunner(opening.script, on: session, seed: seed)
        _ = try runner.run { _ in }
        guard runner.session.isOpen else {
            throw .wrongUse(
                "\(opening.script.source) ends the program: leave out the key that does")
        }
        var opened = runner.session
        opened.files = .writable
        opened.goOn(
            access: options.display.access, mouse: given("no-mouse", \.mouse),
            speed: given("speed", \.speed))
        return opened
    }

    /// What was asked for beside a saved session, whatever it began with and went on to; nil for what was
    /// not.
    private func given<Value>(_ name: String, _ path: KeyPath<DisplayOptions, Value>) -> Value? {
        options.namesBesideSession?.contains(name) == true ? options.display[keyPath: path] : nil
    }

    private func model(size: Size) -> DashboardModel {
        DashboardModel(
            size: size, access: begun.display.access, mouse: begun.display.mouse,
            bindings: keys, themes: look.shelf)
    }
}

extension RunCommand: EndingCommand {
    /// Runs, and says how it ended.
    ///
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        let environment = ProcessInfo.processInfo.environment
        guard let path = scripted.script else {
            return try await RunPlan(self, environment: environment).runLive()
        }
        let signals = EndSignals.exitOnArrival()
        defer { signals.forEach { $0.cancel() } }
        let plan = try RunPlan(self, environment: environment)
        return try plan.run(Script(path: path)) { line throws(Complaint) in
            try StandardOutput.printLine(line)
        }
    }
}
