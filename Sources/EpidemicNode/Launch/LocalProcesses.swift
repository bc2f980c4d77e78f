import ClusterObservation
import Epidemic
import EpidemicWire
import Glibc
import Synchronization

/// A cluster of `outbreak node` processes on this machine, begun and ended here.
///
/// Node i, from 1, is named ni, gossips on the base port + i and is controlled on the base port + 1000
/// + i; each knows all those that were launched with it, and a later one knows all before it.
public final class LocalProcesses: Sendable {
    /// What the processes are started with.
    public struct Plan: Sendable {
        /// The program, by its path.
        public var program: String
        public var nodes: Int
        public var transport: TransportKind
        public var basePort: UInt16
        /// Where each node has a directory of its own; nil for no disks.
        public var data: String?
        /// Further options that every node is started with.
        public var options: [String] = []
        /// How long nodes that are asked to end may take.
        public var patience = Duration.seconds(10)

        public init(
            program: String, nodes: Int, transport: TransportKind = .udp, basePort: UInt16 = 7000,
            data: String? = nil
        ) {
            self.program = program
            self.nodes = nodes
            self.transport = transport
            self.basePort = basePort
            self.data = data
        }
    }

    private let plan: Plan
    /// The name of the cluster.
    private let cluster: ClusterName
    private let roster: Mutex<LaunchRoster>
    /// By which they learn that this process is gone.
    private let lifeline: Lifeline

    /// Starts all nodes. They are asked to end when this is let go of, or by `endAll`; and they end by
    /// themselves when this process is killed.
    ///
    /// - Throws: `LaunchError`.
    public init(_ plan: Plan) throws {
        guard (1...Self.nodesMax).contains(plan.nodes), plan.basePort > 0,
            Int(plan.basePort) + 1_000 + plan.nodes <= Int(UInt16.max)
        else { throw LaunchError.tooMany(plan.nodes, plan.basePort) }
        self.plan = plan
        lifeline = try Lifeline()
        roster = Mutex(LaunchRoster())
        if let data = plan.data { try Self.makeFolder(data) }
        cluster = LaunchedCluster.name(in: plan.data)
        let all = (1...plan.nodes).map(LaunchedNode.init)
        for node in all { try checkPorts(of: node) }
        for node in all { try start(node, beside: all) }
    }

    deinit { endAll() }

    /// The folder of all nodes' data, with those above it; each node makes its own in it.
    ///
    /// - Throws: `LaunchError.noFolder` when it cannot be made, or nothing can be put into it.
    private static func makeFolder(_ path: String) throws {
        let places = path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }
        for folder in places.map({ String(path[..<$0]) }) + [path] where !folder.isEmpty {
            _ = mkdir(folder, 0o700)
        }
        var status = stat()
        guard stat(path, &status) == 0 else { throw LaunchError.noFolder(path, systemReason()) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw LaunchError.noFolder(path, "it is no folder")
        }
        guard access(path, W_OK | X_OK) == 0 else {
            throw LaunchError.noFolder(path, systemReason())
        }
    }

    /// Processes that are launched at most.
    public static let nodesMax = 900

    /// The control addresses, by node.
    public var controls: [HostPort] { launched.map(control) }

    /// The numbers of the processes that run, by node.
    public var numbers: [pid_t] { roster.withLock { $0.running.map(\.running.process) } }

    /// One line for each node: name, gossip and control address.
    public var lines: [String] {
        launched.map { "\($0.name) gossip \(gossip(of: $0)) control \(control(of: $0))" }
    }

    /// Whether the nodes keep their data.
    var hasDisks: Bool { plan.data != nil }

    /// All that were started, whether they run or not.
    var launched: [LaunchedNode] { roster.withLock { $0.nodes } }

    /// The node that was launched to be controlled at an address; nil for one that was not launched here.
    func node(at control: HostPort) -> LaunchedNode? {
        launched.first { self.control(of: $0) == control }
    }

    /// The nodes whose processes ended, since the last call, without having been asked to by this one.
    public func takeEnded() -> [EndedNode] {
        reap()
        return roster.withLock { $0.takeEnded() }
    }

    /// Takes note of processes that ended.
    private func reap() {
        roster.withLock { roster in
            for (node, running) in roster.running {
                var status: Int32 = 0
                if waitpid(running.process, &status, WNOHANG) == running.process {
                    roster.note(node, ended: ProcessEnding(waited: status))
                } else {
                    running.words.shorten()
                }
            }
        }
    }

    /// Kills a process as a power cut would.
    func kill(_ node: LaunchedNode) -> CommandOutcome.Result {
        reap()
        guard let child = roster.withLock({ $0.end(node) }) else {
            return .refused("\(node.name) is down already")
        }
        Glibc.kill(child, SIGKILL)
        _ = waitpid(child, nil, 0)
        return .done
    }

    /// Starts a process again, with its data or without.
    func restart(_ node: LaunchedNode, _ data: RestartData) -> CommandOutcome.Result {
        reap()
        guard roster.withLock({ $0.process(of: node) }) == nil else {
            return .refused("\(node.name) is up already")
        }
        switch data {
        case .kept: break
        case .lost: removeData(of: node)
        }
        do {
            try checkPorts(of: node)
            try start(node, beside: launched)
            return .done
        } catch {
            return .refused("\(error)")
        }
    }

    /// Starts one more node. One that cannot be started leaves nothing behind: the next has its name.
    func add() -> Result<LaunchedNode, any Error> {
        let known = launched
        let node = LaunchedNode(number: (known.last?.number ?? 0) + 1)
        return Result {
            guard Int(plan.basePort) + 1_000 + node.number <= Int(UInt16.max) else {
                throw LaunchError.tooMany(node.number, plan.basePort)
            }
            try checkPorts(of: node)
            try start(node, beside: known)
            return node
        }
    }

    /// Asks all processes to end, and waits until they have. One that is stopped is woken to do so; one
    /// that has not ended in time is killed.
    ///
    /// - Returns: the names of those that were killed.
    @discardableResult
    public func endAll() -> [String] {
        let (running, names) = roster.withLock { roster in
            let nodes = roster.running
            return (roster.endAll(), nodes.map(\.node.name))
        }
        for child in running {
            Glibc.kill(child, SIGTERM)
            Glibc.kill(child, SIGCONT)
        }
        let late = Self.left(of: running, within: plan.patience)
        for child in late { Glibc.kill(child, SIGKILL) }
        for child in late { _ = waitpid(child, nil, 0) }
        return zip(running, names).filter { late.contains($0.0) }.map(\.1)
    }

    /// Waits for children, so long at most.
    ///
    /// - Returns: those that have not ended.
    private static func left(of children: [pid_t], within limit: Duration) -> [pid_t] {
        let end = ContinuousClock.now + limit
        var left = children
        while true {
            left.removeAll { waitpid($0, nil, WNOHANG) != 0 }
            guard !left.isEmpty, ContinuousClock.now < end else { return left }
            usleep(5_000)
        }
    }

    private func checkPorts(of node: LaunchedNode) throws {
        if let taken = PortCheck.taken(gossip: gossip(of: node), control: control(of: node)) {
            throw LaunchError.portInUse(taken, node.name)
        }
    }

    private func start(_ node: LaunchedNode, beside others: [LaunchedNode]) throws {
        var words = [
            "node", "--name", node.name, "--gossip", "\(gossip(of: node))", "--control",
            "\(control(of: node))", "--transport", plan.transport.rawValue, "--end-with-input",
            "--cluster-name", cluster.text,
        ]
        for other in others where other != node { words += ["--peer", "\(gossip(of: other))"] }
        if let data = plan.data { words += ["--data", "\(data)/\(node.name)"] }
        words += plan.options
        let errors = LastWords()
        let child = try ChildProgram.start(plan.program, words, input: lifeline, errors: errors)
        roster.withLock { $0.begin(node, as: .init(process: child, words: errors)) }
    }

    private func removeData(of node: LaunchedNode) {
        guard let data = plan.data else { return }
        let directory = "\(data)/\(node.name)"
        for file in ["outbreak.sqlite", "outbreak.sqlite-wal", "outbreak.sqlite-shm", "mark"] {
            unlink("\(directory)/\(file)")
        }
    }

    private func gossip(of node: LaunchedNode) -> HostPort {
        HostPort(host: "127.0.0.1", port: plan.basePort + UInt16(node.number))
    }

    /// Where a node answers clients.
    func control(of node: LaunchedNode) -> HostPort {
        HostPort(host: "127.0.0.1", port: plan.basePort + 1_000 + UInt16(node.number))
    }
}

/// Why processes cannot be launched.
public enum LaunchError: Error, Hashable, Sendable {
    case tooMany(Int, UInt16)
    /// Somebody listens where a node was to.
    case portInUse(HostPort, String)
    case notStarted(String, reason: String)
    case noPipe(reason: String)
    /// The nodes' data cannot be kept there.
    case noFolder(String, _ reason: String)
}

extension LaunchError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .tooMany(let nodes, let port):
            "\(nodes) nodes from base port \(port) on cannot be launched; there may be 1 to "
                + "\(LocalProcesses.nodesMax), and base port + 1000 + nodes must be a port"
        case .portInUse(let address, let name):
            "\(address), where \(name) would listen, is in use; give another --base-port, or end who "
                + "listens there"
        case .notStarted(let program, let reason): "\(program) cannot be started: \(reason)"
        case .noFolder(let path, let reason):
            "the nodes' data cannot be kept in \(path): \(reason); give a --data directory that can be made "
                + "and written"
        case .noPipe(let reason): "no pipe can be had, so no node can be started: \(reason)"
        }
    }
}
