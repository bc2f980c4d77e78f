import ArgumentParser
import EpidemicNode
import Laboratory

/// `outbreak attach`: the dashboard on running nodes.
struct AttachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Open the dashboard on running nodes.",
        discussion: """
            One control address is enough: the other nodes are found through it. Leaving the dashboard \
            leaves the nodes as they are.
            """)

    @Argument(
        help: .init("The control address of a node.", valueName: "host:port"),
        transform: HostPort.read)
    var addresses: [HostPort]

    @Option(
        help: .init("A file whose first line is the nodes' password.", valueName: "file"),
        completion: .file())
    var passwordFile: String?

    @OptionGroup(title: "Screen")
    var display: RealTimeDisplayOptions
}

extension AttachCommand: EndingCommand {
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        let password = try passwordFile.map { path throws(Complaint) in
            try PasswordFile.bytes(path)
        }
        for address in addresses { try await check(address, password) }
        let cluster = AttachedCluster(to: addresses, password: password)
        defer { cluster.detach() }
        return try await RealTimeDashboard(display).run(on: cluster)
    }

    /// Whether anybody answers is said before the screen is taken.
    private func check(_ address: HostPort, _ password: [UInt8]?) async throws(Complaint) {
        do {
            _ = try await NodeQuestion.status(of: address, password: password)
        } catch {
            throw .failed("\(error)")
        }
    }
}
