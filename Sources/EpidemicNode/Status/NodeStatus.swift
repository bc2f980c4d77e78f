import Epidemic
import EpidemicWire

/// What a node says of itself: `OUTBREAK STATUS`, the metrics, and the feed of a dashboard.
struct NodeStatus {
    let id: ReplicaID
    /// Which process lives it.
    let process: UInt32
    let cluster: ClusterIdentity
    let protection: GossipProtection
    /// SWIM's, for refuting suspicion; 0 where the peers are configured.
    let incarnation: UInt32
    /// What it knows of the others, where they are not a fixed list.
    let membership: Membership?
    let mode: NodeMode
    /// Whether both of its gossip sockets are bound, so that others can reach it.
    let isListening: Bool
    /// Whether it knows what the others know.
    let readiness: Readiness
    /// Why it takes no writes besides; nil where it does.
    let halt: WritingHalt?
    /// That it was away for longer than deletions are remembered, until its table is equal to another's.
    let absence: Absence?
    let seen: SeenClock
    let keys: Int
    let entries: Int
    let root: Digest
    let cacheFill: Int
    let cacheLength: Int
    let rumors: Int
    let rounds: UInt32
    /// How far another's wall clock and the own were found to be apart at most.
    let clockLead: Interval
    let members: [Member]
    /// Named counts, in the order in which they are shown.
    let counters: [(name: String, count: UInt64)]
    let traffic: TrafficCounters
    let queuedBytes: Int

    /// Another node, as this one knows it.
    struct Member {
        let peer: Peer
        let name: String
        let id: ReplicaID?
        let address: String
        /// Where it answers clients, when that is known.
        let control: HostPort?
        /// Whether it is believed to live, in a word.
        let state: String
        /// nil when it was never heard.
        let silence: Interval?
        let faults: LinkFaults

        /// All states that there are: of members of a configured list, and of those that are found.
        static let states = ["unheard", "alive", "silent", "suspect", "dead", "left"]
        /// What is wrong with it; nil for nothing.
        var warning: String?
    }
}

extension NodeDriver {
    /// Who lives here.
    var nodeLife: NodeLife { NodeLife(id: replica.id, process: process) }

    /// How the node is now.
    func status() -> NodeStatus {
        let traffic = transport.traffic
        return NodeStatus(
            id: replica.id, process: process, cluster: naming.identity,
            protection: configuration.protection,
            incarnation: replica.membership?.own.incarnation ?? 0,
            membership: replica.membership, mode: faults.mode, isListening: transport.port.isBound,
            readiness: knowledge, halt: writingHalt(for: .value), absence: replica.absenceInForce,
            seen: replica.seen,
            keys: replica.valueCount,
            entries: replica.entryCount, root: replica.root(), cacheFill: replica.cacheCount,
            cacheLength: replica.settings.cache.length, rumors: replica.hotCount,
            rounds: replica.roundsBegun, clockLead: replica.clockLead, members: members(),
            counters: counters(traffic),
            traffic: traffic, queuedBytes: transport.queuedBytes)
    }

    /// Everybody whom this node contacts or was spoken to by.
    func members() -> [NodeStatus.Member] {
        knownMembers().map { member in
            var member = member
            if namesakes.contains(member.name) { member.warning = "several nodes have this name" }
            return member
        }
    }

    private func knownMembers() -> [NodeStatus.Member] {
        if let members = replica.membership?.members { return discoveredMembers(members) }
        let shown = book.contacts.indices.filter {
            !book.contacts[$0].isSelf && !book.contacts[$0].isForgotten
        }
        return shown.map { place in
            let peer = Peer(UInt32(place))
            let contact = book[peer]
            return NodeStatus.Member(
                peer: peer, name: book.name(of: peer), id: contact.id,
                address: contact.address?.hostPort ?? "\(contact.given)",
                control: contact.controlAddress, state: state(of: contact),
                silence: contact.lastHeard.map { clock.now - $0 }, faults: faults[peer])
        }
    }

    private func state(of contact: AddressBook.Contact) -> String {
        if contact.isForeign { return "foreign" }
        guard let heard = contact.lastHeard else { return "unheard" }
        return clock.now - heard < .seconds(5) ? "alive" : "silent"
    }

    private func counters(_ traffic: TrafficCounters) -> [(name: String, count: UInt64)] {
        let dropped = Drop.allCases.map { ($0.rawValue, drops[$0]) }
        let irregular = Irregularity.allCases.map { ($0.name, replica.irregularities[$0]) }
        let names: [(String, UInt64)] = [
            ("several nodes under one name", namesakes.met), ("clock steps", clockSteps),
        ]
        return traffic.named + names + dropped + envelope.refusals + irregular
    }
}

extension NodeStatus {
    /// Whether it takes part, and can be reached.
    var isUp: Bool { mode == .up && isListening }

    /// The answer of `OUTBREAK STATUS`.
    var json: JSONText {
        .object([
            "name": .text(id.name.text), "epoch": .whole(id.epoch),
            "cluster": .text(cluster.name.text), "gossip": .text(protection.rawValue),
            "process": .whole(UInt64(process)), "incarnation": .whole(UInt64(incarnation)),
            "mode": .text(mode.rawValue), "listening": .truth(isListening),
            "readiness": .text("\(readiness)"),
            "refusesWrites": halt.map { .text($0.name.rawValue) } ?? .null,
            "awaySeconds": absence.map { .number($0.length.inSeconds) } ?? .null,
            "clock": .text("\(seen)"), "keys": .count(keys),
            "root": .text("\(root)"),
            "cache": .object(["fill": .count(cacheFill), "length": .count(cacheLength)]),
            "rumors": .count(rumors), "members": .list(members.map(\.json)),
            "counters": .members(counters.map { ($0.name, .whole($0.count)) }),
        ])
    }
}

extension NodeStatus.Member {
    var json: JSONText {
        .object([
            "name": .text(name), "epoch": id.map { .whole($0.epoch) } ?? .null,
            "address": .text(address), "state": .text(state),
            "warning": warning.map { .text($0) } ?? .null,
            "control": control.map { .text("\($0)") } ?? .null,
            "silentSeconds": silence.map { .number($0.inSeconds) } ?? .null,
            "cut": .list(
                CutDirection.allCases.filter(faults.cut.contains).map { .text($0.rawValue) }),
            "loss": .number(faults.loss),
            "delaySeconds": .number(faults.delay.inSeconds),
        ])
    }
}
