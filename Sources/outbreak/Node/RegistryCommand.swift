import ArgumentParser
import EpidemicNode
import EpidemicWire
import Laboratory

/// `outbreak registry`: the central directory service.
struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry",
        abstract: "Run the directory in which nodes find each other.",
        discussion: """
            Nodes that are started with --registry tell it where they are, and learn of the others. \
            Nothing is kept on disk: while it is down, those who know each other go on, and newcomers \
            find nobody. Every option can stand in the environment too: OUTBREAK_LISTEN is --listen, and \
            so on.
            """)

    @Option(
        help: .init("Where it listens.", valueName: "host:port"), transform: HostPort.read)
    var listen: HostPort

    @Option(
        help: .init(
            "The cluster to which it belongs (default: it serves every cluster by its name).",
            valueName: "name"), transform: ClusterName.read)
    var clusterName: ClusterName?

    @Option(
        help: .init("The key file of the nodes, when they have one.", valueName: "file"),
        completion: .file())
    var keyFile: String?

    @Flag(help: .insecure)
    var insecure = false
}

extension RegistryCommand: EnvironmentCommand {}

extension RegistryCommand: EndingCommand {
    /// Answers until it is asked to end.
    ///
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        let keyring = try keyFile.map { path throws(Complaint) in try KeyFile.read(path) }
        OpenFiles.raiseLimit()
        let (ends, bell) = AsyncStream<Void>.makeStream()
        let signals = EndSignals.onArrival(of: [.interrupt, .terminate]) { bell.finish() }
        defer { signals.forEach { $0.cancel() } }
        let service: RegistryService
        do {
            service = try await RegistryService(
                listeningOn: listen, cluster: clusterName, keyring: keyring,
                exposure: insecure ? .accepted : .refused,
                logger: LogFormat.text.logger(for: "registry", LogDial(.notice)))
        } catch let error as NodeError {
            throw error.complaint
        } catch {
            throw .failed("\(error)")
        }
        do {
            try StandardOutput.printLine("the registry is ready: \(service.address)")
        } catch {
            await service.stop()
            throw error
        }
        for await _ in ends {}
        await service.stop()
        return .done
    }
}
