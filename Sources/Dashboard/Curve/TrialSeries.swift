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

    private var trials: [SpreadMeasures] = []
    /// Since when spreads are counted, and why; nil where it is since the beginning.
    private(set) var restart: SpreadChange?
    private(set) var summary = Summary()

    /// How many spreads were counted.
    var count: Int { trials.count }

    /// Beyond so many, others would not change the figures any more.
    private static let trialsMax = 10_000

    /// Takes a view's spreads in: begins anew under other conditions, forgets what time was turned back
    /// before, and counts what is over.
    mutating func take(_ view: ClusterView) {
        if view.spreadChange != restart {
            self = TrialSeries()
            restart = view.spreadChange
        }
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
