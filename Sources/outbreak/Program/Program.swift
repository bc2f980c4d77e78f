import ArgumentParser
import Foundation
import Laboratory

/// One invocation, from its arguments to its exit status.
struct Program {
    let arguments: [String]

    private let environment = ProcessInfo.processInfo.environment

    init(arguments: [String]) { self.arguments = arguments }

    private var errors: ErrorReport {
        ErrorReport(for: (try? EnvironmentOptions.complete(arguments, environment)) ?? arguments)
    }

    /// Runs the command and ends the process.
    func runToExit() async -> Never {
        exit(await run().number)
    }

    private func run() async -> ExitStatus {
        do {
            return try await perform(command())
        } catch let complaint as Complaint {
            return report(complaint)
        } catch {
            return report(error)
        }
    }

    private func report(_ complaint: Complaint) -> ExitStatus {
        if !complaint.sentence.isEmpty { errors.write(complaint.sentence, complaint.status) }
        return complaint.status
    }

    private var root: any ParsableCommand.Type {
        CompletedProgram<Outbreak>.isAsked(by: arguments)
            ? CompletedProgram<Outbreak>.self : Outbreak.self
    }

    /// The command that the arguments, the environment and the configuration file ask for.
    func command() throws -> any ParsableCommand {
        try Commands.check(arguments)
        let arguments = try EnvironmentOptions.complete(arguments, environment)
        let command = try root.parseAsRoot(arguments)
        guard let command = command as? any PreparedCommand else { return command }
        return try command.prepared(Commands.options(in: arguments), environment: environment)
    }

    private func perform(_ command: any ParsableCommand) async throws -> ExitStatus {
        if let command = command as? any EndingCommand { return try await command.outcome() }
        var command = command
        try command.run()
        return .done
    }

    /// What ArgumentParser has to say: help and the like, or a complaint.
    private func report(_ error: any Error) -> ExitStatus {
        if root.exitCode(for: error).isSuccess {
            do throws(Complaint) {
                try StandardOutput.printLine(root.fullMessage(for: error))
                return .done
            } catch {
                return report(error)
            }
        }
        errors.write(root.sentence(for: error), .wrongUse)
        return .wrongUse
    }
}
