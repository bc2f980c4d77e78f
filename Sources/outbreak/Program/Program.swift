import ArgumentParser
import Foundation
import Laboratory

/// One invocation, from its arguments to its exit status.
struct Program {
    let arguments: [String]

    /// Runs the command and ends the process.
    func runToExit() async -> Never {
        exit(await run().number)
    }

    private func run() async -> ExitStatus {
        do {
            return try await perform(command())
        } catch let complaint as Complaint {
            Self.complain(complaint.sentence)
            return complaint.status
        } catch {
            return Self.report(error)
        }
    }

    /// The command that the arguments and the configuration file ask for.
    func command() throws -> any ParsableCommand {
        try Commands.check(arguments)
        let command = try Outbreak.parseAsRoot(arguments)
        guard let command = command as? any PreparedCommand else { return command }
        return try command.prepared(
            Commands.options(in: arguments), environment: ProcessInfo.processInfo.environment)
    }

    private func perform(_ command: any ParsableCommand) async throws -> ExitStatus {
        if let command = command as? any EndingCommand { return try await command.outcome() }
        var command = command
        try command.run()
        return .done
    }

    /// What ArgumentParser has to say: help and the like, or a complaint.
    private static func report(_ error: any Error) -> ExitStatus {
        if Outbreak.exitCode(for: error).isSuccess {
            print(Outbreak.fullMessage(for: error))
            return .done
        }
        complain(Outbreak.message(for: error))
        return .wrongUse
    }

    /// Says a sentence on standard error. ArgumentParser breaks some of its sentences into lines.
    static func complain(_ sentence: String) {
        let lines = sentence.split(whereSeparator: \.isNewline)
        let sentence = lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
        FileHandle.standardError.write(Data("outbreak: \(sentence)\n".utf8))
    }
}
