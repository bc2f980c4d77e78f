import ClusterObservation
import Epidemic

/// A perfect observer beside a cluster: every write that was acknowledged, what each node has seen, and what
/// the schedule destroyed; it says when a promise is broken.
///
/// It believes no clock and no seen clock: what a node has seen it takes from what arrived there, was written
/// there, or was on the disk that the node began with. Example: n1 holds `a` of n0 and writes `b`; the oracle
/// knows that n1 had seen `a`, so `b` must win over it, whatever became of n1's table meanwhile.
struct HuntOracle: Sendable {
    /// What is known of one node, beside the simulation.
    struct Witness: Sendable {
        /// What it has seen, in the state that it lives.
        var seen = TokenSet()
        /// What it let go of, because others had seen what was better.
        var letGo = TokenSet()
        /// What it had seen when its disk was copied.
        var copied = TokenSet()
        /// What all others had seen when it began its life.
        var common = TokenSet()
        /// Whether it took writes without knowing anybody, in this life.
        var wasAlone = false
        /// Whether its disk was set back.
        var wasSetBack = false
        /// The latest that the client who stays here was shown of a key.
        var shown: [Key: Shown] = [:]
    }

    /// The latest of a key that a client has written or read.
    struct Shown: Hashable, Sendable {
        let token: Int
        let wasWritten: Bool
    }

    private(set) var tokens = TokenTable()
    private(set) var nodes: [Witness]
    /// Writes of which every copy was destroyed, and those of which only copies under way were left.
    private(set) var destroyed = TokenSet()
    private(set) var underWay = TokenSet()
    /// The first promise that was broken, and how.
    private(set) var finding: (kind: Violation.Kind, sentence: String)?
    var tally = HuntTally()
    private var roaming: [Int: [Key: Shown]] = [:]

    init(nodes: Int) { self.nodes = Array(repeating: Witness(), count: nodes) }

    mutating func find(_ kind: Violation.Kind, _ sentence: String) {
        if finding == nil { finding = (kind, sentence) }
    }

    /// Whether a deletion was destroyed before anybody who is left had seen it.
    func isUnseen(_ token: Int) -> Bool {
        destroyed.contains(token) && !nodes.contains { $0.seen.contains(token) }
    }

    private func name(_ node: Int) -> String { ReplicaName.node(node).text }

    // MARK: What replicas say

    /// Takes in what replicas said happened, in order.
    mutating func hear(_ testimonies: [Testimony], of simulation: Simulation) {
        for testimony in testimonies {
            let node = testimony.node
            switch testimony.trace {
            case .wrote(let update, _): note(written: update, at: node, simulation)
            case .received(let update, _, _, _, let over):
                note(received: update, over: over, at: node, of: simulation)
            case .outdated(let update, _, _, _):
                if let token = tokens.number(of: update) { nodes[node].seen.insert(token) }
            case .letGo(let update, _): note(letGo: update, at: node)
            case .cameBack: tally.cameBack += 1
            case .arrival(.alone): nodes[node].wasAlone = true
            case .refused, .reactivated, .wentDormant, .discarded, .wasAway, .cooled,
                .exchangeBegan,
                .exchangeEnded, .irregular, .diverged, .tookEpoch, .membership, .arrival:
                break
            }
        }
    }

    private mutating func note(
        written update: Update, at node: Int, _ simulation: Simulation
    ) {
        let key = update.key
        guard tokens.count < TokenSet.capacity else { return }
        let claimed = simulation.nodes[node].replica.seen
        for other in tokens.numbers(of: key) {
            let held = tokens[other].update
            if update.prevails(over: held) || held.id == update.id { continue }
            // What is let go of stays in the floor for as long as a deletion is remembered.
            guard isRemembered(other, at: node, in: simulation)
            else {
                if CopyMap.isLeft(held, in: simulation) { tally.writesBehindForgotten += 1 }
                continue
            }
            // Of its own life a writer may have claimed the same number for another write.
            let isOwnNumber =
                held.id.origin == update.id.origin && held.id.sequence > update.id.sequence
            let isClaimed =
                claimed.contains(held.id) && !isOwnNumber && !tokens.isAmbiguous(held.id)
            if nodes[node].seen.contains(other) || isClaimed {
                find(
                    .shortWrite,
                    "\(name(node)) wrote \(update), which loses to \(held), which it had seen")
            } else if nodes[node].common.contains(other), !nodes[node].wasAlone,
                CopyMap.isLeft(held, in: simulation)
            {
                find(
                    .unreadyWrite,
                    "\(name(node)) wrote \(update), which loses to \(held), which all others had seen"
                )
            }
        }
        noteIdentity(of: update, at: node)
        let token = tokens.add(update, writtenAt: node, simulation.now)
        nodes[node].seen.insert(token)
        tally.acknowledged += 1
    }

    /// Whether a node has to know of what it has seen, because no deletion of it is older than deletions are
    /// remembered.
    private func isRemembered(_ token: Int, at node: Int, in simulation: Simulation) -> Bool {
        let claimed = simulation.nodes[node].replica.seen
        let deletions = tokens.numbers(of: tokens[token].key).filter {
            tokens[$0].update.isCertificate
                && (nodes[node].seen.contains($0) || claimed.contains(tokens[$0].update.id))
                && ($0 == token || tokens.prevails($0, over: token))
        }
        return deletions.last.map {
            simulation.now - tokens[$0].written < simulation.settings.deletion.lifetime
        } ?? true
    }

    private mutating func noteIdentity(of update: Update, at node: Int) {
        guard let twin = tokens.numbers(of: update.id).first else { return }
        let couldKnow = nodes[node].common.contains(twin) && !nodes[node].wasAlone
        if !nodes[node].wasSetBack || couldKnow {
            find(
                .identityTwice,
                "\(name(node)) gave \(update.id) to \(update), and before to \(tokens[twin].update)"
            )
        } else {
            tally.identitiesReused += 1
        }
    }

    private mutating func note(
        received update: Update, over held: Update?, at node: Int, of simulation: Simulation
    ) {
        if let held, held.id != update.id, !update.prevails(over: held) {
            find(.wentBack, "\(name(node)) took \(update) over \(held), which wins over it")
        }
        guard let token = tokens.number(of: update) else { return }
        // Who knows that its life was lived twice cannot tell what was seen of it.
        let isOfLifeInDoubt = nodes[node].wasSetBack && tokens[token].node == node
        if nodes[node].seen.contains(token), !update.isCertificate,
            isRemembered(token, at: node, in: simulation),
            !tokens.isAmbiguous(update.id), !isOfLifeInDoubt
        {
            find(.cameBack, "\(name(node)) took \(update) again, which it had seen and let go")
        }
        nodes[node].seen.insert(token)
        if !underWay.isEmpty { noteArrived(token) }
    }

    /// What arrived was under way, and what it wins over is not lost for want of copies.
    private mutating func noteArrived(_ token: Int) {
        for other in tokens.numbers(of: tokens[token].key)
        where other == token || tokens.prevails(token, over: other) {
            underWay.remove(other)
        }
    }

    private mutating func note(letGo update: Update, at node: Int) {
        guard let token = tokens.number(of: update) else { return }
        let isSuperseded = tokens.numbers(of: update.key).contains {
            tokens.prevails($0, over: token)
        }
        nodes[node].letGo.insert(token)
        // What was said of one write of an identity may be heeded for the other.
        if !isSuperseded, !tokens.isAmbiguous(update.id) {
            find(.letGo, "\(name(node)) let go of \(update), and nothing wins over it")
        }
    }

    // MARK: What is done to nodes

    /// A node begins a life; with data it knows what its disk has.
    mutating func noteRestart(of node: Int, _ data: RestartData) {
        if data == .lost {
            nodes[node].seen = TokenSet()
            forgetShown(of: node)
        }
        nodes[node].wasAlone = false
        var common = TokenSet.all
        for other in nodes.indices where other != node {
            common.formIntersection(nodes[other].seen)
        }
        nodes[node].common = nodes.count > 1 ? common : TokenSet()
    }

    /// A node was added; nothing is common any more.
    mutating func noteAddedNode() {
        nodes.append(Witness())
        forgetCommon()
    }

    mutating func noteCopy(ofDisk node: Int, without pending: [Persisted]) {
        nodes[node].copied = seen(by: node, without: pending)
    }

    mutating func notePutBack(_ node: Int) {
        nodes[node].seen = nodes[node].copied
        nodes[node].wasSetBack = true
        forgetShown(of: node)
    }

    /// A node lost what it had not made durable; what it had acknowledged must not be among that.
    mutating func noteCutPower(of node: Int, without pending: [Persisted], disk: DurableState) {
        guard !pending.isEmpty else { return }
        for case .entry(let entry) in pending where entry.update.id.origin == disk.id {
            guard let token = tokens.number(of: entry.update), tokens[token].node == node else {
                continue
            }
            if !disk.held.contains(where: { $0.update == entry.update }) {
                find(
                    .notDurable,
                    "\(name(node)) acknowledged \(entry.update), which was not on its disk")
            }
        }
        nodes[node].seen = seen(by: node, without: pending)
        forgetShown(of: node)
    }

    private func seen(by node: Int, without pending: [Persisted]) -> TokenSet {
        var seen = nodes[node].seen
        for record in pending {
            switch record {
            case .entry(let entry):
                if let token = tokens.number(of: entry.update) { seen.remove(token) }
            case .seenUpdate(let id): for token in tokens.numbers(of: id) { seen.remove(token) }
            case .spread, .seen, .forgotten, .discarded, .floor, .identity: break
            }
        }
        return seen
    }

    private mutating func forgetShown(of node: Int) {
        nodes[node].shown = [:]
        forgetCommon()
    }

    private mutating func forgetCommon() {
        for node in nodes.indices { nodes[node].common = TokenSet() }
    }

    /// What was the greatest of a key on nodes, on disks and under way, and what is after something was
    /// destroyed: everything between has no copy left.
    mutating func noteLoss(of key: Key, from before: CopyMap.Greatest, to after: CopyMap.Greatest) {
        guard let greatest = before.anywhere else { return }
        for token in tokens.numbers(of: key) {
            let update = tokens[token].update
            guard greatest == update || greatest.prevails(over: update) else { continue }
            if !after.covers(update, .anywhere) {
                destroyed.insert(token)
            } else if !after.covers(update, .held) {
                underWay.insert(token)
            }
        }
    }

    // MARK: Reading

    /// A client read a key at a node that takes reads, or was acknowledged a write there.
    mutating func noteRead(
        _ key: Key, at node: Int, by client: HuntClient, holding held: Update?
    ) {
        let token = held.flatMap(tokens.number(of:))
        switch client {
        case .resident:
            tally.reads += 1
            if let last = nodes[node].shown[key] {
                judge(held, token, after: last, of: key, at: node)
            }
            if let token { nodes[node].shown[key] = Shown(token: token, wasWritten: false) }
        case .roaming(let number):
            tally.roamingReads += 1
            if let last = roaming[number]?[key], isBehind(held, token, last, at: node) {
                if last.wasWritten {
                    tally.roamingBehindWrites += 1
                } else {
                    tally.roamingBehindReads += 1
                }
            }
            if let token {
                roaming[number, default: [:]][key] = Shown(token: token, wasWritten: false)
            }
        }
    }

    /// A client was acknowledged its write at a node.
    mutating func noteWrite(_ id: UpdateID, of key: Key, at node: Int, by client: HuntClient) {
        guard let token = tokens.numbers(of: id).last else { return }
        let shown = Shown(token: token, wasWritten: true)
        switch client {
        case .resident: nodes[node].shown[key] = shown
        case .roaming(let number): roaming[number, default: [:]][key] = shown
        }
    }

    private mutating func judge(
        _ held: Update?, _ token: Int?, after last: Shown, of key: Key, at node: Int
    ) {
        guard isBehind(held, token, last, at: node) else { return }
        // Who has forgotten a deletion may take what was deleted for new.
        let isForgotten = tokens.numbers(of: key).contains {
            knowsDeletion($0, at: node)
                && ($0 == last.token || tokens.prevails($0, over: last.token))
        }
        if isForgotten { return tally.behindForgotten += 1 }
        let kind = last.wasWritten ? Violation.Kind.readYourWrites : .monotonicReads
        find(
            kind,
            "a client at \(name(node)) reads \(held.map(\.description) ?? "nothing") "
                + "after \(tokens[last.token].update)")
    }

    /// Whether what is held is older than what a client knows.
    private func isBehind(_ held: Update?, _ token: Int?, _ last: Shown, at node: Int) -> Bool {
        let known = tokens[last.token].update
        guard let held else {
            if known.isCertificate || nodes[node].letGo.contains(last.token) { return false }
            return !tokens.numbers(of: known.key).contains {
                knowsDeletion($0, at: node) && tokens.prevails($0, over: last.token)
            }
        }
        return held != known && !held.prevails(over: known)
    }

    /// Whether a node has seen a deletion, or let go of a value for one that it has not.
    private func knowsDeletion(_ token: Int, at node: Int) -> Bool {
        nodes[node].letGo.contains(token)
            || tokens[token].update.isCertificate && nodes[node].seen.contains(token)
    }
}
