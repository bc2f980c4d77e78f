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
struct RunPlan {
    private let options: RunCommand
    private let seed: UInt64
    private let source: SimulatedCluster
    private let look: ShownTheme
    private let keys: Bindings

    /// - Throws: `Complaint` about the first thing that cannot be.
    init(_ options: RunCommand, environment: [String: String]) throws(Complaint) {
        try options.check()
        self.options = options
        keys = try options.keyTable()
        look = try ShownTheme(options.display.theme, environment: environment)
        seed = options.cluster.seed ?? UInt64.random(in: .min ... .max)
        let configuration = try options.configuration(seed: seed)
        do {
            source = try SimulatedCluster(configuration, speed: options.display.speed)
        } catch {
            throw .wrongUse(error.description)
        }
    }

    /// Runs a script without a terminal. A drawn seed is printed first.
    ///
    /// - Throws: `Complaint`.
    func run(_ script: Script, write: (String) -> Void) throws(Complaint) -> ExitStatus {
        let session = Session(
            model(size: options.scripted.screenSize), on: source, look: look,
            glyphs: options.display.glyphs.glyphs ?? .unicode)
        if options.cluster.seed == nil { write("seed \(seed)") }
        var runner = ScriptRunner(script, on: session, seed: seed)
        return try runner.run(write: write)
    }

    /// Runs on the terminal. The seed is printed at the end.
    ///
    /// - Throws: `Complaint` when there is no terminal that can draw.
    @MainActor
    func runLive() async throws(Complaint) -> ExitStatus {
        let terminal: CursesScreen
        do {
            terminal = try CursesScreen(options.display.screen)
        } catch {
            throw .failed(error.description)
        }
        let session = Session(
            model(size: terminal.size), on: source, look: look, glyphs: terminal.glyphs)
        let status = await LiveLoop(session, on: terminal).run()
        terminal.close()
        if status == .done { print("seed \(seed)") }
        return status
    }

    private func model(size: Size) -> DashboardModel {
        DashboardModel(
            size: size, access: options.display.access, mouse: options.display.mouse,
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
        return try plan.run(Script(path: path)) { print($0) }
    }
}
