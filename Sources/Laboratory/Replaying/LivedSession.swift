import Dashboard
import EpidemicSimulation
import TerminalUI

/// A saved session at its end, lived without a terminal.
struct LivedSession {
    typealias Screen = Session<SimulatedCluster>

    let session: Screen
    let seed: UInt64
}

extension SavedSession {
    /// Lives the run again, from its seed to the end of what was done.
    ///
    /// - Throws: `Complaint` when the first line asks for what cannot be, or says no seed, or when something
    ///   that was done cannot be done.
    func livedAgain() throws(Complaint) -> LivedSession {
        let run = try run()
        try run.check()
        guard let seed = run.cluster.seed else {
            throw .wrongUse(
                "\(script.source), line 1: there is no --seed, without which no run is the same")
        }
        let source: SimulatedCluster
        do {
            source = try SimulatedCluster(
                try run.configuration(seed: seed), speed: run.display.speed)
        } catch let error as SimulationError {
            throw .wrongUse("\(script.source), line 1: \(error.description)")
        } catch let complaint as Complaint {
            throw complaint
        } catch {
            preconditionFailure("\(error) is no error of a run")
        }
        let model = DashboardModel(
            size: Defaults.size, access: run.display.access, mouse: run.display.mouse,
            bindings: try run.keyTable())
        var session = Session(
            model, on: source, look: try ShownTheme("dark", environment: [:]), glyphs: .unicode,
            arguments: run.arguments(seed: seed))
        session.files = .untouched
        let runner = ScriptRunner(script, on: session, seed: seed)
        _ = try runner.run { _ in }
        return LivedSession(session: runner.session, seed: seed)
    }
}
