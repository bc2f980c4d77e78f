import ClusterObservation
import Epidemic

/// One node of an attached cluster, as its last words tell.
struct AttachedNode {
    /// Where it is asked.
    private(set) var control: HostPort
    private(set) var name: String
    private(set) var report: NodeReport?
    /// The root of the report before.
    private var earlierRoot: Digest?
    /// When it was heard last, by the watcher's clock.
    private(set) var heard: Instant?
    /// Since when it has not answered.
    private(set) var lostSince: Instant?
    private(set) var detail: NodeDetail?
    /// When its detail was asked for last.
    var detailAsked: Instant?
    /// Its hash tree, as far as it is drawn; nil until it was asked for and told.
    private(set) var tree: TreeLevels?
    /// When its tree was asked for last.
    var treeAsked: Instant?
    private var sentRate = RateMeter()
    private var receivedRate = RateMeter()

    /// A node that says nothing for so long does not answer.
    private static let silence = Interval.milliseconds(1_500)

    init(control: HostPort, name: String? = nil) {
        self.control = control
        self.name = name ?? "\(control)"
    }

    /// It answers at another address now.
    mutating func move(to control: HostPort) { self.control = control }

    /// It told how it is.
    ///
    /// - Returns: whether it lives another life than before.
    mutating func take(_ report: NodeReport, at now: Instant) -> Bool {
        let isReborn = self.report.map { $0.id != report.id } ?? false
        earlierRoot = self.report?.root
        self.report = report
        name = report.id.name.text
        heard = now
        lostSince = nil
        sentRate.note(report.sent, at: now)
        receivedRate.note(report.received, at: now)
        return isReborn
    }

    mutating func take(_ detail: NodeDetail) { self.detail = detail }

    mutating func take(_ tree: TreeLevels) { self.tree = tree }

    mutating func lose(at now: Instant) {
        lostSince = lostSince ?? now
        detail = nil
        tree = nil
    }

    /// Whether it takes part, as far as that is known.
    func condition(at now: Instant) -> NodeCondition {
        if let lostSince { return .down(since: lostSince) }
        guard let heard, now - heard < Self.silence else { return .down(since: heard ?? now) }
        guard report?.mode != .frozen else { return .frozen }
        return report?.isReady == false ? .arriving : .up
    }

    /// Who it was when it was heard last; nil when it never was.
    var life: NodeLife? { report?.life }

    /// Whether it has stopped answering.
    var isLost: Bool { lostSince != nil }

    /// Whether it is the life of that epoch.
    func isLife(_ name: String, _ epoch: UInt64?) -> Bool {
        epoch.map { life?.id.name.text == name && life?.id.epoch == $0 } ?? false
    }

    /// Its roots in the last two readings; one when they agree.
    var roots: Set<Digest> { Set([report?.root, earlierRoot].compactMap(\.self)) }

    var sentPerSecond: Double { sentRate.perSecond }
    var receivedPerSecond: Double { receivedRate.perSecond }
}

/// How fast a counter goes, over about a second.
private struct RateMeter {
    private var samples: [(count: Int, moment: Instant)] = []
    private(set) var perSecond = 0.0

    mutating func note(_ count: Int, at now: Instant) {
        if let last = samples.last, count < last.count { samples.removeAll() }
        samples.append((count, now))
        while samples.count > 2, now - samples[1].moment >= .seconds(1) { samples.removeFirst() }
        let span = (now - samples[0].moment).inSeconds
        perSecond = span > 0 ? Double(count - samples[0].count) / span : 0
    }
}
