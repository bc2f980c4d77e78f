import ArgumentParser
import Epidemic
import EpidemicSimulation

/// `outbreak experiment`: protocols measured without a screen.
struct ExperimentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "experiment",
        abstract: "Measure protocols, without a screen.",
        discussion: """
            One node is given an update, and the update spreads in aligned rounds, by rumor mongering \
            alone until nobody is infected any more, under never until everybody is; or by \
            anti-entropy alone until everybody has it; or until the limit. Lists with commas are swept: --removal \
            counter:1,counter:2 --nodes 100,1000 measures four protocols. The results depend on \
            the seed alone.
            """)

    @OptionGroup(title: "Protocol")
    var protocols: ExperimentOptions

    @OptionGroup(title: "Contacts")
    var contacts: ContactOptions

    @OptionGroup(title: "Measurement")
    var laboratory: LaboratoryOptions

    @OptionGroup
    var file: ConfigurationOptions

    @OptionGroup(visibility: .hidden)
    var fixed: FixedOptions
}

extension ExperimentCommand {
    /// The configurations that are swept: by direction, then by removal, then by nodes.
    ///
    /// - Throws: `Complaint` about the first value or combination that cannot be.
    func experiments() throws(Complaint) -> [Experiment] {
        guard protocols.spatial != nil || protocols.topology == .full else {
            throw .wrongUse(
                "--topology \(protocols.topology) has a meaning only with --spatial, which chooses "
                    + "partners by distance: give an exponent, or leave it out")
        }
        var experiments: [Experiment] = []
        for direction in protocols.direction?.values.map({ $0 }) ?? [nil] {
            for removal in protocols.removals {
                for nodes in protocols.nodes.values {
                    let plan = try plan(direction, removal, nodes: nodes)
                    experiments.append(Experiment(removal: removal, plan: plan))
                }
            }
        }
        return experiments
    }

    private func plan(
        _ direction: Direction?, _ removal: RemovalRule?, nodes: Int
    ) throws(Complaint) -> ExperimentPlan {
        let spreading = try protocols.spreading(direction, removal, contacts)
        do throws(SimulationError) {
            let network = try protocols.network(nodes: nodes, seed: laboratory.seed)
            do throws(SettingsError) {
                return try ExperimentPlan(
                    nodes: nodes, spreading, on: network, runs: laboratory.runs,
                    seed: laboratory.seed, cyclesMax: protocols.cyclesMax)
            } catch {
                throw SimulationError.settings(error)
            }
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
    /// Measures everything, and prints it together at the end.
    ///
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        let experiments = try experiments()
        let signals = EndSignals.exitOnArrival()
        defer { signals.forEach { $0.cancel() } }
        var progress = Progress(total: experiments.count * laboratory.runs)
        var results: [ExperimentResult] = []
        for experiment in experiments {
            results.append(await experiment.measure(jobs: laboratory.jobs, progress: &progress))
        }
        progress.finish()
        print(ExperimentReport(results: results).text(in: laboratory.format))
        return .done
    }
}
