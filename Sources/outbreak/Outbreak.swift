import ArgumentParser
import EpidemicNode
import Laboratory

/// The command line: parse, wire together, run, and say in one sentence what went wrong.
@main
struct Outbreak: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbreak",
        abstract: "A terminal laboratory for epidemic replication.",
        discussion: """
            Runs a cluster of replicas of one table and shows live what every replica knows. From \
            the keyboard one injects updates, cuts links, kills nodes, slows time, steps it and \
            turns it back. Without a subcommand it is outbreak run, whose options are told by \
            outbreak run --help.
            """,
        version: ProgramVersion.text,
        subcommands: [
            LaboratoryCommands.run, UpCommand.self, AttachCommand.self, NodeCommand.self,
            StatusCommand.self, RegistryCommand.self, DeployCommand.self,
        ] + LaboratoryCommands.measuring + [BenchCommand.self],
        defaultSubcommand: LaboratoryCommands.run)

    static func main() async {
        await Program(arguments: Array(CommandLine.arguments.dropFirst())).runToExit()
    }
}
