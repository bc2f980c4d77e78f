import ClusterObservation
import Epidemic
import EpidemicSimulation

/// A way through the events of an explored cluster to a fault, and the search that found it: what a session of
/// `outbreak explore` keeps.
struct ExploredWay {
    let command: ExploreCommand
    let actions: [ExploredAction]
    private let kind: ExplorationFault.Kind?

    init(_ counterexample: Counterexample, of command: ExploreCommand) {
        self.command = command
        actions = counterexample.steps.map(\.action)
        kind = counterexample.fault.kind
    }

    /// Reads the way that a session was written for.
    ///
    /// - Throws: `Complaint` when it does not stand there.
    init(reading session: SavedSession) throws(Complaint) {
        let source = session.script.source
        guard let search = session.header[.search] else {
            throw .wrongUse(
                "\(source) says no '\(SessionHeader.Name.search.text):' it was found by")
        }
        do {
            command = try ExploreCommand.parse(search.split(separator: " ").map(String.init))
        } catch {
            throw .wrongUse("\(source), search: \(ExploreCommand.sentence(for: error))")
        }
        var actions: [ExploredAction] = []
        for step in session.header.values(of: .step) {
            guard let action = ExploredAction(code: step) else {
                throw .wrongUse("\(source): step '\(step)' must be one such as 'compare n0 n1'")
            }
            actions.append(action)
        }
        self.actions = actions
        kind = nil
    }

    /// Goes the way again.
    ///
    /// - Returns: what is wrong at its end; nil when nothing is, or something was before.
    /// - Throws: `Complaint` when the search cannot be.
    func finding() throws(Complaint) -> Finding? {
        let exploration = try command.exploration()
        guard let found = exploration.follow(actions), found.steps.count == actions.count else {
            return nil
        }
        return Finding(kind: found.fault.kind.rawValue, fingerprint: nil)
    }

    /// The file of a session that shows the way; nil when the simulator cannot: the timers came late, or a
    /// certificate aged on its way.
    ///
    /// - Throws: `Complaint` when the run cannot be.
    func session() throws(Complaint) -> String? {
        guard let kind, let script = StagedWay(self)?.script else { return nil }
        let bare = try text(script, SessionHeader())
        let lived = try SavedSession(parsing: bare, source: "the session").livedAgain().session
        guard shows(lived) else { return nil }
        var header = SessionHeader()
        header.add(.foundBy, Finder.explore.rawValue)
        header.add(.violation, kind.rawValue)
        header.add(.search, command.arguments.joined(separator: " "))
        for action in actions { header.add(.step, action.code) }
        header.add(.ends, "\(lived.fingerprint)")
        return try text(script, header)
    }

    private func text(
        _ script: [ScriptCommand], _ header: SessionHeader
    ) throws(Complaint) -> String {
        SavedSession.text(
            arguments: try run().arguments(seed: Self.seed), header: header,
            script: script.map { $0.line + "\n" }.joined())
    }

    /// Explored replicas begin as those of a run of this seed.
    private static let seed: UInt64 = 1

    /// The run in which it is shown: nothing happens in it by itself.
    private func run() throws(Complaint) -> RunCommand {
        let deletion = command.settings.deletion
        var arguments = [
            "--nodes", "\(command.bounded.nodes)", "--rumors", "off", "--mail", "off",
            "--cache-interval", "off", "--anti-entropy", command.antiEntropy.rawValue,
            "--anti-entropy-interval", "\(Limits.intervalMax)", "--latency", "0s", "--jitter", "0s",
            "--death-certificate-age", "\(deletion.age)", "--dormant-age", "\(deletion.dormantAge)",
            "--retention", "\(deletion.retention)", "--seed", "\(Self.seed)",
        ]
        arguments += command.plant.flatMap { ["--plant", $0.rawValue] }
        do {
            return try RunCommand.parse(arguments)
        } catch {
            throw .wrongUse(RunCommand.sentence(for: error))
        }
    }

    /// Whether the tables of a run are those at the end of the way.
    private func shows(_ session: Session<SimulatedCluster>) -> Bool {
        guard let exploration = try? command.exploration() else { return false }
        let expected = exploration.tables(after: actions)
        var session = session
        return expected.indices.allSatisfy { node in
            session.table(of: NodeID(node)).map(HeldItem.init) == expected[node]
        }
    }
}

extension SessionHeader.Name {
    /// The options of the search that found the run.
    static let search: SessionHeader.Name = "search"
    /// One step of the way that was found, in order.
    static let step: SessionHeader.Name = "step"
}
