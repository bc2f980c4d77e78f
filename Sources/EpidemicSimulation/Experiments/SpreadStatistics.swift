/// What many runs of one protocol came to.
public struct SpreadStatistics: Hashable, Sendable {
    public private(set) var residue = Statistics()
    /// Rumor transfers per node.
    public private(set) var traffic = Statistics()
    /// The mean cycle of first receipt.
    public private(set) var tAve = Statistics()
    /// What Tables 1 and 2 print as t_ave; see `SpreadMeasurement.tAvePrinted`.
    public private(set) var tAvePrinted = Statistics()
    /// The cycle of the last first receipt.
    public private(set) var tLast = Statistics()
    /// What a link carries, where it matters who is linked to whom: contacts in a cycle and updates,
    /// on average over all links and over the critical ones.
    public private(set) var comparisons = Statistics()
    public private(set) var criticalComparisons = Statistics()
    public private(set) var updates = Statistics()
    public private(set) var criticalUpdates = Statistics()
    /// How many runs reached everybody.
    public private(set) var completeRuns = 0
    /// The cycles of the longest run.
    public private(set) var cyclesLongest = 0
    /// How many runs were stopped at the limit before their end.
    public private(set) var stoppedRuns = 0

    /// The statistics of runs in the order of their places.
    public init(_ runs: some Sequence<SpreadMeasurement>) {
        for run in runs { add(run) }
    }

    public var runs: Int { residue.count }

    private mutating func add(_ run: SpreadMeasurement) {
        residue.add(run.residue)
        traffic.add(run.traffic)
        tAve.add(run.tAve)
        tAvePrinted.add(run.tAvePrinted)
        tLast.add(run.tLast)
        if let links = run.links { add(links) }
        if run.isComplete { completeRuns += 1 }
        cyclesLongest = max(cyclesLongest, run.cycles)
        if run.wasStopped { stoppedRuns += 1 }
    }

    private mutating func add(_ links: RouteMeasurement) {
        comparisons.add(links.comparisons)
        criticalComparisons.add(links.criticalComparisons)
        updates.add(links.updates)
        criticalUpdates.add(links.criticalUpdates)
    }
}
