import EpidemicNode
import EpidemicWire
import Foundation

@testable import outbreak

/// One `outbreak node` on loopback, as a process, and a client at its control port.
final class NodeProcess {
    let name: String
    let client: ControlClient
    let gossip: HostPort
    let control: HostPort
    /// The line that it printed when it was ready.
    let readyLine: String
    private let child: ChildProcess
    private let folder: ScratchFolder
    private var hasEnded = false

    /// Starts a node and waits until it is ready.
    convenience init(
        _ name: String, peers: [HostPort] = [], gossip: String = "127.0.0.1:0", _ more: String...
    ) async throws {
        try await self.init(
            name, gossip: gossip, options: peers.flatMap { ["--peer", "\($0)"] } + more)
    }

    /// - Parameter launcher: a program, and what is put in front of the node's own command line.
    init(
        _ name: String, gossip: String = "127.0.0.1:0", options: [String], launcher: [String] = []
    ) async throws {
        self.name = name
        folder = try ScratchFolder()
        let output = try folder.write("", to: "output")
        let arguments =
            ["node", "--name", name, "--gossip", gossip, "--control", "127.0.0.1:0"]
            + options
        let line = launcher + [BuiltProgram.path] + arguments
        child = try ChildProcess(
            line[0], Array(line.dropFirst()), environment: ["PATH": "/usr/bin:/bin"],
            streams: .init(output: output, errors: try folder.write("", to: "errors")))
        guard let line = try await Self.firstLine(of: output) else {
            throw NotReady(name: name, errors: (try? folder.read("errors")) ?? "")
        }
        readyLine = line
        self.gossip = try Self.address(after: "gossip ", in: readyLine)
        control = try Self.address(after: "control ", in: readyLine)
        // Many programs at once may keep a node waiting for long.
        client = try await ControlClient.connect(to: control, within: .seconds(30))
    }

    deinit { if !hasEnded { kill() } }

    var number: pid_t { child.number }

    /// What is on its standard error.
    var errors: String { (try? folder.read("errors")) ?? "" }

    func ask(_ words: String...) async throws -> RESPValue { try await client.ask(words) }

    /// Sends it a signal that it lives through.
    func signal(_ signal: Int32) { Foundation.kill(child.number, signal) }

    /// Kills it as a power cut would, and waits until it is gone.
    func kill() {
        hasEnded = true
        Foundation.kill(child.number, SIGKILL)
        _ = child.wait()
    }

    /// Waits until it has ended, having been asked to.
    func untilEnded() -> ChildProcess.Ending {
        hasEnded = true
        return child.wait()
    }

    /// Asks it to end, and waits until it has.
    func end(with signal: Int32 = SIGTERM) -> ChildProcess.Ending {
        hasEnded = true
        Foundation.kill(child.number, signal)
        return child.wait()
    }

    /// One value of its status.
    func status(_ name: String) async throws -> String {
        guard case .bulk(let bytes) = try await ask("OUTBREAK", "STATUS"),
            let status = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        else { throw ControlError.closed }
        if let counters = status["counters"] as? [String: Any], let count = counters[name] {
            return "\(count)"
        }
        return status[name].map { "\($0)" } ?? ""
    }

    /// A node that did not tell within half a minute that it is ready.
    struct NotReady: Error {
        let name: String
        /// What it said instead.
        let errors: String
    }

    private static func firstLine(of path: String) async throws -> String? {
        for _ in 0..<3_000 {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            if let end = text.firstIndex(of: "\n") { return String(text[..<end]) }
            try await Task.sleep(for: .milliseconds(10))
        }
        return nil
    }

    private static func address(after word: String, in line: String) throws -> HostPort {
        guard let start = line.range(of: word)?.upperBound,
            let address = HostPort(String(line[start...].prefix { !" ,".contains($0) }))
        else { throw ControlError.closed }
        return address
    }
}

/// Whether all nodes hold the same table.
func agree(_ nodes: [NodeProcess]) async throws -> Bool {
    var roots: Set<String> = []
    for node in nodes { roots.insert(try await node.status("root")) }
    return roots.count == 1
}
