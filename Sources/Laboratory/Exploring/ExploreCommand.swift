import ArgumentParser
import Epidemic
import EpidemicSimulation
import Foundation

/// `outbreak explore`: every order of events of a small cluster.
struct ExploreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explore",
        abstract: "Search every order of events of a small cluster for a broken promise.",
        discussion: """
            Clients write and delete, nodes compare their tables, mail copies that arrive late, twice \
            or never, certificates age, nodes crash: all that the bounds allow is let happen in every \
            order, to the replicas that a node runs, and every state is looked at once. No write may \
            lose against what its writer had seen, no latest value be lost without a crash, nothing \
            deleted come back, and when only comparisons happen any more all tables become equal. The \
            status is 1 when something else is found; the way to it is one of the shortest. What is \
            said holds within the bounds that are printed, and beyond them nothing is said.
            """)

    @OptionGroup(title: "Bounds")
    var bounded: ExploreBoundOptions

    @OptionGroup(title: "Protocol")
    var deletion: DeletionOptions

    @Option(
        parsing: .unconditional,
        help: .value(
            "How tables are compared: full, checksum, recent, peel-back, hash-tree, sketch or auto.",
            "method", default: Defaults.antiEntropy),
        completion: .list(AntiEntropyChoice.allCases.map(\.rawValue).filter { $0 != "off" }),
        transform: AntiEntropyChoice.read)
    var antiEntropy = Defaults.antiEntropy

    @Option(
        parsing: .unconditionalSingleValue,
        help: .init(
            "Switch a rule of the protocol off, to see it found; several times for several.",
            valueName: "rule"),
        completion: .list(PlantedFault.allCases.map(\.rawValue)), transform: Choice.read)
    var plant: [PlantedFault] = []

    @Option(
        help: .init(
            "Write the way to what is found as a session, which run --open opens at its end.",
            valueName: "file"), completion: .file(extensions: ["session"]))
    var session: String?

    @Option(
        parsing: .unconditional,
        help: .init(
            "Threads that search, 1 to 1024 (default: as many as there are cores). What is found does "
                + "not depend on it.", valueName: "n"),
        transform: Numbers.whole(1...1_024))
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "How to report.")
    var format = ReportFormat.text
}

/// How far the search goes.
struct ExploreBoundOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .value("Nodes, 1 to 4.", "n", default: 2),
        transform: Numbers.whole(1...ExplorationBounds.nodesMax))
    var nodes = 2

    @Option(
        parsing: .unconditional, help: .value("Keys, 1 to 8.", "n", default: 1),
        transform: Numbers.whole(1...ExplorationBounds.countMax))
    var keys = 1

    @Option(
        parsing: .unconditional, help: .value("Writes, 0 to 8.", "n", default: 2),
        transform: Numbers.whole(0...ExplorationBounds.countMax))
    var writes = 2

    @Option(
        parsing: .unconditional, help: .value("Deletions, 0 to 8.", "n", default: 1),
        transform: Numbers.whole(0...ExplorationBounds.countMax))
    var deletes = 1

    @Option(
        parsing: .unconditional,
        help: .init(
            "Writes and deletions together, 0 to 16 (default: as many as of both).", valueName: "n"),
        transform: Numbers.whole(0...16))
    var operations: Int?

    @Option(
        parsing: .unconditional,
        help: .value(
            "Copies that are mailed, and arrive at any time, again and again, or never; 0 to 4.",
            "n",
            default: 1),
        transform: Numbers.whole(0...4))
    var copies = 1

    @Option(
        parsing: .unconditional,
        help: .value(
            "Times that --death-certificate-age passes, 0 to 8.", "n", default: 1),
        transform: Numbers.whole(0...ExplorationBounds.countMax))
    var ages = 1

    @Option(
        parsing: .unconditional,
        help: .value("Crashes that lose everything, 0 to 8.", "n", default: 0),
        transform: Numbers.whole(0...ExplorationBounds.countMax))
    var crashes = 0

    @Option(
        parsing: .unconditional,
        help: .value(
            "Losses of everything after which a node learns from another before it is ready, 0 to 8.",
            "n", default: 0),
        transform: Numbers.whole(0...ExplorationBounds.countMax))
    var arrivals = 0

    @Option(
        parsing: .unconditional,
        help: .value("Restarts that find what was durable, 0 to 8.", "n", default: 0),
        transform: Numbers.whole(0...ExplorationBounds.countMax))
    var restarts = 0

    @Option(
        help: "When the timers of certificates come: in time, or at any time from then on.")
    var timers = ExplorationBounds.Timers.prompt

    @Option(
        parsing: .unconditional,
        help: .value(
            "States at which the search is broken off, 1 to 4000000000.", "n",
            default: ExplorationBounds().statesMax),
        transform: Numbers.whole(1...4_000_000_000))
    var states = ExplorationBounds().statesMax

    var bounds: ExplorationBounds {
        var bounds = ExplorationBounds(
            nodes: nodes, keys: keys, writes: writes, deletes: deletes, operations: operations,
            copies: copies, ages: ages, crashes: crashes, arrivals: arrivals,
            restarts: restarts)
        bounds.timers = timers
        bounds.statesMax = states
        return bounds
    }

    /// The options again, each with its value.
    var arguments: [String] {
        var pairs = [
            ("nodes", "\(nodes)"), ("keys", "\(keys)"), ("writes", "\(writes)"),
            ("deletes", "\(deletes)"), ("operations", "\(bounds.operationsInForce)"),
            ("copies", "\(copies)"), ("ages", "\(ages)"), ("crashes", "\(crashes)"),
            ("arrivals", "\(arrivals)"), ("restarts", "\(restarts)"), ("timers", timers.rawValue),
        ]
        pairs.append(("states", "\(states)"))
        return pairs.flatMap { ["--\($0.0)", $0.1] }
    }
}

extension ExplorationBounds.Timers: ExpressibleByArgument {}

extension ExploreCommand {
    /// The protocol that is searched.
    var settings: Settings {
        var settings = Settings()
        settings.antiEntropy.method = antiEntropy.method
        settings.deletion = deletion.changed(settings.deletion)
        for fault in plant { fault.plant(in: &settings) }
        return settings
    }

    /// The search, before it has begun.
    ///
    /// - Throws: `Complaint` when it cannot be.
    func exploration() throws(Complaint) -> Exploration {
        guard antiEntropy.method != nil else {
            throw .wrongUse("--anti-entropy off leaves nothing to compare tables by; name a method")
        }
        do {
            return try Exploration(bounded.bounds, settings: settings)
        } catch {
            throw .wrongUse(error.description)
        }
    }

    /// The options that make the same search again, each with its value.
    var arguments: [String] {
        let settings = settings.deletion
        let pairs = [
            ("anti-entropy", antiEntropy.rawValue), ("death-certificate-age", "\(settings.age)"),
            ("dormant-age", "\(settings.dormantAge)"), ("retention", "\(settings.retention)"),
        ]
        return bounded.arguments + pairs.flatMap { ["--\($0.0)", $0.1] }
            + plant.flatMap { ["--plant", $0.rawValue] }
    }
}

extension ExploreCommand: EndingCommand {
    /// Searches, and prints what it came to; or how far it came when a signal comes.
    ///
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        let exploration = try exploration()
        if let session { try OutputPath.checkFile(session, of: "--session") }
        let stream = ReportStream(format)
        let signals = stream.breakOffAtSignals()
        defer { signals.forEach { $0.cancel() } }
        let clock = ContinuousClock()
        let began = clock.now
        var meter = ExplorationMeter()
        let result = await exploration.run(jobs: jobs) { states, depth in
            meter.show(states: states, depth: depth)
        }
        meter.clear()
        let seconds = Double((clock.now - began) / .nanoseconds(1)) / 1e9
        var report = ExplorationReport(command: self, result: result, seconds: seconds)
        if case .found(let counterexample) = result.ending, let path = session {
            report.session = try write(counterexample, to: path)
        }
        try stream.add(report)
        try stream.finish()
        return report.status
    }

    /// Writes the way to a fault as a session.
    ///
    /// - Returns: what is to be said of it.
    /// - Throws: `Complaint` when it cannot be written.
    private func write(
        _ counterexample: Counterexample, to path: String
    ) throws(Complaint) -> String {
        guard let text = try ExploredWay(counterexample, of: self).session() else {
            return "No session was written: the simulator cannot show these steps one by one."
        }
        do throws(OutputFile.Trouble) {
            try OutputFile.make(OutputPath.full(path)) { file throws(OutputFile.Trouble) in
                try file.write(String(text.dropLast()))
            }
        } catch {
            switch error {
            case .exists: throw .failed("\(path) is there already; give a path that is not")
            case .refused(let reason):
                throw .failed("\(path) cannot be written: \(reason); give a path that can")
            }
        }
        return "outbreak run --open \(path) opens it at the last step."
    }
}
