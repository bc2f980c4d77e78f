@testable import Epidemic

/// Every order of writes, deletions, deliveries, comparisons, ageing and crashes in a small cluster of
/// real replicas, up to a number of operations; looked at state by state, each once.
struct SmallClusterSearch {
    let bounds: Bounds
    let settings: Settings

    /// How far the search goes.
    struct Bounds {
        var nodes = 2
        var keys = 1
        /// Writes and deletions.
        var operations = 3
        /// How many of them may be deletions.
        var deletions = 3
        /// Copies that may be caught under way, and delivered late and again.
        var copies = 1
        /// Steps of time of one τ1 each; τ2 is four.
        var steps = 3
        /// Restarts without data.
        var crashes = 0
        var statesMax = 1_000_000
    }

    /// One moment of the cluster, and what a perfect observer knows besides.
    struct State {
        var bench: Bench
        var operations = 0
        var deletions = 0
        var copies: [Copy] = []
        /// Everything that was ever written.
        var written: [Update] = []
        var steps = 0
        var crashes = 0
        /// What every node has had knowledge of, itself or by a joined seen clock, by key.
        var known: [[Update]]
        /// What a late certificate took away from a node.
        var cancelled: Set<Cancellation> = []
        var path: [Action] = []

        /// What is under way, for as long as the search likes: ages stand still meanwhile.
        struct Copy {
            let carried: Carried
            let from: Int
            let caught: Instant

            func delivered(at now: Instant) -> Carried {
                guard carried.update.isCertificate else { return carried }
                var copy = carried
                copy.activation = Activation(
                    number: carried.activation.number,
                    since: carried.activation.since + (now - caught))
                return copy
            }
        }

        struct Cancellation: Hashable {
            let node: Int
            let update: UpdateID
        }
    }

    enum Action: Hashable {
        case write(Int, Int)
        case delete(Int, Int)
        /// A copy of what a node holds is caught, and may be delivered from then on.
        case `catch`(Int, Int)
        /// As young as it was caught: ages stand still on the way.
        case deliver(Int, to: Int)
        /// As old as it is now, as if who holds it had sent it again.
        case deliverAged(Int, to: Int)
        case compare(Int, Int)
        case age
        case crash(Int)
    }

    /// What was found, and how it comes about.
    struct Fault {
        let what: String
        let path: [Action]
    }

    private(set) var visited = 0

    init(_ bounds: Bounds, settings: Settings) {
        self.bounds = bounds
        self.settings = settings
    }

    /// Searches breadth first.
    ///
    /// - Returns: the first fault, which has one of the shortest paths.
    mutating func run() throws -> Fault? {
        let bench = try Bench(nodes: bounds.nodes, settings: settings)
        var frontier = [
            State(bench: bench, known: Array(repeating: [], count: bounds.nodes))
        ]
        var seen: Set<String> = [frontier[0].signature]
        while !frontier.isEmpty {
            var next: [State] = []
            for state in frontier {
                for action in actions(from: state) {
                    guard visited < bounds.statesMax else { return nil }
                    var after = state
                    if let what = try after.carryOut(action) {
                        return Fault(what: what, path: after.path)
                    }
                    guard seen.insert(after.signature).inserted else { continue }
                    visited += 1
                    if let what = after.faultAfterHealing() {
                        return Fault(what: what, path: after.path)
                    }
                    next.append(after)
                }
            }
            frontier = next
        }
        return nil
    }

    private func actions(from state: State) -> [Action] {
        var actions: [Action] = []
        for node in 0..<bounds.nodes {
            for key in 0..<bounds.keys where state.operations < bounds.operations {
                actions.append(.write(node, key))
                if state.deletions < bounds.deletions { actions.append(.delete(node, key)) }
            }
            for key in 0..<bounds.keys where state.copies.count < bounds.copies {
                actions.append(.catch(node, key))
            }
            for copy in state.copies.indices {
                actions.append(.deliver(copy, to: node))
                let isAged = state.copies[copy].caught < state.bench.now
                if isAged, state.copies[copy].carried.update.isCertificate {
                    actions.append(.deliverAged(copy, to: node))
                }
            }
            for other in 0..<bounds.nodes where other != node {
                actions.append(.compare(node, other))
            }
            if state.crashes < bounds.crashes { actions.append(.crash(node)) }
        }
        if state.steps < bounds.steps { actions.append(.age) }
        return actions
    }
}

extension SmallClusterSearch.State {
    /// - Returns: what went wrong at once, if anything did.
    mutating func carryOut(_ action: SmallClusterSearch.Action) throws -> String? {
        path.append(action)
        switch action {
        case .write(let node, let key): return operate(node, key) { $0.write($1, $2, "v") }
        case .delete(let node, let key):
            deletions += 1
            return operate(node, key) { $0.delete($1, $2) }
        case .catch(let node, let key):
            guard let entry = bench.replicas[node].entry(of: Self.key(key)) else { return nil }
            copies.append(Copy(carried: entry.carried, from: node, caught: bench.now))
        case .deliver(let place, let node):
            deliver(copies[place].delivered(at: bench.now), to: node, from: copies[place].from)
        case .deliverAged(let place, let node):
            deliver(copies[place].carried, to: node, from: copies[place].from)
        case .compare(let node, let other): compare(node, other)
        case .age:
            steps += 1
            // Without a holder a certificate guards for its age, and no longer.
            cancelled = []
            bench.now = bench.now + .seconds(10)
            if bench.replicas[0].settings.deletion.rules.contains(.expiryAtOnce) { bench.tick() }
        case .crash(let node):
            crashes += 1
            known[node] = []
            // With the node its certificate is gone, and that it cancelled anything.
            cancelled = cancelled.filter { $0.node != node }
            try bench.lose(node)
        }
        return nil
    }

    /// A client writes: what it knows of the key must lose against what it writes now.
    private mutating func operate(
        _ node: Int, _ place: Int, _ body: (inout Bench, Int, Key) -> Void
    ) -> String? {
        operations += 1
        let key = Self.key(place)
        body(&bench, node, key)
        guard let written = bench.replicas[node].entry(of: key)?.update else {
            return "a write was refused"
        }
        for update in known[node] where update.key == key && !written.wins(over: update) {
            return "\(written) does not win over \(update), which its writer had seen"
        }
        note(written, at: node)
        self.written.append(written)
        return nil
    }

    private mutating func deliver(_ copy: Carried, to node: Int, from other: Int) {
        guard other != node else { return }
        let update = copy.update
        let before = bench.replicas[node].entry(of: update.key)?.update
        bench.hand(copy, to: node, from: other)
        bench.deliverAll()
        note(update, at: node)
        if let before, !before.isCertificate, update.isCertificate, update.wins(over: before),
            bench.replicas[node].entry(of: update.key)?.update != before
        {
            cancelled.insert(Cancellation(node: node, update: before.id))
        }
    }

    private mutating func compare(_ node: Int, _ other: Int) {
        bench.exchange(from: node, with: other)
        for (one, two) in [(node, other), (other, node)] {
            for entry in bench.replicas[one].entries(0..<4) { note(entry.update, at: one) }
            for update in known[two] where bench.replicas[one].seen.contains(update.id) {
                note(update, at: one)
            }
        }
    }

    private mutating func note(_ update: Update, at node: Int) {
        if !known[node].contains(where: { $0.id == update.id }) { known[node].append(update) }
    }

    /// When nothing happens any more but comparisons, all tables must become equal, and what was seen to
    /// be deleted must not be there while its certificate is kept.
    func faultAfterHealing() -> String? {
        var healing = self
        for _ in 0..<4 {
            healing.bench.exchangeAll()
            if healing.bench.roots.count == 1 {
                return healing.resurrection ?? fault(after: healing.bench)
            }
        }
        return "the tables do not become equal"
    }

    /// What was the latest of its key, and was held, must be there still; and what somebody had seen, and
    /// knew superseded, must not.
    private func fault(after healed: Bench) -> String? {
        for update in written where !update.isCertificate {
            let holders = bench.replicas.count { $0.entry(of: update.key)?.update.id == update.id }
            let held = healed.replicas.count { $0.entry(of: update.key)?.update.id == update.id }
            let isLatest = !written.contains { $0.key == update.key && $0.wins(over: update) }
            if isLatest, holders > 0, held < healed.replicas.count {
                return "\(update) was the latest, and is lost"
            }
            let isRefusable = bench.replicas.contains { replica in
                let held = replica.entry(of: update.key)?.update
                return replica.seen.contains(update.id)
                    && (held.map { $0.id != update.id && update.wins(over: $0) } ?? true)
            }
            if isRefusable, held > 0 { return "\(update) came back, which somebody had seen" }
        }
        return nil
    }

    private var resurrection: String? {
        for node in bench.replicas.indices {
            for entry in bench.replicas[node].entries(0..<4)
            where cancelled.contains(Cancellation(node: node, update: entry.update.id)) {
                return "\(entry.update) came back to n\(node), where it was cancelled"
            }
        }
        for replica in bench.replicas {
            let certificates = replica.certificates.dormant.slice(0..<4).map(\.update)
            for certificate in certificates {
                for holder in bench.replicas {
                    guard let held = holder.entry(of: certificate.key)?.update,
                        certificate.wins(over: held)
                    else { continue }
                    return "\(held) came back although \(certificate) is kept"
                }
            }
        }
        return nil
    }

    /// What tells states apart.
    var signature: String {
        var parts = bench.replicas.indices.map { node in
            let replica = bench.replicas[node]
            let entries = replica.entries(0..<4) + replica.certificates.dormant.slice(0..<4)
            let held = entries.map {
                "\($0.update)\($0.context)\($0.activation?.text ?? "")\($0.isDormant)"
            }
            let floor = replica.certificates.floor
            return "\(held)\(floor.current)|\(floor.previous)|\(replica.seen)|\(replica.sequence)"
        }
        parts.append("\(operations) \(deletions) \(steps) \(crashes)")
        parts += copies.map {
            "\($0.carried.update)\($0.delivered(at: .zero).activation.text)\($0.from)"
        }
        parts.append("\(written.map(\.id).sorted())")
        parts.append("\(cancelled.map { "\($0.node) \($0.update)" }.sorted())")
        parts += known.map { "\($0.map(\.id).sorted())" }
        return parts.joined(separator: ";")
    }

    private static func key(_ place: Int) -> Key { Key("k\(place)") }
}

extension Activation {
    fileprivate var text: String { "\(number) since \(since.nanoseconds)" }
}

extension Bench {
    /// A node loses everything and begins a new life.
    mutating func lose(_ node: Int) throws {
        let old = replicas[node]
        let id = ReplicaID(name: old.id.name, epoch: old.id.epoch + 1)
        replicas[node] = Replica(id: id, peers: old.peers, settings: old.shared, seed: 99)
        replicas[node].peerNames = .numbered("n")
        disks[node] = DurableState(id: id)
        act(node) { $0.start(now: $1, into: &$2) }
    }
}
