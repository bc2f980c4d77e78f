import EpidemicNode
import EpidemicWire
import Foundation
import Testing

@testable import outbreak

/// What nodes do and say when they are asked to end.
@Suite(.serialized) struct StopTests {
    @Test(arguments: ["udp", "tcp"])
    func `nodes that end together under gossip close in order`(transport: String) async throws {
        let first = try await NodeProcess("n1", gossip: "127.0.0.1:0", "--transport", transport)
        var nodes = [first]
        for number in 2...6 {
            nodes.append(
                try await NodeProcess(
                    "n\(number)", peers: nodes.map(\.gossip), "--transport", transport,
                    "--metrics", "127.0.0.1:0"))
        }
        for node in nodes {
            for key in 0..<20 { _ = try await node.ask("SET", "\(node.name)-\(key)", "v") }
        }
        for node in nodes { node.signal(SIGTERM) }
        for node in nodes {
            #expect(node.untilEnded() == .exited(0))
            #expect(!node.errors.contains("EventLoop"))
        }
    }
}

/// What an orderly stop may cost: nothing that was acknowledged.
@Suite(.serialized) struct HandOverTests {
    @Test(arguments: [1, 5_000])
    func `what was acknowledged a moment before a stop is on the other node`(count: Int)
        async throws
    {
        let other = try await NodeProcess("n2")
        // Among hundreds of tests the other one may take seconds to answer.
        let node = try await NodeProcess(
            "n1", options: ["--peer", "\(other.gossip)", "--leave-timeout", "200s"])
        let client = node.client
        try await withThrowingTaskGroup(of: RESPValue.self) { group in
            for number in 0..<count {
                group.addTask { try await client.ask(["SET", "key-\(number)", "v"]) }
            }
            for try await answer in group { #expect(answer == .ok) }
        }
        #expect(node.end() == .exited(0))
        // A busy machine is a reason for other warnings.
        #expect(!node.errors.contains("still being spread"))
        #expect(try await other.ask("DBSIZE") == .integer(Int64(count)))
    }

    @Test func `who is alone with what it spreads says how much that is`() async throws {
        let node = try await NodeProcess(
            "n1", options: ["--peer", "127.0.0.1:9", "--leave-timeout", "200ms"])
        #expect(try await node.ask("SET", "a", "1") == .ok)
        #expect(node.end() == .exited(0))
        #expect(node.errors.contains("the 1 updates"))
    }

    @Test func `while it leaves, a node answers and refuses writes; a second signal ends it`()
        async throws
    {
        let node = try await NodeProcess(
            "n1", options: ["--peer", "127.0.0.1:9", "--leave-timeout", "10m"])
        #expect(try await node.ask("SET", "a", "1") == .ok)
        node.signal(SIGTERM)
        let refused = try await eventually {
            if case .error(let text) = try await node.ask("SET", "b", "1") {
                return text.hasPrefix("READONLY")
            }
            return false
        }
        #expect(refused)
        #expect(try await node.ask("GET", "a") == .text("1"))
        #expect(node.end() == .exited(0))
    }

    /// Three nodes without disks are restarted one after another while clients write to them; every
    /// write that any of them acknowledged is on all of them at the end.
    @Test func `a rolling restart without disks loses no acknowledged write`() async throws {
        var nodes: [NodeProcess] = []
        for number in 1...3 { nodes.append(try await start(number, besides: nodes)) }
        var acknowledged: Set<String> = []
        for place in nodes.indices {
            let node = nodes[place]
            let client = node.client
            let writer = Task { await Self.write(to: client, as: "\(place)") }
            for _ in 0..<40 {
                let key = "steady-\(acknowledged.count)"
                if try await nodes[(place + 1) % 3].ask("SET", key, "v") == .ok {
                    acknowledged.insert(key)
                }
            }
            #expect(node.end() == .exited(0))
            acknowledged.formUnion(await writer.value)
            let others = nodes.indices.filter { $0 != place }.map { nodes[$0] }
            nodes[place] = try await start(place + 1, besides: others)
        }
        #expect(try await eventually { try await agree(nodes) })
        let missing = try await lacking(acknowledged, at: nodes[0])
        #expect(acknowledged.count > 120)
        #expect(missing == [])
    }

    private func start(_ number: Int, besides others: [NodeProcess]) async throws -> NodeProcess {
        let node = try await NodeProcess(
            "n\(number)", peers: others.map(\.gossip), "--anti-entropy-interval", "500ms")
        if !others.isEmpty {
            #expect(try await eventually { try await agree([node] + others) })
        }
        return node
    }

    /// Writes until the node refuses or is gone, and tells what it acknowledged.
    private static func write(
        to client: ControlClient, as name: String
    ) async -> Set<String> {
        var written: Set<String> = []
        while let answer = try? await client.ask(["SET", "\(name)-\(written.count)", "v"]),
            answer == .ok
        {
            written.insert("\(name)-\(written.count)")
        }
        return written
    }

    private func lacking(_ keys: Set<String>, at node: NodeProcess) async throws -> [String] {
        var missing: [String] = []
        for key in keys.sorted() where try await node.ask("EXISTS", key) != .integer(1) {
            missing.append(key)
        }
        return missing
    }
}
