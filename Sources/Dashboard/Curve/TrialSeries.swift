import ClusterObservation

/// The spreads that were left alone from their beginning to their end, all under the same conditions:
/// what repeating a rumor tells.
struct TrialSeries: Hashable, Sendable {
    /// What is known of each measure; nil while nothing is.
    struct Summary: Hashable, Sendable {
        var residue: Sample?
        var traffic: Sample?
        var tAve: Sample?
        var tAvePrinted: Sample?
        var tLast: Sample?
    }

    /// When counting began anew, and why.
    struct Restart: Hashable, Sendable {
        /// What had become another.
        enum Cause: Hashable, Sendable {
            case settings, network, nodes, links
        }

        var moment: Moment
        var cause: Cause
    }

    private var conditions: Conditions?
    private var trials: [SpreadMeasures] = []
    /// The last restart; nil while there was none.
    private(set) var restart: Restart?
    private(set) var summary = Summary()

    /// How many spreads were counted.
    var count: Int { trials.count }

    /// Beyond so many, others would not change the figures any more.
    private static let trialsMax = 10_000

    /// Takes a view's spreads in: begins anew under other conditions, forgets what time was turned back
    /// before, and counts what is over.
    mutating func take(_ view: ClusterView) {
        let now = Conditions(view)
        if let cause = conditions?.difference(from: now) {
            self = TrialSeries()
            restart = Restart(moment: view.time.now, cause: cause)
        }
        conditions = now
        let before = trials.count
        let kept = trials.lastIndex { $0.began < view.time.now }.map { $0 + 1 } ?? 0
        trials.removeSubrange(kept...)
        let new = view.spreads.reversed().filter { counts($0, among: view.spreads) }
        trials += new
        if kept < before || !new.isEmpty { summarise() }
    }

    /// A spread counts once, when it is over, was left alone and began under these conditions.
    private func counts(_ spread: SpreadMeasures, among spreads: [SpreadMeasures]) -> Bool {
        guard spread.isOver, spread.isUndisturbed, trials.count < Self.trialsMax,
            restart.map({ spread.began >= $0.moment }) ?? true
        else { return false }
        // The latest spreads are among the latest trials, if they are counted already.
        let latest = trials.suffix(spreads.count)
        return !latest.contains { $0.update.id == spread.update.id }
    }

    private mutating func summarise() {
        summary = Summary(
            residue: Sample(trials.map(\.residue)), traffic: Sample(trials.map(\.traffic)),
            tAve: Sample(trials.compactMap(\.tAve)),
            tAvePrinted: Sample(trials.compactMap(\.tAvePrinted)),
            tLast: Sample(trials.compactMap(\.tLast)))
    }
}

/// What must stay the same for spreads to be counted together.
private struct Conditions: Hashable {
    private let settings: ProtocolSettings
    private let network: NetworkConditions?
    private let nodes: Int
    private let cuts: Int

    init(_ view: ClusterView) {
        settings = view.settings
        network = view.network
        nodes = view.totals.live
        cuts = view.totals.cuts
    }

    /// The first thing that is another.
    func difference(from other: Conditions) -> TrialSeries.Restart.Cause? {
        if settings != other.settings { return .settings }
        if network != other.network { return .network }
        if nodes != other.nodes { return .nodes }
        return cuts != other.cuts ? .links : nil
    }
}
