import EpidemicWire
import Foundation
import Synchronization

/// One run: clients and faults for a while, then a heal, then the judgement.
final class ChaosRun: Sendable {
    private let cluster: ChaosCluster
    private let setup: ChaosSetup
    private let memory = Mutex<[ChaosMemory]>([])
    private var record: ChaosRecord { cluster.record }

    init(_ setup: ChaosSetup, on cluster: ChaosCluster) {
        (self.setup, self.cluster) = (setup, cluster)
        memory.withLock { $0 = cluster.nodes.map { ChaosMemory(name: $0.name) } }
    }

    /// Runs it to the end.
    func report() async throws -> ChaosReport {
        let writers = ChaosWriters(nodes: cluster.nodes, record: record, seed: setup.seed)
        let writing = Task { await writers.run() }
        let sampling = Task { await sample() }
        await ChaosFaults(setup.plan, on: cluster).run()
        writing.cancel()
        sampling.cancel()
        await writing.value
        let healed = record.now
        for node in cluster.nodes {
            cluster.checkAccident(of: node)
            node.signal(SIGCONT)
            node.host.empty()
            try node.host.heal()
        }
        try await cluster.untilReady()
        let ready = record.now
        let agreement = try await agreement(since: ready)
        for node in cluster.nodes { cluster.checkAccident(of: node) }
        let verdict = try await judge()
        let end = ChaosReport.End(
            readiness: ready - healed, agreement: agreement, memory: memory.withLock { $0 },
            counters: await counters())
        return ChaosReport(record, of: setup, verdict, end: end)
    }

    /// What has come of it so far.
    var reportUpToNow: ChaosReport {
        let verdict = record.oracle.withLock { ChaosVerdict(violations: $0.impossibleReads) }
        return ChaosReport(record, of: setup, verdict, end: nil)
    }

    /// How long it takes until all tables are equal; nil when they are not after a minute.
    private func agreement(since start: Duration) async throws -> Duration? {
        let areEqual = try await eventually(within: 60) {
            var roots: Set<String> = []
            for node in cluster.nodes {
                let root = try? await node.status()["root"] as? String
                roots.insert(root ?? "none of \(node.name)")
            }
            return roots.count == 1
        }
        return areEqual ? record.now - start : nil
    }

    private func judge() async throws -> ChaosVerdict {
        let keys = record.oracle.withLock { $0.events.count }
        var tables: [[Int: String]] = []
        for node in cluster.nodes { tables.append(try await table(of: node, keys: keys)) }
        for (table, node) in zip(tables, cluster.nodes) where table != tables[0] {
            let keys = (0..<keys).filter { table[$0] != tables[0][$0] }
            record.complain("\(node.name) holds other values of \(keys.prefix(20))")
        }
        return record.oracle.withLock { $0.judge(tables[0]) }
    }

    private func table(of node: ChaosNode, keys: Int) async throws -> [Int: String] {
        // Among other tests it may be busy for longer than a client waits.
        var connection: ChaosClient?
        _ = try await eventually(within: 60) {
            connection = try? await node.connect()
            return connection != nil
        }
        guard let client = connection else { throw CocoaError(.featureUnsupported) }
        defer { client.close() }
        var table: [Int: String] = [:]
        for first in stride(from: 0, to: keys, by: 200) {
            let range = first..<min(first + 200, keys)
            let answer = try await client.ask(
                ["MGET"] + range.map(ChaosWriters.name), within: .seconds(60))
            for (key, word) in zip(range, answer.words) { table[key] = word }
        }
        return table
    }

    /// What all nodes together have counted of what is not regular.
    private func counters() async -> [String: Int] {
        var sums: [String: Int] = [:]
        for node in cluster.nodes {
            let status = try? await node.status()
            let counters = status?["counters"] as? [String: Any] ?? [:]
            for (name, count) in counters {
                if let count = count as? Int, count > 0 { sums[name, default: 0] += count }
            }
        }
        return sums
    }

    /// Looks at the memory of the nodes until the task is cancelled.
    private func sample() async {
        let length = setup.length
        let start = record.now
        while !Task.isCancelled {
            let third = min(2, Int((record.now - start).inSeconds * 3 / length.inSeconds))
            for node in cluster.nodes {
                cluster.checkAccident(of: node)
                guard let bytes = node.residentBytes else { continue }
                memory.withLock { $0[node.number].note(bytes, third: third) }
            }
            try? await Task.sleep(for: .milliseconds(500))
        }
    }
}
