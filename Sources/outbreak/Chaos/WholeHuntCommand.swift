import ArgumentParser
import Laboratory

/// `outbreak hunt`: in the simulation, or on real nodes.
struct WholeHuntCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: HuntCommand.configuration.commandName,
        abstract: "Hunt for faults of the protocol in clusters drawn from seeds, or on real nodes.",
        discussion: HuntCommand.configuration.discussion + """


            With --processes the nodes are real ones: processes on networks and disks of their own that are \
            killed, stopped, frozen, cut off, moved, filled up, set back and sent hostile packets for some \
            --minutes, while clients write, delete and read; then all is healed, and what the clients were \
            told is judged. That needs root, or unshare --map-root-user --net --mount.
            """)

    @Option(
        parsing: .unconditional,
        help: .init(
            "Hunt on so many real nodes, 4 to 20, two of three with a disk.", valueName: "n"),
        transform: Numbers.whole(ChaosSetup.nodesAllowed))
    var processes: Int?

    @OptionGroup var schedules: HuntCommand

    /// How long real nodes suffer where nothing is said of it.
    private static let minutesDefault = 10
}

extension WholeHuntCommand: EndingCommand {
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        guard let processes else { return try await schedules.outcome() }
        if let name = schedules.firstOfSimulation {
            throw .wrongUse(
                "--\(name) is about simulated clusters; beside --processes there may be --minutes, --seed and "
                    + "--format")
        }
        let length = Duration.seconds(60 * (schedules.minutes ?? Self.minutesDefault))
        let setup = ChaosSetup(nodes: processes, length: length, seed: schedules.seed)
        return try await ChaosHunt(setup: setup).outcome(schedules.format)
    }
}
