import EpidemicNode
import EpidemicWire
import Foundation
import Synchronization

/// One `outbreak node` on a host of its own, in all its lives, and how clients reach it.
///
/// They come over a socket in the file system, so that nothing that befalls the network befalls them.
final class ChaosNode: Sendable {
    let number: Int
    let host: ChaosHost
    let hasDisk: Bool
    private let program: String
    /// Looked at before each start.
    private let options: @Sendable () -> [String]
    private let folder: ScratchFolder
    private let lifeline: String
    private let state = Mutex(State())

    private struct State {
        var life = -1
        var process: ChildProcess?
        /// Whether it has been asked to end.
        var isEnding = false
    }

    var name: String { "n\(number + 1)" }

    /// - Parameters:
    ///   - program: the path of `outbreak`.
    ///   - lifeline: a pipe whose end ends the process.
    init(
        _ program: String, on host: ChaosHost, hasDisk: Bool,
        options: @escaping @Sendable () -> [String], lifeline: String, in folder: ScratchFolder
    ) {
        self.program = program
        (number, self.host, self.hasDisk) = (host.number, host, hasDisk)
        (self.options, self.lifeline, self.folder) = (options, lifeline, folder)
    }

    /// Which of its processes runs; nil while none does.
    var life: Int? { state.withLock { $0.process == nil ? nil : $0.life } }

    /// How it ended though nobody asked it to; told once.
    func takeAccident() -> ChildProcess.Ending? {
        state.withLock { state in
            guard !state.isEnding, let ending = state.process?.endingNow() else { return nil }
            state.process = nil
            return ending
        }
    }

    // MARK: Its processes

    /// Starts a process.
    ///
    /// - Returns: which life that is.
    @discardableResult
    func start() throws -> Int {
        try state.withLock { state in
            let life = state.life + 1
            let line = host.namespace.launcher + [program] + arguments
            state.process = try ChildProcess(
                line[0], Array(line.dropFirst()), environment: ["PATH": "/usr/bin:/bin"],
                streams: .init(
                    input: lifeline, output: try folder.write("", to: "\(name)-\(life).out"),
                    errors: try folder.write("", to: "\(name)-\(life).log")))
            (state.life, state.isEnding) = (life, false)
            return life
        }
    }

    private var arguments: [String] {
        let disk = hasDisk ? ["--data", host.data, "--disk-reserve", "4mb"] : []
        return [
            "node", "--name", name, "--gossip", "\(host.gossip)", "--control", "unix:\(socket)",
            "--end-with-input", "--log-level", "info",
        ] + disk + options()
    }

    private var socket: String { folder.path + "/\(name).sock" }

    /// Whether a life has said that it is ready.
    func isReady(_ life: Int) -> Bool {
        ((try? folder.read("\(name)-\(life).out")) ?? "").contains("\n")
    }

    /// What a life said of itself.
    func log(of life: Int) -> String { (try? folder.read("\(name)-\(life).log")) ?? "" }

    func signal(_ signal: Int32) {
        if let process = state.withLock({ $0.process }) { kill(process.number, signal) }
    }

    /// Kills it as a power cut would, and waits until it is gone.
    func end() async throws { _ = try await end(with: SIGKILL, within: 60) }

    /// Asks it to end.
    ///
    /// - Returns: how it did; nil when it had to be killed.
    func stop() async throws -> ChildProcess.Ending? { try await end(with: SIGTERM, within: 60) }

    private func end(with signal: Int32, within limit: Double) async throws
        -> ChildProcess.Ending?
    {
        let process = state.withLock { state in
            state.isEnding = true
            return state.process
        }
        guard let process else { return nil }
        kill(process.number, signal)
        var ending: ChildProcess.Ending?
        _ = try await eventually(within: limit) {
            ending = process.endingNow()
            return ending != nil
        }
        if ending == nil {
            kill(process.number, SIGKILL)
            _ = process.wait()
        }
        state.withLock { $0.process = nil }
        return ending
    }

    /// Bytes of memory that it takes.
    var residentBytes: Int? {
        guard let process = state.withLock({ $0.process }),
            let text = try? String(
                contentsOfFile: "/proc/\(process.number)/statm", encoding: .utf8),
            let pages = Int(text.split(separator: " ").dropFirst().first ?? "")
        else { return nil }
        return pages * 4_096
    }

    // MARK: Its clients

    /// A client of the life that runs now.
    func connect() async throws -> ChaosClient {
        guard let before = life, let address = HostPort(control: "unix:\(socket)") else {
            throw ControlError.closed
        }
        let client = try await ControlClient.connect(to: address, within: .seconds(1))
        guard life == before else {
            client.close()
            throw ControlError.closed
        }
        return ChaosClient(client: client, life: before)
    }

    /// What it says of itself.
    func status() async throws -> [String: Any] {
        let client = try await connect()
        defer { client.close() }
        guard case .bulk(let bytes) = try await client.ask(["OUTBREAK", "STATUS"]),
            let status = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        else { throw ControlError.closed }
        return status
    }
}

/// A connection to one life of a node, which gives up on whoever does not answer.
struct ChaosClient: Sendable {
    let client: ControlClient
    let life: Int

    /// Asks one question; whoever does not answer it is asked nothing more.
    func ask(_ words: [String], within limit: Duration = .seconds(2)) async throws -> RESPValue {
        let end = Task {
            try await Task.sleep(for: limit)
            client.close()
        }
        defer { end.cancel() }
        return try await client.ask(words)
    }

    func close() { client.close() }
}
