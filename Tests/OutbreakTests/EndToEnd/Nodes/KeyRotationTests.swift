import EpidemicNode
import EpidemicWire
import Foundation
import Testing

@testable import outbreak

/// Keys that are exchanged on running nodes, while they are written to.
@Suite(.serialized) struct KeyRotationTests {
    private static let old = String(repeating: "a1", count: 32)
    private static let new = String(repeating: "b2", count: 32)

    @Test func `keys are added, promoted and removed under load, and no write is lost`()
        async throws
    {
        let folder = try ScratchFolder()
        let path = try folder.write(Self.old, to: "keys")
        var nodes: [NodeProcess] = []
        for number in 1...3 {
            nodes.append(
                try await NodeProcess(
                    "n\(number)", peers: nodes.map(\.gossip), "--key-file", path))
        }
        let writers = nodes.map { Writer(at: $0) }
        var reads = 0
        for keys in [[Self.old, Self.new], [Self.new, Self.old], [Self.new]] {
            _ = try folder.write(keys.joined(separator: "\n"), to: "keys")
            reads += 1
            try await expectWrites(at: nodes)
            for node in nodes {
                node.signal(SIGHUP)
                #expect(try await eventually { Self.keysRead(by: node) == reads })
            }
        }
        var written = 0
        for writer in writers { written += await writer.stop() }
        #expect(
            try await eventually(within: 15) {
                for node in nodes where try await node.ask("DBSIZE") != .integer(Int64(written)) {
                    return false
                }
                return try await agree(nodes)
            })
    }

    @Test func `with a key that was removed, or with none, nothing gets in and nothing comes out`()
        async throws
    {
        let folder = try ScratchFolder()
        let node = try await NodeProcess(
            "n1", gossip: "127.0.0.1:0", "--key-file", try folder.write(Self.new, to: "new"))
        let outsiders = [
            try await NodeProcess("n2", peers: [node.gossip], gossip: "127.0.0.1:0"),
            try await NodeProcess(
                "n3", peers: [node.gossip], gossip: "127.0.0.1:0", "--key-file",
                try folder.write(Self.old, to: "old")),
        ]
        #expect(try await node.ask("SET", "inside", "1") == .ok)
        for outsider in outsiders { #expect(try await outsider.ask("SET", "outside", "1") == .ok) }
        for name in ["not sealed", "unknown key"] {
            #expect(try await eventually { try await node.status(name) != "0" }, "\(name)")
        }
        #expect(try await node.ask("KEYS", "*").words == ["inside"])
        for outsider in outsiders {
            #expect(try await outsider.ask("KEYS", "*").words == ["outside"])
            #expect(try await outsider.status("packets received") == "0")
        }
    }

    /// Waits until every node has taken some more writes.
    private func expectWrites(at nodes: [NodeProcess]) async throws {
        for node in nodes {
            guard case .integer(let before) = try await node.ask("DBSIZE") else { return }
            #expect(
                try await eventually {
                    guard case .integer(let now) = try await node.ask("DBSIZE") else {
                        return false
                    }
                    return now > before + 10
                })
        }
    }

    /// How often a node has read its keys again, by its log.
    private static func keysRead(by node: NodeProcess) -> Int {
        node.errors.components(separatedBy: "read the keys again").count - 1
    }
}

/// Writes one key after the other at a node until it is told to stop.
private final class Writer: Sendable {
    private let task: Task<Int, Never>

    init(at node: NodeProcess) {
        let (client, name) = (node.client, node.name)
        task = Task {
            var count = 0
            while !Task.isCancelled {
                let answer = try? await client.ask(["SET", "\(name)-\(count)", "value"])
                guard answer == .ok else { break }
                count += 1
            }
            return count
        }
    }

    /// - Returns: how many writes were acknowledged.
    func stop() async -> Int {
        task.cancel()
        return await task.value
    }
}
