import Foundation

/// Carries out a plan: each fault at its time, those of one process one after another.
final class ChaosFaults: Sendable {
    private let cluster: ChaosCluster
    private let plan: ChaosPlan
    private var record: ChaosRecord { cluster.record }

    init(_ plan: ChaosPlan, on cluster: ChaosCluster) {
        (self.plan, self.cluster) = (plan, cluster)
    }

    /// Lets everything of the plan happen, and ends when all of it is over.
    func run() async {
        let start = record.now
        await withTaskGroup(of: Void.self) { group in
            var last: [Int: Task<Void, Never>] = [:]
            for fault in plan.faults {
                let wait = start + fault.begin - record.now
                if wait > .zero { try? await Task.sleep(for: wait) }
                let before = fault.isOfProcess ? fault.nodes.compactMap { last[$0] } : []
                let task = Task {
                    for task in before { await task.value }
                    await carryOut(fault)
                }
                if fault.isOfProcess { for node in fault.nodes { last[node] = task } }
                group.addTask { await task.value }
            }
        }
    }

    private func carryOut(_ fault: ChaosFault) async {
        record.count(.fault(fault.kind))
        let begin = record.now
        do {
            try await make(fault)
        } catch {
            record.complain("\(fault) could not be made: \(error)")
        }
        record.note(fault, from: begin)
    }

    private func make(_ fault: ChaosFault) async throws {
        switch fault.kind {
        case .kill: try await restart(fault, orderly: false)
        case .stop: try await restart(fault, orderly: true)
        case .freeze: await freeze(fault)
        case .restoredDisk: try await restoreDisk(fault)
        case .movedAddress: try await move(fault)
        case .rollingRestart: try await rollOver(fault)
        case .partition, .oneWay, .linkDown, .loss, .slow: await impair(fault)
        case .fullDisk: try await fillDisk(fault)
        case .hostilePackets: await cluster.stranger.attack(for: fault.length, fault.variant)
        }
    }

    // MARK: Processes

    private func restart(_ fault: ChaosFault, orderly: Bool) async throws {
        for number in fault.nodes {
            _ = try await cluster.end(cluster.nodes[number], orderly: orderly)
        }
        await sleep(fault.length)
        for number in fault.nodes { try cluster.start(cluster.nodes[number]) }
    }

    private func freeze(_ fault: ChaosFault) async {
        for node in fault.nodes.map({ cluster.nodes[$0] }) {
            record.health.withLock { $0.note(up: false, node.number, now: record.now) }
            node.signal(SIGSTOP)
            await sleep(fault.length)
            node.signal(SIGCONT)
            let isReady = node.life.map(node.isReady) ?? false
            record.health.withLock { $0.note(up: isReady, node.number, now: record.now) }
        }
    }

    /// The disk is as it was a while ago; what was only there since then is gone.
    private func restoreDisk(_ fault: ChaosFault) async throws {
        for node in fault.nodes.map({ cluster.nodes[$0] }) {
            _ = try await cluster.end(node, orderly: fault.variant & 1 == 0)
            let copy = try cluster.copyOfData(of: node)
            let known = record.oracle.withLock { $0.copy(ofDisk: node.number) }
            let moment = record.now
            try cluster.start(node)
            await sleep(fault.length)
            let safe = try await cluster.end(node, orderly: fault.variant & 2 == 0)
            try cluster.putBack(copy, on: node, wholly: fault.variant & 4 == 0)
            record.oracle.withLock {
                $0.putBack(known, on: node.number)
                $0.noteLoss(
                    at: node.number, after: max(moment, safe ?? .zero), until: record.now)
            }
            try FileManager.default.removeItem(atPath: copy)
            try cluster.start(node)
        }
    }

    private func move(_ fault: ChaosFault) async throws {
        for node in fault.nodes.map({ cluster.nodes[$0] }) {
            _ = try await cluster.end(node, orderly: fault.variant & 1 == 0)
            try node.host.move()
            await sleep(fault.length / 4)
            try cluster.start(node)
        }
    }

    private func rollOver(_ fault: ChaosFault) async throws {
        for node in fault.nodes.map({ cluster.nodes[$0] }) {
            _ = try await cluster.end(node, orderly: true)
            try cluster.start(node)
            let life = node.life
            // The next one is not waited for without end: it may be cut off.
            _ = try await eventually(within: 5) { life.map(node.isReady) ?? false }
        }
    }

    // MARK: The network and the disks

    private func impair(_ fault: ChaosFault) async {
        impair(fault, .on)
        await sleep(fault.length)
        impair(fault, .off)
    }

    private func impair(_ fault: ChaosFault, _ way: ChaosHost.Switch) {
        let nodes = fault.nodes
        let host = cluster.nodes[nodes[0]].host
        switch fault.kind {
        case .partition:
            let walls = ChaosHost.Wall.allCases
            cluster.part(nodes, by: walls[fault.variant % walls.count], way)
        case .oneWay:
            cluster.cut(from: nodes[0], to: nodes[1], way)
        case .linkDown:
            cluster.trouble(nodes[0], way) { try host.link(way == .on ? .off : .on) }
        case .loss:
            cluster.trouble(nodes[0], way) { try host.lose(20 + fault.variant % 60, way) }
        case .slow:
            cluster.trouble(nodes[0], way) {
                try host.slow(kilobits: 64 << (fault.variant % 4), way)
            }
        case .kill, .stop, .freeze, .fullDisk, .restoredDisk, .movedAddress, .hostilePackets,
            .rollingRestart:
            preconditionFailure("\(fault.kind) does not concern the network")
        }
    }

    private func fillDisk(_ fault: ChaosFault) async throws {
        for number in fault.nodes {
            let host = cluster.nodes[number].host
            record.health.withLock { $0.note(diskTrouble: .on, number, now: record.now) }
            try host.fill(leaving: fault.variant & 1 == 0 ? 0 : 3 << 20)
            await sleep(fault.length)
            host.empty()
            record.health.withLock { $0.note(diskTrouble: .off, number, now: record.now) }
        }
    }

    private func sleep(_ time: Duration) async { try? await Task.sleep(for: time) }
}

extension ChaosFault {
    /// Whether it begins or ends processes, or stops them.
    fileprivate var isOfProcess: Bool {
        switch kind {
        case .kill, .stop, .freeze, .restoredDisk, .movedAddress, .rollingRestart: true
        case .partition, .oneWay, .linkDown, .loss, .slow, .fullDisk, .hostilePackets: false
        }
    }
}
