import ArgumentParser
import EpidemicNode
import Foundation
import Laboratory

/// Where the process begins.
///
/// It is not asynchronous: before an asynchronous one begins, the runtime has opened files of its own,
/// and one of them has taken the place of a stream that was closed.
@main
enum EntryPoint {
    static func main() {
        StandardStream.prepare()
        let program = Program(arguments: Array(CommandLine.arguments.dropFirst()))
        Task { await program.runToExit() }
        dispatchMain()
    }
}

/// The command line: parse, wire together, run, and say in one sentence what went wrong.
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
            StatusCommand.self, RegistryCommand.self, DeployCommand.self, MaelstromCommand.self,
        ] + LaboratoryCommands.measuring + [WholeHuntCommand.self] + LaboratoryCommands.searching
            + [BenchCommand.self],
        defaultSubcommand: LaboratoryCommands.run)
}
