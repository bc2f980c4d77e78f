import Epidemic
import EpidemicWire

@testable import EpidemicNode

/// A node on loopback, at ports of its own, and a client at its control port.
struct TestNode {
    let node: Node
    let client: ControlClient

    static func start(
        _ name: String = "n1", gossip: UInt16 = 0, peers: [HostPort] = [], data: String? = nil,
        _ change: (inout NodeConfiguration) -> Void = { _ in }
    ) async throws -> TestNode {
        var configuration = NodeConfiguration(
            name: ReplicaName(name)!, gossip: HostPort(host: "127.0.0.1", port: gossip),
            peers: peers, seed: 7)
        configuration.control = HostPort(host: "127.0.0.1", port: 0)
        configuration.dataDirectory = data
        configuration.leaveTimeout = .milliseconds(300)
        change(&configuration)
        let node = try await Node.start(configuration)
        await node.untilReady()
        // Many tests at once may keep a node waiting for long.
        let client = try await ControlClient.connect(to: node.control!, within: .seconds(30))
        return TestNode(node: node, client: client)
    }

    /// A port that the system gives to nobody who does not ask for it, so that it is free again as soon as
    /// a node has left it, whatever other tests do.
    static var quietPort: UInt16 { UInt16.random(in: 20_000..<32_000) }

    /// A node whose clients must give a password.
    static func startProtected(
        password: String, _ change: (inout NodeConfiguration) -> Void = { _ in }
    ) async throws -> Node {
        var configuration = NodeConfiguration(
            name: "n1", gossip: HostPort(host: "127.0.0.1", port: 0), seed: 7)
        configuration.control = HostPort(host: "127.0.0.1", port: 0)
        configuration.password = Password(Array(password.utf8))
        change(&configuration)
        return try await Node.start(configuration)
    }

    /// Two nodes that know each other.
    static func pair(
        _ change: (inout NodeConfiguration) -> Void = { _ in }
    ) async throws -> (TestNode, TestNode) {
        let first = try await start("n1", change)
        let second = try await start("n2", peers: [first.node.gossip], change)
        return (first, second)
    }

    func ask(_ words: String...) async throws -> RESPValue { try await client.ask(words) }

    /// Waits until the answer to a question is this one.
    func untilAnswer(_ answer: RESPValue, to words: String...) async throws {
        try await until { try await client.ask(words) == answer }
    }

    /// Waits until something has been counted under a name.
    func untilCounted(_ name: String) async throws {
        try await until {
            try await node.onLoop { driver in
                driver.status().counters.contains { $0.name == name && $0.count > 0 }
            }.get()
        }
    }

    /// Waits until something is so, and looks again whenever anything has happened in the node.
    func until(_ condition: () async throws -> Bool) async throws {
        let (happenings, bell) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        bell.yield()
        let token = try await node.onLoop { driver in
            driver.onArrival = { bell.yield() }
            return driver.observers.add { _, _ in bell.yield() }
        }.get()
        for await _ in happenings where try await condition() { break }
        try await node.onLoop { driver in
            driver.onArrival = {}
            driver.observers.remove(token)
        }.get()
    }

    func stop() async {
        node.stop()
        _ = await node.untilEnded()
    }
}
