import EpidemicNode
import EpidemicWire
import Foundation
import Testing

@testable import outbreak

/// Several processes on loopback.
@Suite(.serialized) struct ClusterTests {
    @Test func `two halves that were cut apart agree once they are healed`() async throws {
        let nodes = try await cluster(of: 4)
        #expect(try await eventually { try await Self.allKnowEachOther(nodes) })
        for left in nodes[..<2] {
            for right in nodes[2...] { _ = try await left.ask("OUTBREAK", "CUT", right.name) }
        }
        #expect(try await nodes[0].ask("SET", "side", "left") == .ok)
        #expect(try await nodes[3].ask("SET", "side", "right") == .ok)
        #expect(try await nodes[3].ask("SET", "other", "right") == .ok)
        #expect(try await eventually { try await nodes[1].ask("GET", "side") == .text("left") })
        #expect(try await eventually { try await nodes[2].ask("GET", "other") == .text("right") })
        #expect(try await nodes[0].ask("GET", "other") == .null)
        for node in nodes { _ = try await node.ask("OUTBREAK", "HEAL") }
        #expect(try await eventually(within: 40) { try await agree(nodes) })
        #expect(try await nodes[0].ask("GET", "other") == .text("right"))
    }

    @Test func `half of all messages may be lost`() async throws {
        let nodes = try await cluster(of: 3)
        for node in nodes { #expect(try await node.ask("OUTBREAK", "LOSS", "*", "0.5") == .ok) }
        for number in 0..<200 {
            _ = try await nodes[number % 3].ask("SET", "key-\(number)", "\(number)")
        }
        #expect(
            try await eventually(within: 40) {
                let counts = try await [nodes[0].ask("DBSIZE"), nodes[2].ask("DBSIZE")]
                guard counts == [.integer(200), .integer(200)] else { return false }
                return try await agree(nodes)
            })
    }

    @Test func `garbage on every port hurts nobody, and is counted`() async throws {
        let nodes = try await cluster(of: 2)
        for address in [nodes[0].gossip, nodes[0].control] { Garbage.pour(on: address) }
        #expect(try await nodes[1].ask("SET", "a", "1") == .ok)
        #expect(try await eventually { try await nodes[0].ask("GET", "a") == .text("1") })
        #expect(try await nodes[0].status("another protocol") != "0")
        #expect(nodes[0].end() == .exited(0))
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `a node that is asked to end does so in good order`(signal: Int32) async throws {
        let node = try await NodeProcess("n1")
        #expect(node.readyLine.hasPrefix("node n1 is ready: gossip 127.0.0.1:"))
        let outcome = try BuiltProgram.run("status", "\(node.control)", "--format", "json")
        #expect(outcome.status == 0)
        let status = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let names = [
            "name", "epoch", "incarnation", "clock", "keys", "root", "cache", "rumors", "members",
            "counters",
        ]
        #expect(Set(names).isSubset(of: (status as? [String: Any] ?? [:]).keys))
        #expect(node.end(with: signal) == .exited(0))
    }

    @Test(arguments: [
        (["node", "--name", "n 1"], 64, "--name"),
        (["node", "--name", "n1", "--gossip", "nowhere"], 64, "HOST:PORT"),
        (["node", "--name", "n1", "--control", "0.0.0.0:0"], 64, "--password-file"),
        (["node", "--name", "n1", "--gossip", "0.0.0.0:0"], 64, "--insecure"),
        (["registry", "--listen", "0.0.0.0:0"], 64, "--key-file"),
        (
            [
                "node", "--name", "n1", "--gossip", "127.0.0.1:0", "--control", "127.0.0.1:0",
                "--data", "/dev/null",
            ], 1, "/dev/null"
        ),
        (["node", "--name", "n1", "--password-file", "/nonexistent"], 1, "/nonexistent"),
        (["node", "--name", "n1", "--key-file", "/nonexistent"], 1, "/nonexistent"),
        (["up", "--hunt-limit", "3", "--headless"], 64, "hunt"),
        (["status", "127.0.0.1:1"], 1, "127.0.0.1:1: Connection refused;"),
    ])
    func `bad input is told in one sentence`(
        arguments: [String], status: Int, word: String
    ) throws {
        let outcome = try BuiltProgram.run(arguments)
        #expect(outcome.status == Int32(status))
        #expect(outcome.errors.contains(word))
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.output.isEmpty)
    }

    @Test func `a node takes as many connections as the system lets it`() async throws {
        let node = try await NodeProcess("n1")
        let limits = try String(contentsOfFile: "/proc/\(node.number)/limits", encoding: .utf8)
        let line = limits.split(separator: "\n").first { $0.hasPrefix("Max open files") }
        let numbers = (line ?? "").split(separator: " ").compactMap { Int($0) }
        #expect(numbers.count == 2)
        #expect(numbers.first == min(numbers.last ?? 0, 65_536))
    }

    /// Nodes of which each knows those before it.
    private func cluster(of count: Int) async throws -> [NodeProcess] {
        var nodes: [NodeProcess] = []
        for number in 1...count {
            nodes.append(try await NodeProcess("n\(number)", peers: nodes.map(\.gossip)))
        }
        return nodes
    }

    private static func allKnowEachOther(_ nodes: [NodeProcess]) async throws -> Bool {
        for node in nodes {
            guard case .array(let members) = try await node.ask("OUTBREAK", "MEMBERS") else {
                return false
            }
            if members.count < nodes.count - 1 { return false }
        }
        return true
    }
}

/// Bytes that mean nothing, from a generator that says the same each time.
enum Garbage {
    static func pour(on address: HostPort) {
        var state: UInt64 = 42
        for kind in [SOCK_DGRAM, SOCK_STREAM] {
            let socket = Glibc.socket(AF_INET, Int32(kind.rawValue), 0)
            defer { close(socket) }
            var place = sockaddr_in()
            place.sin_family = sa_family_t(AF_INET)
            place.sin_port = address.port.bigEndian
            place.sin_addr.s_addr = inet_addr(address.host)
            let isConnected = withUnsafePointer(to: &place) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard isConnected == 0 else { continue }
            for _ in 0..<2_000 {
                let bytes = (0..<64).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return UInt8(truncatingIfNeeded: state >> 33)
                }
                _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            }
        }
    }
}
