import ArgumentParser
import EpidemicNode
import Laboratory

/// `outbreak attach`: the dashboard on running nodes.
struct AttachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Open the dashboard on running nodes.",
        discussion: """
            One control address is enough: the other nodes are found through it. With several, those \
            that do not answer are shown as down until they do. Leaving the dashboard leaves the \
            nodes as they are.
            """)

    @Argument(
        help: .init("The control address of a node.", valueName: "host:port|path"),
        transform: HostPort.readControl)
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
        let survey = await NodeSurvey.of(addresses, password: password)
        guard !survey.isEmpty else {
            throw .failed(survey.complaints.joined(separator: "; "))
        }
        guard survey.clusters.count < 2 else {
            throw .wrongUse(
                "these nodes belong to different clusters, "
                    + "\(survey.clusters.map(\.text).joined(separator: " and ")); attach to one of them"
            )
        }
        let errors = ErrorReport(for: [])
        for complaint in survey.complaints { errors.write(complaint, .failed) }
        let cluster = AttachedCluster(to: survey, password: password)
        defer { cluster.detach() }
        return try await RealTimeDashboard(display, orElse: "outbreak status for one node").run(
            on: cluster)
    }
}
