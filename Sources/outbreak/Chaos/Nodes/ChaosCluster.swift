import Foundation
import Synchronization

/// Nodes on hosts of their own, most of them with disks, and what can be done to them.
final class ChaosCluster: Sendable {
    let nodes: [ChaosNode]
    let hosts: ChaosHosts
    let record: ChaosRecord
    let stranger: ChaosStranger
    private let folder: ScratchFolder

    /// - Parameter program: the path of `outbreak`.
    init(_ setup: ChaosSetup, program: String) async throws {
        folder = try ScratchFolder()
        record = ChaosRecord(disks: setup.disks)
        hosts = try await ChaosHosts(count: setup.nodes + 1, diskMegabytes: 40, in: folder)
        let known = hosts.hosts.prefix(setup.acquaintance == .configured ? setup.nodes : 3)
        let key = try folder.write(String(repeating: "5e", count: 32) + "\n", to: "key")
        let options = setup.options
        nodes = zip(hosts.hosts, setup.disks).map { [hosts, folder] host, hasDisk in
            ChaosNode(
                program, on: host, hasDisk: hasDisk,
                options: {
                    // Whoever starts a node tells it where the others are now.
                    let others = known.filter { $0.number != host.number }.flatMap {
                        [
                            setup.acquaintance == .configured ? "--peer" : "--join",
                            "\($0.gossip)",
                        ]
                    }
                    return ["--key-file", key] + options + others
                },
                lifeline: hosts.lifeline, in: folder)
        }
        guard let last = hosts.hosts.last else { throw CocoaError(.featureUnsupported) }
        stranger = try await ChaosStranger(
            program, at: last, hub: hosts.hub, nodes: nodes, lifeline: hosts.lifeline, in: folder
        ) { [record] in record.count(.hostilePacket) }
        for node in nodes { try start(node) }
        try await untilReady()
    }

    /// Waits until all nodes have said that they are ready.
    func untilReady() async throws {
        for node in nodes {
            let isReady = try await eventually(within: 60) {
                node.life.map(node.isReady) ?? false
            }
            guard isReady else {
                record.complain("\(node.name) is not ready:\n\(node.log(of: node.life ?? 0))")
                continue
            }
            record.health.withLock { $0.note(up: true, node.number, now: record.now) }
        }
    }

    /// Ends all processes at once.
    func end() async {
        await stranger.end()
        for node in nodes { try? await node.end() }
    }

    /// Ends all processes at once, and takes what they wrote away, when this process ends.
    func abandon() {
        for node in nodes { node.signal(SIGKILL) }
        folder.remove()
    }

    /// Keeps everything that the nodes said.
    func keepLogs() -> String {
        let kept = FileManager.default.temporaryDirectory
            .appendingPathComponent("outbreak-chaos-\(UUID().uuidString)").path
        try? FileManager.default.createDirectory(
            atPath: kept, withIntermediateDirectories: true)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where name.hasSuffix(".log") {
            try? FileManager.default.copyItem(
                atPath: "\(folder.path)/\(name)", toPath: "\(kept)/\(name)")
        }
        return kept
    }

    // MARK: Processes

    /// Starts a node, and notes when it is ready.
    func start(_ node: ChaosNode) throws {
        let life = try node.start()
        record.oracle.withLock { $0.beginLife(life, of: node.number) }
        Task { [record] in
            while node.life == life {
                if node.isReady(life) {
                    return record.health.withLock {
                        $0.note(up: true, node.number, now: record.now)
                    }
                }
                try? await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// Ends the process of a node.
    ///
    /// - Returns: until when what it had acknowledged was elsewhere.
    func end(_ node: ChaosNode, orderly: Bool) async throws -> Duration? {
        let life = node.life ?? 0
        checkAccident(of: node)
        let safe = record.health.withLock { health in
            defer { health.note(up: false, node.number, now: record.now) }
            return health.safety(of: node.number, now: record.now)
        }
        var isInVain = true
        if orderly {
            // Before it is ready it may not have taken charge of the signal yet, and dies of it.
            let mayDie = !node.isReady(life)
            let ending = try await node.stop()
            if ending != .exited(0), !mayDie || ending != .killed(SIGTERM) {
                record.complain(
                    "\(node.name) ended so when asked to: \(String(describing: ending))")
            }
            isInVain = node.log(of: life).contains("no other node confirmed")
        } else {
            try await node.end()
        }
        record.oracle.withLock { oracle in
            oracle.endLife(of: node.number, keepsDisk: node.hasDisk)
            if !node.hasDisk, isInVain {
                oracle.noteLoss(at: node.number, after: safe ?? .zero, until: record.now)
            }
        }
        if !node.hasDisk { record.health.withLock { $0.forget(node.number) } }
        return safe
    }

    /// A node that ended though nobody asked it to is told of.
    func checkAccident(of node: ChaosNode) {
        let life = node.life
        guard let ending = node.takeAccident() else { return }
        let log = node.log(of: life ?? 0).split(separator: "\n").suffix(5)
        record.complain("\(node.name) ended by itself: \(ending)\n" + log.joined(separator: "\n"))
    }

    /// Puts an older state of a disk in place of the present one. The node must be down.
    ///
    /// - Parameter wholly: whether the mark by which a copy is known is another one then, too.
    func putBack(_ copy: String, on node: ChaosNode, wholly: Bool) throws {
        let data = node.host.dataFromOutside
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: data)
        where wholly || name != "mark" {
            try files.removeItem(atPath: "\(data)/\(name)")
        }
        for name in try files.contentsOfDirectory(atPath: copy)
        where wholly || name != "mark" {
            try files.copyItem(atPath: "\(copy)/\(name)", toPath: "\(data)/\(name)")
        }
    }

    /// A copy of the data of a node that is down.
    func copyOfData(of node: ChaosNode) throws -> String {
        let path = folder.path + "/copy-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: node.host.dataFromOutside, toPath: path)
        return path
    }

    // MARK: The network

    /// Cuts some hosts off all others, or heals that.
    func part(_ group: [Int], by wall: ChaosHost.Wall, _ way: ChaosHost.Switch) {
        let others = nodes.indices.filter { !group.contains($0) }
        note(way) { health in
            for one in group {
                for other in others {
                    health.note(wall: way, from: one, to: other, now: record.now)
                    health.note(wall: way, from: other, to: one, now: record.now)
                }
            }
        } body: {
            for one in group {
                try nodes[one].host.wall(wall, against: others.map { nodes[$0].host }, way)
            }
            for other in others {
                try nodes[other].host.wall(wall, against: group.map { nodes[$0].host }, way)
            }
        }
    }

    /// Nothing goes from one host to another any more, or does so again.
    func cut(from source: Int, to target: Int, _ way: ChaosHost.Switch) {
        note(way) {
            $0.note(wall: way, from: source, to: target, now: record.now)
        } body: {
            try nodes[target].host.block(from: [nodes[source].host], way)
        }
    }

    /// Something is wrong with the link of a host, or is well again.
    func trouble(_ node: Int, _ way: ChaosHost.Switch, _ body: () throws -> Void) {
        note(way) {
            $0.note(linkTrouble: way, node, now: record.now)
        } body: {
            try body()
        }
    }

    /// A node is unwell from before a fault begins until after it has ended.
    private func note(
        _ way: ChaosHost.Switch, _ note: (inout ChaosHealth) -> Void, body: () throws -> Void
    ) {
        if way == .on { record.health.withLock { note(&$0) } }
        do {
            try body()
        } catch {
            record.complain("a fault could not be made: \(error)")
        }
        if way == .off { record.health.withLock { note(&$0) } }
    }
}
