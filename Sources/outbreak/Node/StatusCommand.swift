import ArgumentParser
import EpidemicNode
import Foundation
import Laboratory

/// `outbreak status`: one running node, printed once.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Print how a running node is.",
        discussion: "Asks the node at its control address, once.")

    @Argument(
        help: .init("The control address of the node.", valueName: "host:port|path"),
        transform: HostPort.readControl)
    var address: HostPort

    @Option(
        help: .init("A file whose first line is the node's password.", valueName: "file"),
        completion: .file())
    var passwordFile: String?

    @Option(help: "How to report.")
    var format = ReportFormat.text
}

extension StatusCommand: EndingCommand {
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        let password = try passwordFile.map { path throws(Complaint) in try PasswordFile.bytes(path)
        }
        let json: String
        do {
            json = try await NodeQuestion.status(of: address, password: password)
        } catch {
            throw .failed("\(error)")
        }
        guard let report = StatusReport(json: json) else {
            throw .failed(
                "the node at \(address) answers in words that are not understood: \(json)")
        }
        try StandardOutput.printLine(report.text(in: format))
        return .done
    }
}
