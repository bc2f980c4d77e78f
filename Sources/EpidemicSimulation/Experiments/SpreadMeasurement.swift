/// What one run came to, in the paper's terms (§1.4).
public struct SpreadMeasurement: Hashable, Sendable {
    public let nodes: Int
    /// The fraction of nodes that are still susceptible.
    public let residue: Double
    /// Rumor transfers per node.
    public let traffic: Double
    /// The mean cycle of first receipt, over the nodes that received it; the origin counts as 0.
    public let tAve: Double
    /// What Tables 1 and 2 print as t_ave: the cycle numbers of all useful transfers, those repeated
    /// within a cycle included, over the infected nodes.
    public let tAvePrinted: Double
    /// The cycle of the last first receipt; a whole one where rounds are aligned.
    public let tLast: Double
    /// Cycles until nobody was infected, or everybody under `never`, or until the limit.
    public let cycles: Int
    /// What the links carried, in aligned rounds; nil on a full mesh.
    public let links: RouteMeasurement?

    /// Whether it was stopped at the limit before its end.
    public internal(set) var wasStopped = false

    /// Whether everybody received it.
    public var isComplete: Bool { residue == 0 }
}
