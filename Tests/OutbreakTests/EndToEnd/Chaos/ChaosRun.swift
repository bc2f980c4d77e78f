import EpidemicWire
import Foundation
import Synchronization

/// One run: clients and faults for a while, then a heal, then the judgement.
final class ChaosRun: Sendable {
    private let cluster: ChaosCluster
    private let plan: ChaosPlan
    private let seed: UInt64
    private let memory = Mutex<[ChaosMemory]>([])
    private var record: ChaosRecord { cluster.record }

    init(_ cluster: ChaosCluster, _ plan: ChaosPlan, seed: UInt64) {
        (self.cluster, self.plan, self.seed) = (cluster, plan, seed)
        memory.withLock { $0 = cluster.nodes.map { ChaosMemory(name: $0.name) } }
    }

    /// Runs it to the end.
    func report() async throws -> ChaosReport {
        let writers = ChaosWriters(nodes: cluster.nodes, record: record, seed: seed)
        let writing = Task { await writers.run() }
        let sampling = Task { await sample() }
        await ChaosFaults(plan, on: cluster).run()
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
        return ChaosReport(
            record, try await judge(), healing: ready - healed, agreement: agreement,
            memory: memory.withLock { $0 }, counters: await counters(),
            hostilePackets: cluster.stranger.sent)
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
        let length = plan.faults.last.map { $0.begin + $0.length } ?? .seconds(1)
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

/// The most memory that a node took in each third of a run.
struct ChaosMemory: Sendable, CustomStringConvertible {
    let name: String
    private(set) var thirds = [0, 0, 0]

    init(name: String) { self.name = name }

    mutating func note(_ bytes: Int, third: Int) { thirds[third] = max(thirds[third], bytes) }

    /// Whether it did not go on growing.
    var isFlat: Bool { thirds[2] * 2 <= thirds[1] * 3 + (60 << 20) }

    var description: String {
        "\(name) " + thirds.map { "\($0 >> 20)" }.joined(separator: "/") + " MB"
    }
}

/// What came of a run.
struct ChaosReport: Sendable {
    let verdict: ChaosVerdict
    let agreement: Duration?
    let memory: [ChaosMemory]
    let complaints: [String]
    let faults: [String]
    let written: Int
    let deleted: Int
    private let lines: [String]

    init(
        _ record: ChaosRecord, _ verdict: ChaosVerdict, healing: Duration, agreement: Duration?,
        memory: [ChaosMemory], counters: [String: Int], hostilePackets: Int
    ) {
        (self.verdict, self.agreement, self.memory) = (verdict, agreement, memory)
        (complaints, faults) = (record.complaints, record.faults)
        (written, deleted) = (record.number(of: .written), record.number(of: .deleted))
        let kinds = ChaosFault.Kind.allCases.map {
            "\($0.rawValue) \(record.number(of: .fault($0)))"
        }
        let odd = counters.filter {
            !$0.key.hasPrefix("messages") && !$0.key.hasPrefix("packets")
                && !$0.key.hasPrefix("bytes")
        }
        let keys = record.oracle.withLock { $0.events.count }
        lines = [
            "acknowledged: \(written) writes, \(deleted) deletions of \(keys) keys; "
                + "\(record.number(of: .read)) reads, \(record.number(of: .nothingToDelete)) "
                + "deletions of nothing, \(record.number(of: .refused)) refused, "
                + "\(record.number(of: .unknown)) unknown",
            "faults: " + kinds.joined(separator: ", ") + "; \(hostilePackets) hostile packets",
            "lost \(verdict.lost), resurrected \(verdict.resurrected), all violations "
                + "\(verdict.violations.count); counted apart: \(verdict.destroyed) events whose "
                + "copies were destroyed, \(verdict.keysTouched) keys touched",
            "whole run \(record.now.inSeconds) s; all ready after \(healing.inSeconds) s, one root after "
                + (agreement.map { "\($0.inSeconds) s" } ?? "more than a minute"),
            "memory by thirds: " + memory.map { "\($0)" }.joined(separator: ", "),
            "counters: "
                + odd.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
                .joined(separator: ", "),
        ]
    }

    var isGood: Bool { verdict.violations.isEmpty && complaints.isEmpty && agreement != nil }

    /// All of it, for people.
    var text: String { (lines + complaints).map { "chaos: " + $0 }.joined(separator: "\n") }
}
