import ClusterObservation
import Epidemic

/// The simulated network: who is linked, how messages fare, and what is cut.
struct Network: Sendable {
    private(set) var links: Links
    /// How messages fare. Under another bandwidth nobody waits for what was sent before.
    var conditions: NetworkConditions {
        didSet { if conditions.bandwidth != oldValue.bandwidth { busyUntil = [:] } }
    }
    /// What is wrong with it.
    var faults = Faults() { didSet { survey(after: oldValue) } }
    /// How many linked directions are cut.
    private(set) var cutCount = 0
    /// The directions cut one by one, and those restored one by one across the partition, ascending.
    private(set) var singleCuts: [DirectedLink] = []
    private(set) var bridges: [DirectedLink] = []
    /// The directions with conditions of their own, and the nodes that single cuts separate from all their
    /// neighbours, ascending.
    private(set) var specialLinks: [SpecialLink] = []
    private(set) var isolated: [IsolatedNode] = []
    /// What went over every direction.
    var traffic = LinkTraffic()
    /// Until when each direction is busy sending; only under limited bandwidth.
    private var busyUntil: [DirectedLink: Instant] = [:]
    private var generator: SeededGenerator

    /// Bytes that wait for a direction of limited bandwidth; further messages are dropped.
    static let queueBytesMax = 64 << 10

    /// Directions remembered as busy before those that are free again are forgotten.
    private static let busyMax = 4_096

    init(links: Links, conditions: NetworkConditions, generator: SeededGenerator) {
        self.links = links
        self.conditions = conditions
        self.generator = generator
    }

    /// What becomes of a message that is sent.
    enum Passage {
        /// It arrives then, once or twice.
        case arrives([Instant])
        case lost(LossReason)
    }

    /// Sends a message of so many bytes.
    ///
    /// - Parameter leg: the time that it takes in an aligned contact, in place of latency and bandwidth.
    mutating func send(
        _ bytes: Int, over link: DirectedLink, leg: Interval?, now: Instant
    ) -> Passage {
        traffic.sent(bytes, over: link)
        let passage = passage(of: bytes, over: link, leg: leg, now: now)
        if case .lost = passage { traffic.lost(over: link) }
        return passage
    }

    private mutating func passage(
        of bytes: Int, over link: DirectedLink, leg: Interval?, now: Instant
    ) -> Passage {
        guard !faults.isCut(link) else { return .lost(.cut) }
        let conditions = faults.special(of: link) ?? conditions
        guard !happens(conditions.loss) else { return .lost(.lossy) }
        if let leg {
            let arrival = now + leg
            return .arrives(happens(conditions.duplication) ? [arrival, arrival] : [arrival])
        }
        guard
            let departure = departure(
                of: bytes, over: link, bandwidth: conditions.bandwidth, now: now)
        else { return .lost(.queueFull) }
        let first = departure + travelTime(over: link, under: conditions)
        guard happens(conditions.duplication) else { return .arrives([first]) }
        return .arrives([first, departure + travelTime(over: link, under: conditions)])
    }

    /// Makes everything as it was, but for what was wrong with links that are gone.
    mutating func putBack(_ faults: Faults, _ conditions: NetworkConditions) {
        self.faults = faults
        self.faults.forgetUnlinked(links)
        self.conditions = conditions
    }

    /// Adds a node; returns the nodes that have other peers now.
    mutating func addNode() -> [Int] {
        let changed = links.add(using: &generator)
        faults.forgetUnlinked(links)
        return changed
    }

    /// Draws up what is asked for often, once for every change. On a direction of another bandwidth nobody
    /// waits for what was sent before.
    private mutating func survey(after old: Faults) {
        cutCount = faults.count(among: links)
        singleCuts = faults.singleCuts
        bridges = faults.bridges
        isolated = isolatedNodes
        guard faults.special != old.special else { return }
        specialLinks = faults.special.map { SpecialLink(link: $0.key, conditions: $0.value) }
            .sorted { $0.link < $1.link }
        busyUntil = busyUntil.filter { link, _ in
            faults.special[link]?.bandwidth == old.special[link]?.bandwidth
        }
    }

    private mutating func happens(_ probability: Double) -> Bool {
        probability > 0 && generator.unit() < probability
    }

    private mutating func travelTime(
        over link: DirectedLink, under conditions: NetworkConditions
    ) -> Interval {
        let length = links.length(link.from.index, link.to.index)
        let jitter = conditions.jitter.nanoseconds
        let added = jitter > 0 ? Int64(generator.below(Int(jitter) + 1)) : 0
        return conditions.latency * length + Interval(nanoseconds: added)
    }

    /// When the last byte leaves; nil when too many wait before it.
    private mutating func departure(
        of bytes: Int, over link: DirectedLink, bandwidth: Int?, now: Instant
    ) -> Instant? {
        guard let bandwidth else { return now }
        let free = max(now, busyUntil[link] ?? now)
        let waiting = (free - now).inSeconds * Double(bandwidth)
        guard waiting <= Double(Self.queueBytesMax) else { return nil }
        if busyUntil.count > Self.busyMax { busyUntil = busyUntil.filter { $0.value > now } }
        let duration = Interval(nanoseconds: Int64(Double(bytes) / Double(bandwidth) * 1e9))
        busyUntil[link] = free + duration
        return free + duration
    }
}
