import EpidemicNode
import EpidemicWire
import Foundation
import Testing

@testable import outbreak

/// What a kill at any moment may cost: nothing that was acknowledged.
@Suite(.serialized) struct DurabilityTests {
    @Test func `a node that is killed again and again under writes loses no acknowledged one`()
        async throws
    {
        let folder = try ScratchFolder()
        let witness = try await NodeProcess("n2")
        var acknowledged = 0
        for life in 0..<5 {
            let node = try await NodeProcess(
                "n1", peers: [witness.gossip], gossip: "127.0.0.1:0", "--data",
                folder.path + "/data")
            try await expect(node, holds: acknowledged)
            acknowledged += await write(to: node, from: acknowledged, for: 200 + life * 37)
        }
        let last = try await NodeProcess(
            "n1", peers: [witness.gossip], gossip: "127.0.0.1:0", "--data", folder.path + "/data")
        #expect(acknowledged > 0)
        try await expect(last, holds: acknowledged)
        #expect(try await eventually { try await agree([last, witness]) })
        #expect(try await witness.status("diverged") == "0")
    }

    @Test func `a copied data directory begins a new life, and both go on`() async throws {
        let folder = try ScratchFolder()
        let data = folder.path + "/data"
        let first = try await NodeProcess("n1", gossip: "127.0.0.1:0", "--data", data)
        #expect(try await first.ask("SET", "a", "1") == .ok)
        #expect(first.end() == .exited(0))
        try FileManager.default.copyItem(atPath: data, toPath: folder.path + "/copy")

        let original = try await NodeProcess("n1", gossip: "127.0.0.1:0", "--data", data)
        let copy = try await NodeProcess(
            "n1", peers: [original.gossip], gossip: "127.0.0.1:0", "--data", folder.path + "/copy")
        #expect(copy.readyLine.contains("copy"))
        #expect(try await original.ask("SET", "b", "2") == .ok)
        #expect(try await copy.ask("SET", "c", "3") == .ok)
        #expect(try await eventually { try await agree([original, copy]) })
        #expect(try await copy.ask("MGET", "a", "b", "c").words == ["1", "2", "3"])
        #expect(try await original.status("diverged") == "0")
    }

    /// Writes numbered keys as fast as the node takes them, kills it in the midst of it, some time after
    /// the first was acknowledged, and tells how many were.
    private func write(to node: NodeProcess, from first: Int, for milliseconds: Int) async -> Int {
        let client = node.client
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let writer = Task {
            defer { beginning.finish() }
            var count = 0
            while true {
                let batch = (0..<16).map { offset in
                    let number = first + count + offset
                    return Task {
                        try await client.ask(["SET", "key-\(number)", "value-\(number)"])
                    }
                }
                for write in batch {
                    guard case .success(.simple("OK")) = await write.result else { return count }
                    count += 1
                    beginning.yield()
                }
            }
        }
        for await _ in begun { break }
        try? await Task.sleep(for: .milliseconds(milliseconds))
        node.kill()
        return await writer.value
    }

    private func expect(_ node: NodeProcess, holds count: Int) async throws {
        guard count > 0 else { return }
        let keys = (0..<count).map { "key-\($0)" }
        let answer = try await node.client.ask(["MGET"] + keys)
        #expect(answer.words == (0..<count).map { "value-\($0)" })
    }
}
