import ClusterObservation
import Epidemic

// The end of a run: a core is healed and must become equal, then all is healed, and everything is looked for.

extension HuntRun {
    /// Heals the nodes of the core and the links between them; everything else stays as it is.
    mutating func healCore() {
        let core = linkedCore
        guard core.count > 1 else { return }
        let links: [DirectedLink] = core.flatMap { from in
            core.filter { $0 != from && simulation.network.links.areLinked(from.index, $0.index) }
                .map { DirectedLink(from: from, to: $0) }
        }
        raise(core)
        guard areAcquainted(core) else { return }
        heal(.restore(links))
        heal(.disturb(.unclog(links)))
        heal(.setLinks(links, Self.goodNetwork))
        compareTables()
        let isEqual = liveUntil(within: coreBound(core)) { run in
            let roots = core.map { run.simulation.nodes[$0.index].account?.root }
            return Set(roots).count == 1 && roots[0] != nil
        }
        guard isSound, !isEqual else { return }
        oracle.find(
            .coreApart,
            "\(core.map { simulation.name($0.index) }.joined(separator: ", ")) did not become equal "
                + "within \(coreBound(core))")
    }

    /// Those of the core that are linked to its first still, whoever joined meanwhile.
    private var linkedCore: [NodeID] {
        let links = simulation.network.links
        return Self.connected(plan.core.filter { simulation.nodes.indices.contains($0.index) }) {
            links.areLinked($0.index, $1.index)
        }
    }

    /// Those of some nodes that can be reached from the first, over one another.
    private static func connected(
        _ nodes: [NodeID], by areNeighbours: (NodeID, NodeID) -> Bool
    ) -> [NodeID] {
        var left = nodes
        guard !left.isEmpty else { return [] }
        var reached = [left.removeFirst()]
        while let place = left.firstIndex(where: { other in
            reached.contains { areNeighbours($0, other) }
        }) {
            reached.append(left.remove(at: place))
        }
        return reached.sorted()
    }

    /// Whether the nodes of the core look for each other. A node that came back knows those that it was told of,
    /// and if none of them can answer, and the others heard it leave, nobody looks for anybody.
    private func areAcquainted(_ core: [NodeID]) -> Bool {
        guard simulation.configuration.discovery == .peer else { return true }
        let acquainted = Self.connected(core) { looks($0, for: $1) || looks($1, for: $0) }
        return acquainted.count == core.count
    }

    private func looks(_ node: NodeID, for other: NodeID) -> Bool {
        guard let membership = simulation.nodes[node.index].replica.membership else { return false }
        let address = NodeAddress(slot: UInt32(other.index))
        return membership.plan.seeds.contains(address)
            || membership.members.contains {
                $0.record.address == address && $0.record.state != .left
            }
    }

    /// Heals everything.
    mutating func healAll() {
        let everybody = simulation.nodes.indices.map { NodeID($0) }
        raise(everybody)
        heal(.heal)
        heal(.setNetwork(Self.goodNetwork))
        compareTables()
        guard isSound else { return }
        let guards = CertificateGuards(of: simulation)
        let bound = allBound
        guard liveUntil(within: bound, { $0.simulation.tally.roots == 1 && $0.areAllUp }) else {
            if isSound {
                oracle.find(.neverEqual, "the tables did not become equal within \(bound)")
            }
            return
        }
        judgeEnd(guards)
        guard isSound, ends else { return }
        let rest = bound + (simulation.settings.rumors?.interval ?? .zero) * Self.roundsMax
        if !liveUntil(within: rest, { $0.simulation.totals().isConverged }), isSound {
            oracle.find(.neverConverged, "the cluster did not come to rest within \(rest)")
        }
        if isSound, !isOneTable {
            oracle.find(.falselyConverged, "the totals say so, and the tables differ")
        }
    }

    /// Whether rumors end by themselves.
    private var ends: Bool { simulation.settings.rumors?.removal != .never }

    private var areAllUp: Bool {
        simulation.nodes.allSatisfy { $0.isUp && $0.replica.readiness == .ready }
    }

    private static let goodNetwork = NetworkConditions(
        latency: .milliseconds(50), jitter: .milliseconds(20))

    // MARK: Commands

    private mutating func heal(_ command: ClusterCommand) {
        guard isSound else { return }
        take(.perform(command, client: .resident))
    }

    /// Brings nodes back as they are.
    private mutating func raise(_ nodes: [NodeID]) {
        for node in nodes where isSound {
            if simulation.leaving.contains(node.index) { heal(.kill(node)) }
            switch simulation.nodes[node.index].condition {
            case .frozen: heal(.thaw(node))
            case .down: heal(.restart(node, .kept))
            case .up, .arriving: break
            }
        }
    }

    /// Switches anti-entropy on, where it is off.
    private mutating func compareTables() {
        guard simulation.settings.antiEntropy.method == nil else { return }
        var settings = simulation.settings
        settings.antiEntropy.method = .checksum
        heal(.setProtocol(settings))
    }

    // MARK: Bounds

    /// Lives until something holds, which is asked twice an interval; false when it does not in time. A step that
    /// was lost is sent again after what an answer is thought to take, which is long where links were clogged.
    private mutating func liveUntil(
        within bound: Interval, _ holds: (HuntRun) -> Bool
    ) -> Bool {
        let start = simulation.now
        let pace = simulation.settings.antiEntropy.interval / 2
        while isSound, simulation.now < start + bound + longestRoundTrip * Self.tripsMax {
            if holds(self) { return true }
            live(for: pace)
        }
        return isSound && holds(self)
    }

    private var longestRoundTrip: Interval {
        simulation.nodes.lazy.map(\.replica.longestRoundTrip).max() ?? .zero
    }

    /// A step is sent three times at most, each after one and a half round trips.
    private static let tripsMax: Int64 = 5

    /// PROTOCOL.md §5: ⌈log₂ n⌉ + 4 intervals and what the transfer takes. Who chooses among many that cannot
    /// answer meets one that can as many times more rarely.
    private func coreBound(_ core: [NodeID]) -> Interval {
        let rarity = (simulation.nodes.count - 1 + core.count - 2) / (core.count - 1)
        return intervals(for: core.count, rarity: rarity) + Self.transfer + silence
    }

    private var allBound: Interval {
        intervals(for: simulation.nodes.count, rarity: 1) + Self.transfer + silence
    }

    /// Where a node answers few exchanges between two of its own, the others of everybody who asks it wait.
    private func intervals(for nodes: Int, rarity: Int) -> Interval {
        let log = Int.bitWidth - (nodes - 1).leadingZeroBitCount
        let shape = simulation.network.links.shape == .full ? 1 : 2
        let settings = simulation.settings.antiEntropy
        let queue = settings.limits.connections == nil ? 1 : simulation.nodes.count
        return settings.interval * Int64((log + 4) * rarity * shape * queue)
    }

    /// Rounds after which every rumor has ended that ends by itself: far more than any rule that is drawn needs.
    private static let roundsMax: Int64 = 200
    /// What arriving, and the transfer, takes.
    private static let transfer = Interval.seconds(6)
    /// Until members that took each other for dead find each other. Each tries one of all that it takes for
    /// dead now and then, drawn at random: no bound is certain, and this one is passed in a run of millions.
    private var silence: Interval {
        switch simulation.configuration.discovery {
        case .list: .zero
        case .peer, .registry:
            simulation.configuration.membership.reconnectInterval
                * Int64(Self.triesMax * simulation.nodes.count)
        }
    }

    private static let triesMax = 16

    // MARK: The end

    /// Everything that was acknowledged is there, or something that won over it.
    private mutating func judgeEnd(_ guards: CertificateGuards) {
        var table: [Key: Update] = [:]
        for update in self.table(0) { table[update.key] = update }
        for key in oracle.tokens.keys {
            oracle.judgeEnd(of: key, holding: table[key], guards: guards, now: simulation.now)
        }
    }
}

extension HuntOracle {
    /// Judges what became of a key, when all tables are equal.
    mutating func judgeEnd(
        of key: Key, holding last: Update?, guards: CertificateGuards, now: Instant
    ) {
        let numbers = tokens.numbers(of: key)
        for token in numbers {
            let update = tokens[token].update
            if let last, last == update || last.prevails(over: update) { continue }
            if destroyed.contains(token) || underWay.contains(token) {
                tally.destroyed += 1
                continue
            }
            // A deletion is remembered for its time only.
            if update.isCertificate { continue }
            let isDeleted = numbers.contains {
                tokens[$0].update.isCertificate && !isUnseen($0)
                    && tokens.prevails($0, over: token)
            }
            if isDeleted { continue }
            find(
                .lostWrite,
                "\(update) is gone; what is there is \(last.map(\.description) ?? "nothing")")
        }
        if let last, !last.isCertificate { judgeReturn(of: last, guards, now: now) }
    }

    /// A value that was deleted is there.
    private mutating func judgeReturn(
        of value: Update, _ guards: CertificateGuards, now: Instant
    ) {
        let deletion = tokens.numbers(of: value.key).first {
            tokens[$0].update.isCertificate && !destroyed.contains($0)
                && tokens[$0].update.prevails(over: value)
        }
        guard let deletion else { return }
        if guards.areLeft(of: value, now: now) {
            find(.resurrected, "\(value) is everywhere, and \(tokens[deletion].update) was left")
        } else {
            tally.forgottenDeletions += 1
        }
    }
}

/// The certificates that are left in a cluster, and until when each guards.
struct CertificateGuards: Sendable {
    private var left: [(update: Update, until: Instant)] = []

    init(of simulation: Simulation) {
        let deletion = simulation.settings.deletion
        for index in simulation.nodes.indices where !simulation.nodes[index].condition.isDown {
            let replica = simulation.nodes[index].replica
            let lead = simulation.lead(of: index)
            let entries =
                replica.entries(0..<replica.entryCount) + replica.dormantCertificates(0..<Int.max)
            for entry in entries {
                guard let activation = entry.activation else { continue }
                let life = entry.isDormant ? deletion.lifetime : deletion.age
                left.append((entry.update, activation.since + life + lead * -1))
            }
        }
    }

    /// Whether one is left still that wins over a value.
    func areLeft(of value: Update, now: Instant) -> Bool {
        left.contains {
            $0.update.key == value.key && $0.until > now && $0.update.prevails(over: value)
        }
    }
}
