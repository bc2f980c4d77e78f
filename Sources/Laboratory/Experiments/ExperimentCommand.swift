import ArgumentParser
import Epidemic
import EpidemicSimulation

/// `outbreak experiment`: protocols measured without a screen.
struct ExperimentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "experiment",
        abstract: "Measure protocols, without a screen.",
        discussion: """
            One node is given an update, and the update spreads by rumor mongering alone until \
            nobody is infected any more, under never until everybody is; or by anti-entropy alone \
            until everybody has it; or until the limit. Lists with commas are swept: --removal \
            counter:1,counter:2 --nodes 100,1000 measures four protocols, in the order of \
            direction, removal, fan-out, rounds, trigger, limits, network and, fastest, nodes. The \
            results depend on the seed alone. Free rounds, and losses, run on the simulated \
            network of outbreak run, ten times slower and more; a cycle is a round there. Pull is \
            another protocol there: it leaves more behind than in aligned rounds. An infinite hunt \
            limit takes several times as long as a small one.
            """)

    @OptionGroup(title: "Protocol")
    var protocols: ExperimentOptions

    @OptionGroup(title: "Contacts")
    var contacts: ExperimentContactOptions

    @OptionGroup(title: "Network")
    var network: ExperimentNetworkOptions

    @OptionGroup(title: "Chance")
    var chance: ExperimentChanceOptions

    @OptionGroup(title: "Measurement")
    var laboratory: LaboratoryOptions

    @OptionGroup
    var file: ConfigurationOptions

    @OptionGroup(visibility: .hidden)
    var fixed: FixedOptions
}

extension ExperimentCommand {
    /// The configurations that are swept.
    ///
    /// - Throws: `Complaint` about the first value or combination that cannot be.
    func experiments() throws(Complaint) -> [Experiment] {
        if chance.networkDraw == .run, !network.topology.values.contains(where: \.isDrawn) {
            throw .wrongUse(
                "--network-draw run has no meaning with --topology \(network.topology), of which nothing is "
                    + "random: leave it out, or give random:D or small-world:D")
        }
        var experiments: [Experiment] = []
        for (row, point) in points.enumerated() {
            let seed = chance.seed(ofRow: row, laboratory.seed)
            experiments.append(Experiment(point: point, plan: try plan(at: point, seed: seed)))
        }
        return experiments
    }

    private func plan(at point: SweepPoint, seed: UInt64) throws(Complaint) -> ExperimentPlan {
        let spreading = try protocols.spreading(at: point, contacts)
        do {
            return try ExperimentPlan(
                nodes: point.nodes, spreading, on: try point.network(seed: seed),
                drawn: point.topology.isDrawn ? chance.networkDraw : .row,
                under: point.conditions, runs: laboratory.runs, seed: seed,
                cyclesMax: protocols.cyclesMax)
        } catch {
            throw .wrongUse(error.description)
        }
    }
}

extension ExperimentCommand: ConfigurableCommand {
    static let tables: Set<ConfigurationSetting.Table> = [.experiment]
    static let flags: Set<String> = ["feedback", "blind", "minimization"]
    static let commandLineOnly: Set<String> = ["config"]

    func check() throws(Complaint) { _ = try experiments() }
}

extension ExperimentCommand: EndingCommand {
    /// Measures one configuration after the other, and prints each as soon as it is measured.
    ///
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        let experiments = try experiments()
        let stream = ReportStream(laboratory.format)
        let signals = stream.breakOffAtSignals()
        defer { signals.forEach { $0.cancel() } }
        var progress = Progress(total: experiments.count * laboratory.runs)
        var report = ExperimentReport(experiments, to: stream)
        for experiment in experiments {
            let result = await experiment.measure(jobs: laboratory.jobs, progress: &progress)
            progress.clear()
            try report.add(result)
        }
        try report.finish()
        return .done
    }
}
