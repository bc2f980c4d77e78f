import ArgumentParser
import EpidemicNode
import Laboratory

/// `outbreak up`: a local cluster of processes, and the dashboard on it.
struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Launch a local cluster of processes and open the dashboard on it.",
        discussion: """
            Node i, from 1, is named ni, gossips on base-port + i and is controlled on base-port + \
            1000 + i. The nodes end with the dashboard, and with this process.
            """)

    @Option(
        parsing: .unconditional,
        help: .value("How many nodes there are, 1 to 900.", "n", default: 8),
        transform: Numbers.whole(1...LocalProcesses.nodesMax))
    var nodes = 8

    @Option(help: "How small messages travel between them.")
    var transport = TransportKind.udp

    @Option(
        parsing: .unconditional,
        help: .value("The port from which theirs are counted.", "n", default: 7000),
        transform: Numbers.whole(1...64_535))
    var basePort = 7000

    @Option(
        help: .init(
            "A directory in which each node has one for its data (default: no disks).",
            valueName: "dir"),
        completion: .directory)
    var data: String?

    @Flag(help: "Print one line for each node, and stay until TERM; no screen.")
    var headless = false

    @OptionGroup(title: "Protocol")
    var settings: NodeProtocolOptions

    @OptionGroup(title: "Deletion")
    var deletion: DeletionOptions

    @OptionGroup(title: "Screen")
    var display: RealTimeDisplayOptions
}

extension UpCommand: EndingCommand {
    /// - Throws: `Complaint`.
    func outcome() async throws(Complaint) -> ExitStatus {
        OpenFiles.raiseLimit()
        let processes = try launch()
        defer { processes.endAll() }
        if headless { return try await stay(processes) }
        let cluster = AttachedCluster(launched: processes)
        defer { cluster.detach() }
        return try await RealTimeDashboard(display, orElse: "--headless").run(on: cluster)
    }

    private func launch() throws(Complaint) -> LocalProcesses {
        _ = try settings.settings(deletion)
        var plan = LocalProcesses.Plan(
            program: OwnProgram.path, nodes: nodes, transport: transport,
            basePort: UInt16(basePort), data: data)
        plan.options = settings.arguments(deletion)
        do {
            return try LocalProcesses(plan)
        } catch {
            throw .failed("\(error)")
        }
    }

    private func stay(_ processes: LocalProcesses) async throws(Complaint) -> ExitStatus {
        let (ends, bell) = AsyncStream<Void>.makeStream()
        let signals = EndSignals.onArrival(of: [.interrupt, .terminate, .hangUp]) { bell.finish() }
        defer { signals.forEach { $0.cancel() } }
        for address in processes.controls { try await waitUntilReady(address, of: processes) }
        for line in processes.lines { try StandardOutput.printLine(line) }
        let watching = Task {
            while !Task.isCancelled {
                Self.tellEnded(of: processes)
                try? await Task.sleep(for: .seconds(1))
            }
        }
        defer { watching.cancel() }
        for await _ in ends {}
        Self.tellEnded(of: processes)
        for name in processes.endAll() {
            StandardError.write(
                "outbreak: the process of \(name) did not end in time, and was killed\n")
        }
        return .done
    }

    /// Says which processes ended without having been asked to.
    private static func tellEnded(of processes: LocalProcesses) {
        for ended in processes.takeEnded() {
            StandardError.write("outbreak: the process of \(ended.name) ended \(ended.reason)\n")
        }
    }

    /// - Throws: `Complaint` when a node does not answer for some seconds.
    private func waitUntilReady(
        _ address: HostPort, of processes: LocalProcesses
    ) async throws(Complaint) {
        var reason = ""
        for _ in 0..<100 {
            do {
                if try await NodeQuestion.isReady(address, password: nil) { return }
                reason = "\(address) is still arriving"
            } catch {
                reason = "\(error)"
            }
            if let ended = processes.takeEnded().first {
                throw .failed("\(ended.name) ended as soon as it was launched, \(ended.reason)")
            }
            try? await Task.sleep(for: .milliseconds(100))
        }
        throw .failed("a node did not become ready: \(reason)")
    }
}
