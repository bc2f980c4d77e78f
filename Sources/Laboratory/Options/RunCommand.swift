import ArgumentParser
import Epidemic
import EpidemicSimulation

/// `outbreak run`: the dashboard on a simulated cluster.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Open the dashboard on a simulated cluster.",
        discussion: """
            Durations are written with their unit: 500us, 300ms, 1.5s, 10m, 1h. Options may also \
            stand in the [run] table of a configuration file, under the same names; the command \
            line wins.
            """)

    @OptionGroup(title: "Cluster")
    var cluster: ClusterOptions

    @OptionGroup(title: "Rumors")
    var rumors: RumorOptions

    @OptionGroup(title: "Contacts")
    var contacts: ContactOptions

    @OptionGroup(title: "Repair")
    var repair: RepairOptions

    @OptionGroup(title: "Deletion")
    var deletion: DeletionOptions

    @OptionGroup(title: "Network")
    var network: NetworkOptions

    @OptionGroup(title: "Screen")
    var display: DisplayOptions

    @OptionGroup(title: "Without a terminal")
    var scripted: ScriptOptions

    @OptionGroup
    var file: ConfigurationOptions

    @Option(
        help: .init(
            "Open a saved session: the same run, at the moment at which it was saved.",
            valueName: "file"),
        completion: .file(extensions: ["session"]))
    var open: String?

    @Flag(
        help: "Open it although another revision of the engine made it, and it may be another run.")
    var anyRevision = false

    /// Rules of the protocol that are switched off, to see what is lost without.
    @Option(
        parsing: .unconditionalSingleValue, help: .hidden,
        transform: Choice.read)
    var plant: [PlantedFault] = []

    /// The `[keys]` of the configuration file, which is handed on as arguments.
    @Option(
        name: .customLong("bind"), parsing: .unconditionalSingleValue, help: .hidden,
        transform: KeyBinding.init(argument:))
    var bindings: [KeyBinding] = []

    /// The names of the options that were given beside a saved session, which says all others. No option
    /// itself.
    var namesBesideSession: Set<String>?
}

extension RunCommand {
    /// The protocol that is asked for.
    ///
    /// - Throws: `Complaint` about the first value or combination that cannot be.
    func settings() throws(Complaint) -> Settings {
        var settings = Settings(
            rumors: try rumors.settings(contacts), mail: repair.mail, repair: repair.repair,
            cache: repair.cache, antiEntropy: repair.comparison(within: contacts.limits),
            deletion: deletion.changed(DeletionSettings()), conflict: repair.conflict)
        for fault in plant { fault.plant(in: &settings) }
        do {
            try settings.validate()
        } catch {
            throw .wrongUse(error.description)
        }
        return settings
    }

    /// The run that is asked for, under a seed.
    ///
    /// - Throws: `Complaint`.
    func configuration(seed: UInt64) throws(Complaint) -> SimulationConfiguration {
        SimulationConfiguration(
            nodes: cluster.nodes, topology: cluster.topology, spatial: cluster.spatial, seed: seed,
            settings: try settings(), network: network.conditions,
            discovery: repair.discovery)
    }
}
