import EpidemicNode
import EpidemicWire
import Foundation
import Laboratory

/// Processes that were launched to be measured, and a client at each of them.
struct LaunchedNodes: Sendable {
    let clients: [ControlClient]
    private let processes: LocalProcesses

    /// Launches nodes, and waits until each has heard all others.
    ///
    /// - Parameter news: told what any of them says without having been asked.
    /// - Throws: `Complaint`; then none of them is left.
    init(
        _ count: Int, _ transport: TransportKind,
        news: @escaping ControlClient.News = { _ in }
    ) async throws(Complaint) {
        let plan = LocalProcesses.Plan(
            program: OwnProgram.path, nodes: count, transport: transport,
            basePort: try FreePorts.base(for: count))
        do {
            processes = try LocalProcesses(plan)
        } catch {
            throw .failed("\(error)")
        }
        var clients: [ControlClient] = []
        for address in processes.controls {
            clients.append(try await Self.connect(to: address, news))
        }
        self.clients = clients
        for client in clients { try await Self.waitUntil(client, knows: count - 1) }
    }

    /// Where each is controlled.
    var controls: [HostPort] { processes.controls }

    /// The process of each.
    var numbers: [pid_t] { processes.numbers }

    /// Ends all of them.
    func end() {
        for client in clients { client.close() }
        processes.endAll()
    }

    /// Asks one of them.
    ///
    /// - Throws: `Complaint` when it refuses, or is gone.
    func ask(_ node: Int, _ words: [String]) async throws(Complaint) -> RESPValue {
        try await clients[node].answer(to: words)
    }

    private static func connect(
        to address: HostPort, _ news: @escaping ControlClient.News
    ) async throws(Complaint) -> ControlClient {
        var reason = ""
        for _ in 0..<patience {
            do {
                return try await ControlClient.connect(to: address, news: news)
            } catch {
                reason = "\(error)"
            }
            try? await Task.sleep(for: pause)
        }
        throw .failed("a node did not become ready: \(reason)")
    }

    private static func waitUntil(_ client: ControlClient, knows others: Int)
        async throws(Complaint)
    {
        for _ in 0..<patience {
            if case .array(let members) = try await client.answer(to: ["OUTBREAK", "MEMBERS"]),
                members.count(where: \.isHeard) == others, await isReady(client)
            {
                return
            }
            try? await Task.sleep(for: pause)
        }
        throw .failed("the nodes that were launched did not find each other")
    }

    /// Whether a node takes writes.
    private static func isReady(_ client: ControlClient) async -> Bool {
        (try? await client.ask(["PING"])) == .simple("PONG")
    }

    private static let patience = 400
    private static let pause = Duration.milliseconds(25)
}

extension ControlClient {
    /// - Throws: `Complaint` when the node refuses, or is gone.
    func answer(to words: [String]) async throws(Complaint) -> RESPValue {
        let answer: RESPValue
        do {
            answer = try await ask(words)
        } catch {
            throw .failed("a node ended while it was measured: \(error)")
        }
        if case .error(let text) = answer {
            throw .failed("a node refused '\(words[0])' while it was measured: \(text)")
        }
        return answer
    }
}

extension RESPValue {
    /// Whether a member's line says that it was heard.
    fileprivate var isHeard: Bool {
        guard case .map(let pairs) = self else { return false }
        return pairs.contains { $0.key == .text("state") && $0.value == .text("alive") }
    }
}
