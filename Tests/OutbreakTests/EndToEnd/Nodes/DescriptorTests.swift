import EpidemicNode
import EpidemicWire
import Foundation
import Testing

@testable import outbreak

/// A node that may open no more files.
@Suite struct DescriptorTests {
    @Test func `at the limit of descriptors a node rests between attempts, and goes on afterwards`()
        async throws
    {
        let node = try await NodeProcess("n1")
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(node.number)/fd")
        let limiting = try ChildProcess(
            "/usr/bin/prlimit", ["--pid", "\(node.number)", "--nofile=\(open.count + 8)"],
            environment: [:], streams: .init())
        #expect(limiting.wait() == .exited(0))
        var waiting: [OpenConnection] = []
        for _ in 0..<40 { waiting.append(try OpenConnection(to: node.control)) }
        try await Task.sleep(for: .milliseconds(300))
        let before = try await Self.attempts(of: node)
        try await Task.sleep(for: .seconds(1))
        let attempts = try await Self.attempts(of: node) - before
        // Ten a second and a few more; without a rest it is tens of thousands.
        #expect((1...100).contains(attempts), "\(attempts) attempts")
        waiting.removeAll()
        #expect(
            try await eventually(within: 60) {
                let client = try? await ControlClient.connect(to: node.control, within: .seconds(1))
                return try await client?.ask(["PING"]) == .simple("PONG")
            })
    }

    /// How often it could not take a connection.
    private static func attempts(of node: NodeProcess) async throws -> Int {
        Int(try await node.status("connection not accepted")) ?? 0
    }
}

/// A connection on which nothing is said.
private final class OpenConnection {
    private let number: Int32

    init(to address: HostPort) throws {
        number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = address.port.bigEndian
        place.sin_addr.s_addr = inet_addr(address.host)
        let outcome = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard outcome == 0 else { throw POSIXError(.ECONNREFUSED) }
    }

    deinit { close(number) }
}
