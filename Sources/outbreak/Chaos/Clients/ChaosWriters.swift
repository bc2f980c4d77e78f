import Epidemic
import EpidemicWire
import Foundation
import Synchronization

/// Clients that write, delete and read keys on all nodes, each one operation at a time.
///
/// They walk through the keys together, so that those that they leave stay as they are until the end.
struct ChaosWriters: Sendable {
    let nodes: [ChaosNode]
    let record: ChaosRecord
    let seed: UInt64

    private static let clients = 6
    /// Keys that are in use at once.
    private static let window = 40

    /// Works until the task is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            for client in 0..<Self.clients {
                group.addTask { await work(client) }
            }
        }
    }

    private func work(_ client: Int) async {
        var generator = SeededGenerator(seed: seed, stream: 100 + UInt64(client))
        var count = 0
        while !Task.isCancelled {
            let node = nodes[generator.below(nodes.count)]
            guard let connection = try? await node.connect() else {
                try? await Task.sleep(for: .milliseconds(50))
                continue
            }
            defer { connection.close() }
            for _ in 0..<(5 + generator.below(40)) where !Task.isCancelled {
                count += 1
                let isGood = await act(
                    node, connection, value: "\(client)-\(count)", &generator)
                guard isGood else { break }
                try? await Task.sleep(for: .milliseconds(5 + generator.below(40)))
            }
        }
    }

    /// Does one thing to one key.
    ///
    /// - Returns: whether the node answers.
    private func act(
        _ node: ChaosNode, _ client: ChaosClient, value: String,
        _ generator: inout SeededGenerator
    ) async -> Bool {
        let done = record.operations.withLock { count in
            count += 1
            return count
        }
        let recent = done / 8 + generator.below(Self.window)
        let key = generator.below(12) == 0 ? generator.below(recent + 1) : recent
        switch generator.below(20) {
        case 0..<7: return await read(key, node, client)
        case 7..<11: return await perform(.delete, key, node, client)
        case _:
            let size = generator.below(30) == 0 ? 8_000 : generator.below(200)
            let text = value + "." + String(repeating: "x", count: size)
            return await perform(.write(text), key, node, client)
        }
    }

    private func read(_ key: Int, _ node: ChaosNode, _ client: ChaosClient) async -> Bool {
        let look = record.oracle.withLock {
            $0.look(at: key, of: node.number, life: client.life)
        }
        guard let answer = try? await client.ask(["GET", Self.name(of: key)]) else {
            return false
        }
        switch answer {
        case .bulk(let bytes):
            record.count(.read)
            record.oracle.withLock { $0.end(look, with: String(decoding: bytes, as: UTF8.self)) }
        case .null:
            record.count(.read)
            record.oracle.withLock { $0.end(look, with: nil) }
        case _: return false
        }
        return true
    }

    private func perform(
        _ action: ChaosOracle.Action, _ key: Int, _ node: ChaosNode, _ client: ChaosClient
    ) async -> Bool {
        let id = record.oracle.withLock {
            $0.ask(action, of: key, at: node.number, life: client.life, now: record.now)
        }
        let words: [String]
        switch action {
        case .write(let value): words = ["SET", Self.name(of: key), value]
        case .delete: words = ["DEL", Self.name(of: key)]
        }
        let answer = try? await client.ask(words)
        switch answer {
        case .simple("OK"), .integer(1):
            record.oracle.withLock { $0.acknowledge(id, now: record.now) }
            record.count(action == .delete ? .deleted : .written)
        case .integer(0):
            record.oracle.withLock { $0.refuse(id) }
            record.count(.nothingToDelete)
        case .error(let text) where !text.hasPrefix("MISCONF"):
            record.oracle.withLock { $0.refuse(id) }
            record.count(.refused)
            return false
        case _:
            record.count(.unknown)
            return false
        }
        return true
    }

    static func name(of key: Int) -> String { "key-\(key)" }
}
