import Epidemic
import EpidemicWire
import Logging
import Synchronization

@testable import EpidemicNode

/// A log that is kept as lines.
final class LinesLog: LogHandler, Sendable {
    private let kept = Mutex<[String]>([])
    private let level: Logger.Level
    private let (rings, bell) = AsyncStream.makeStream(
        of: Void.self, bufferingPolicy: .bufferingNewest(1))

    init(_ level: Logger.Level = .notice) { self.level = level }

    var lines: [String] { kept.withLock { $0 } }

    func count(of text: String) -> Int { lines.count { $0.contains(text) } }

    var logLevel: Logger.Level {
        get { level }
        set {}
    }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        let details = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted()
        kept.withLock { $0.append("\(event.message) " + details.joined(separator: " ")) }
        bell.yield()
    }

    /// Waits for a line in which something stands; one at a time may.
    func line(with text: String) async -> String {
        for await _ in rings {
            if let line = lines.first(where: { $0.contains(text) }) {
                bell.yield()
                return line
            }
        }
        return ""
    }

    /// A keyring of one key.
    static func keyring(_ key: UInt8) throws -> Keyring {
        try Keyring(fileText: String(repeating: "0\(key)", count: 32))
    }

    /// A node on loopback that writes this log.
    func start(_ name: String, key: UInt8?) async throws -> TestNode {
        var configuration = NodeConfiguration(
            name: ReplicaName(name)!, gossip: HostPort(host: "127.0.0.1", port: 0), seed: 7)
        configuration.control = HostPort(host: "127.0.0.1", port: 0)
        configuration.keyring = try key.map { try Self.keyring($0) }
        let node = try await Node.start(configuration, logger: Logger(label: name) { _ in self })
        let client = try await ControlClient.connect(to: node.control!, within: .seconds(30))
        return TestNode(node: node, client: client)
    }

    func until(_ node: TestNode, tells text: String) async throws {
        try await node.until { count(of: text) > 0 }
    }
}
