import ClusterObservation
import Epidemic
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
    private let children: Mutex<[pid_t?]>
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
        children = Mutex(Array(repeating: nil, count: plan.nodes))
        if let data = plan.data { mkdir(data, 0o700) }
        for index in 0..<plan.nodes { try checkPorts(of: index) }
        for index in 0..<plan.nodes { try start(index, of: plan.nodes) }
    }

    deinit { endAll() }

    /// Processes that are launched at most.
    public static let nodesMax = 900

    /// The control addresses, by node.
    public var controls: [HostPort] {
        (0..<children.withLock { $0.count }).map(control)
    }

    /// The numbers of the processes that run, by node.
    public var numbers: [pid_t] { children.withLock { $0.compactMap(\.self) } }

    /// One line for each node: name, gossip and control address.
    public var lines: [String] {
        (0..<children.withLock { $0.count }).map {
            "\(name(of: $0)) gossip \(gossip(of: $0)) control \(control(of: $0))"
        }
    }

    /// Whether the nodes keep their data.
    var hasDisks: Bool { plan.data != nil }

    func name(of index: Int) -> String { "n\(index + 1)" }

    /// Takes note of processes that ended without having been asked to by this one.
    ///
    /// - Returns: the names of those that did since the last call.
    @discardableResult
    public func reap() -> [String] {
        children.withLock { children in
            children.indices.filter { index in
                guard let child = children[index], waitpid(child, nil, WNOHANG) == child else {
                    return false
                }
                children[index] = nil
                return true
            }.map(name)
        }
    }

    /// Kills a process as a power cut would.
    func kill(_ index: Int) -> CommandOutcome.Result {
        reap()
        let child = children.withLock { children in
            defer { children[index] = nil }
            return children[index]
        }
        guard let child else { return .refused("\(name(of: index)) is down already") }
        Glibc.kill(child, SIGKILL)
        _ = waitpid(child, nil, 0)
        return .done
    }

    /// Starts a process again, with its data or without.
    func restart(_ index: Int, _ data: RestartData) -> CommandOutcome.Result {
        reap()
        guard children.withLock({ $0[index] }) == nil else {
            return .refused("\(name(of: index)) is up already")
        }
        switch data {
        case .kept: break
        case .lost: removeData(of: index)
        }
        do {
            try checkPorts(of: index)
            try start(index, of: children.withLock { $0.count })
            return .done
        } catch {
            return .refused("\(error)")
        }
    }

    /// Starts one more node.
    func add() -> Result<HostPort, any Error> {
        let index = children.withLock { children in
            children.append(nil)
            return children.count - 1
        }
        return Result {
            try checkPorts(of: index)
            try start(index, of: index + 1)
            return control(of: index)
        }
    }

    /// Asks all processes to end, and waits until they have.
    public func endAll() {
        let running = children.withLock { children in
            defer { for index in children.indices { children[index] = nil } }
            return children.compactMap(\.self)
        }
        for child in running { Glibc.kill(child, SIGTERM) }
        for child in running { _ = waitpid(child, nil, 0) }
    }

    private func checkPorts(of index: Int) throws {
        if let taken = PortCheck.taken(gossip: gossip(of: index), control: control(of: index)) {
            throw LaunchError.portInUse(taken, name(of: index))
        }
    }

    private func start(_ index: Int, of count: Int) throws {
        var words = [
            "node", "--name", name(of: index), "--gossip", "\(gossip(of: index))", "--control",
            "\(control(of: index))", "--transport", plan.transport.rawValue, "--end-with-input",
        ]
        for other in 0..<count where other != index { words += ["--peer", "\(gossip(of: other))"] }
        if let data = plan.data { words += ["--data", "\(data)/\(name(of: index))"] }
        words += plan.options
        let child = try ChildProgram.start(plan.program, words, input: lifeline)
        children.withLock { $0[index] = child }
    }

    private func removeData(of index: Int) {
        guard let data = plan.data else { return }
        let directory = "\(data)/\(name(of: index))"
        for file in ["outbreak.sqlite", "outbreak.sqlite-wal", "outbreak.sqlite-shm", "mark"] {
            unlink("\(directory)/\(file)")
        }
    }

    private func gossip(of index: Int) -> HostPort {
        HostPort(host: "127.0.0.1", port: plan.basePort + UInt16(index + 1))
    }

    private func control(of index: Int) -> HostPort {
        HostPort(host: "127.0.0.1", port: plan.basePort + 1_000 + UInt16(index + 1))
    }
}

/// Why processes cannot be launched.
public enum LaunchError: Error, Hashable, Sendable {
    case tooMany(Int, UInt16)
    /// Somebody listens where a node was to.
    case portInUse(HostPort, String)
    case notStarted(String, reason: String)
    case noPipe(reason: String)
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
        case .noPipe(let reason): "no pipe can be had, so no node can be started: \(reason)"
        }
    }
}
