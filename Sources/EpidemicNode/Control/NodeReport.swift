import ClusterObservation
import Epidemic
import EpidemicWire

/// One message of a feed: how a node is, and what happened since the last one.
struct NodeReport: Sendable {
    let life: NodeLife
    /// To which cluster it belongs; nil while that is not settled.
    let cluster: ClusterName?
    let mode: NodeMode
    /// Whether it takes writes: it knows what the others know.
    let isReady: Bool
    let seen: SeenClock
    let keys: Int
    let entries: Int
    let root: Digest
    let cacheFill: Int
    let rumors: Int
    let rounds: Int
    let sent: Int
    let received: Int
    let bytesSent: Int
    let settings: Settings
    let members: [Member]
    /// What it knows of the others, where they are not a fixed list.
    let membership: MembershipView?
    /// Counts by name, without zeros.
    let counters: [(name: String, count: Int)]
    /// The node's own time.
    let now: Instant
    let events: [WatchEvent]
    /// Events that happened and are not told.
    let passedOver: Int

    var id: ReplicaID { life.id }

    /// Another node, as this one knows it.
    struct Member: Sendable {
        let name: String
        /// Which of the lives of that name; nil while it was never heard.
        let epoch: UInt64?
        /// Where it gossips, which tells apart those of one name.
        let address: String
        let control: HostPort?
        let cut: Set<CutDirection>
        let loss: Double
        let delay: Interval
    }

    init(
        _ status: NodeStatus, settings: Settings, now: Instant, events: [WatchEvent],
        passedOver: Int
    ) {
        life = NodeLife(id: status.id, process: status.process)
        cluster = status.cluster.standing == .settled ? status.cluster.name : nil
        mode = status.mode
        isReady = status.readiness.takesWrites
        seen = status.seen
        (keys, entries, root) = (status.keys, status.entries, status.root)
        (cacheFill, rumors) = (status.cacheFill, status.rumors)
        rounds = Int(status.rounds)
        sent = Int(status.traffic.framesOut)
        received = Int(status.traffic.framesIn)
        bytesSent = Int(status.traffic.bytesOut)
        members = status.members.map {
            Member(
                name: $0.name, epoch: $0.id?.epoch, address: $0.address, control: $0.control,
                cut: $0.faults.cut, loss: $0.faults.loss,
                delay: $0.faults.delay)
        }
        membership = status.membership.map {
            MembershipView($0, at: now) { _ in nil }
        }
        counters = status.counters.filter { $0.count > 0 }.map { ($0.name, Int($0.count)) }
        self.settings = settings
        self.now = now
        self.events = events
        self.passedOver = passedOver
    }
}

// The words of a feed.

extension NodeReport {
    /// What the push of a feed is called.
    static let kind = "outbreak"

    var answer: RESPValue {
        .push([
            .text(Self.kind),
            .map(
                life.words + [
                    .init(.text("cluster"), cluster.map { .text($0.text) } ?? .null),
                    .init(.text("mode"), .text(mode.rawValue)),
                    .init(.text("ready"), .count(isReady ? 1 : 0)),
                    .init(
                        .text("seen"), .array(seen.runs.map { .bulk(SeenRunCodec.encode($0)) })),
                    .init(.text("root"), .text("\(root)")),
                    .init(
                        .text("counts"),
                        .array(
                            [keys, entries, cacheFill, rumors, rounds, sent, received, bytesSent]
                                .map { .count($0) })),
                    .init(.text("settings"), .map(settings.words)),
                    .init(.text("members"), .array(members.map(\.answer))),
                    .init(.text("membership"), membership?.answer ?? .null),
                    .init(
                        .text("counters"),
                        .map(counters.map { .init(.text($0.name), .count($0.count)) })),
                    .init(.text("now"), .integer(now.nanoseconds)),
                    .init(.text("events"), .array(events.map(\.answer))),
                    .init(.text("passed over"), .count(passedOver)),
                ]),
        ])
    }

    /// Reads what `answer` writes; nil for anything else.
    init?(_ value: RESPValue) {
        guard case .push(let parts) = value, parts.count == 2, parts[0] == .text(Self.kind),
            let life = NodeLife(parts[1]),
            let mode = parts[1]["mode"]?.word.flatMap(NodeMode.init(rawValue:)),
            let counts = parts[1]["counts"]?.items.compactMap(\.count), counts.count == 8
        else { return nil }
        let facts = parts[1]
        self.life = life
        cluster = facts["cluster"]?.word.flatMap { ClusterName($0) }
        self.mode = mode
        isReady = facts["ready"]?.number != 0
        let runs = (facts["seen"]?.items ?? []).compactMap(\.block)
        seen = SeenClock(runs: runs.compactMap { try? SeenRunCodec.decode($0) }) ?? SeenClock()
        root = Digest(bits: facts["root"]?.word.flatMap { UInt128($0, radix: 16) } ?? 0)
        (keys, entries, cacheFill, rumors) = (counts[0], counts[1], counts[2], counts[3])
        (rounds, sent, received, bytesSent) = (counts[4], counts[5], counts[6], counts[7])
        settings = Settings(words: facts["settings"])
        members = (facts["members"]?.items ?? []).compactMap { Member($0) }
        membership = facts["membership"].flatMap { MembershipView($0) }
        counters = Self.counters(facts["counters"])
        now = Instant(nanoseconds: Int64(facts["now"]?.number ?? 0))
        events = (facts["events"]?.items ?? []).compactMap { WatchEvent($0) }
        passedOver = facts["passed over"]?.count ?? 0
    }

    private static func counters(_ value: RESPValue?) -> [(name: String, count: Int)] {
        guard case .map(let pairs)? = value else { return [] }
        return pairs.compactMap { pair in
            guard let name = pair.key.word, let count = pair.value.count else { return nil }
            return (name, count)
        }
    }
}

extension NodeReport.Member {
    fileprivate var answer: RESPValue {
        .array([
            .text(name), control.map { .text("\($0)") } ?? .null,
            .array(cut.map(\.rawValue).sorted().map { .text($0) }), .text("\(loss)"),
            .integer(delay.nanoseconds), epoch.map { .text("\($0)") } ?? .null, .text(address),
        ])
    }

    fileprivate init?(_ value: RESPValue) {
        let parts = value.items
        guard parts.count == 7, let name = parts[0].word, let address = parts[6].word else {
            return nil
        }
        self.name = name
        control = parts[1].word.flatMap { HostPort($0) }
        cut = Set(parts[2].items.compactMap(\.word).compactMap(CutDirection.init(rawValue:)))
        let part = parts[3].word.flatMap { Double($0) } ?? 0
        loss = (0...1).contains(part) ? part : 0
        delay = Interval(nanoseconds: Int64(parts[4].number ?? 0))
        epoch = parts[5].word.flatMap { UInt64($0) }
        self.address = address
    }
}

extension Settings {
    /// All settings by name.
    fileprivate var words: [RESPValue.Pair] {
        NodeSetting.all.compactMap { setting in
            setting.read(self).map { .init(.text(setting.name), .text($0)) }
        }
    }

    /// Reads what `words` writes; what is not understood stays as in a node that is told nothing.
    fileprivate init(words value: RESPValue?) {
        self = .node
        guard case .map(let pairs)? = value else { return }
        let rumors = pairs.first { $0.key == .text("rumors") }?.value.word
        if rumors == "off" { self.rumors = nil }
        for pair in pairs {
            guard let name = pair.key.word, let text = pair.value.word else { continue }
            _ = NodeSetting.table[name]?.write(text, &self)
        }
    }
}
