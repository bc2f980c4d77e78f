import ArgumentParser
import Epidemic
import EpidemicSimulation

/// `outbreak experiment`: protocols measured without a screen.
struct ExperimentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "experiment",
        abstract: "Measure protocols, without a screen.",
        discussion: """
            One node of a full mesh is given an update, and the update spreads by rumor mongering \
            alone, in aligned rounds, until nobody is infected any more; under never until \
            everybody is; or until the limit. Lists with commas are swept: --removal \
            counter:1,counter:2 --nodes 100,1000 measures four protocols. The results depend on \
            the seed alone.
            """)

    @OptionGroup(title: "Protocol")
    var protocols: ExperimentOptions

    @OptionGroup(title: "Measurement")
    var laboratory: LaboratoryOptions

    @OptionGroup(visibility: .hidden)
    var fixed: FixedOptions

    @OptionGroup(visibility: .hidden)
    var later: LaterOptions
}

extension ExperimentCommand {
    /// The configurations that are swept: by direction, then by removal, then by nodes.
    ///
    /// - Throws: `Complaint` about the first value or combination that cannot be.
    func experiments() throws(Complaint) -> [Experiment] {
        var experiments: [Experiment] = []
        for direction in protocols.direction.values {
            for removal in protocols.removal.values {
                for nodes in protocols.nodes.values {
                    let plan = try plan(direction, removal, nodes: nodes)
                    experiments.append(Experiment(removal: removal, plan: plan))
                }
            }
        }
        return experiments
    }

    private func plan(
        _ direction: Direction, _ removal: RemovalRule, nodes: Int
    ) throws(Complaint) -> ExperimentPlan {
        let rumors = RumorSettings(
            direction: direction, trigger: protocols.trigger,
            removal: try removal.removal(heeding: protocols.reaction), fanOut: protocols.fanout,
            rounds: .aligned)
        do {
            return try ExperimentPlan(
                nodes: nodes, rumors: rumors, runs: laboratory.runs, seed: laboratory.seed,
                cyclesMax: protocols.cyclesMax)
        } catch {
            throw .wrongUse(error.description)
        }
    }
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
