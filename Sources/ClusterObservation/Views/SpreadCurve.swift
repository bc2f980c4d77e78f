/// How an update spread from the moment it was written, measured as the paper measures it.
///
/// Rounds are those of the cluster where they are aligned, and else times divided by the round
/// interval. When the spread is over the measures stay as they were then, whatever is repaired or fails
/// later; how it is now stands in `FocusStatus`. Demers et al., "Epidemic algorithms for replicated
/// database maintenance" (1987), §1.4.
public struct SpreadMeasures: Hashable, Sendable {
    /// The update that spreads.
    public var update: ClusterUpdate
    /// Where it was written.
    public var origin: NodeID
    /// When it was written.
    public var began: Moment
    /// Live nodes, as they are now or were when it ended.
    public var nodes: Int
    /// Live nodes that had it or had got it before another took its place, of `nodes`.
    public var informed: Int
    /// Times that it was offered to somebody as a rumor, pushed or in answer to a pull, whatever became
    /// of that.
    public var transfers: Int
    /// The mean of the rounds in which the nodes got it, the origin's round 0 among them; nil while no
    /// other has it.
    public var tAve: Double?
    /// The same as Tables 1 and 2 print it: every useful transfer counts, repeated ones within a round
    /// included, over all that know it.
    public var tAvePrinted: Double?
    /// The round in which the last node got it; nil while none has.
    public var tLast: Double?
    /// Whether nobody is infected and none of it is under way as a rumor or by mail any more; where
    /// only tables or caches are compared, whether nobody is susceptible.
    public var isOver: Bool
    /// Whether the cluster was left alone while it spread: no fault, no other setting, no other write of
    /// the key.
    public var isUndisturbed: Bool

    /// Makes the measures of a spread.
    public init(
        update: ClusterUpdate, origin: NodeID, began: Moment, nodes: Int, informed: Int,
        transfers: Int = 0, tAve: Double? = nil, tAvePrinted: Double? = nil, tLast: Double? = nil,
        isOver: Bool = false, isUndisturbed: Bool = true
    ) {
        self.update = update
        self.origin = origin
        self.began = began
        self.nodes = nodes
        self.informed = informed
        self.transfers = transfers
        self.tAve = tAve
        self.tAvePrinted = tAvePrinted
        self.tLast = tLast
        self.isOver = isOver
        self.isUndisturbed = isUndisturbed
    }

    /// The part of the live nodes that never got it, 0 … 1.
    public var residue: Double { nodes > 0 ? Double(nodes - informed) / Double(nodes) : 0 }
    /// Transfers per node.
    public var traffic: Double { nodes > 0 ? Double(transfers) / Double(nodes) : 0 }
}

/// How many live nodes were in each state at a moment.
public struct CurvePoint: Hashable, Sendable {
    /// Since the beginning of the run.
    public var moment: Moment
    /// Rounds since the update was written; see `SpreadMeasures`.
    public var round: Double
    /// Those that hold neither the update nor another that wins over it.
    public var susceptible: Int
    /// Those that spread it.
    public var infected: Int
    /// Those that hold it and spread it no more, or have forgotten it and all of its key.
    public var removed: Int
    /// Those that hold another update of the key, which wins over it, whether they ever got this one or not.
    public var superseded: Int

    /// Makes a point from its counts.
    public init(
        moment: Moment, round: Double, susceptible: Int, infected: Int, removed: Int,
        superseded: Int = 0
    ) {
        self.moment = moment
        self.round = round
        self.susceptible = susceptible
        self.infected = infected
        self.removed = removed
        self.superseded = superseded
    }

    /// All live nodes.
    public var nodes: Int { susceptible + infected + removed + superseded }

    /// Whether as many nodes are in each state as at another point.
    public func hasStates(of other: CurvePoint) -> Bool {
        (susceptible, infected, removed, superseded)
            == (other.susceptible, other.infected, other.removed, other.superseded)
    }
}

/// The focused update over time.
public struct SpreadCurve: Hashable, Sendable {
    /// What the spread comes to so far.
    public var measures: SpreadMeasures
    /// The states over time, oldest first, at most `Interest.curveMax`: the first when it was written, the
    /// last now. Between two points nothing changed, or so little that it is left out.
    public var points: [CurvePoint]
    /// Where a prediction begins: when it was written, or when the protocol or the network was changed last.
    public var predictedFrom: CurvePoint?

    /// Makes a curve.
    public init(
        measures: SpreadMeasures, points: [CurvePoint] = [], predictedFrom: CurvePoint? = nil
    ) {
        self.measures = measures
        self.points = points
        self.predictedFrom = predictedFrom
    }
}

/// How one node got an update.
public struct Infection: Hashable, Sendable {
    /// Who got it.
    public var node: NodeID
    /// Whom it got it from; nil where it was written.
    public var from: NodeID?
    /// By which layer; nil where it was written.
    public var layer: SpreadingLayer?
    /// Transfers from the writer to here.
    public var hops: Int
    /// When it got it.
    public var moment: Moment
    /// The same in rounds since it was written; see `SpreadMeasures`.
    public var round: Double

    /// Makes the receipt of an update.
    public init(
        node: NodeID, from: NodeID?, layer: SpreadingLayer?, hops: Int, moment: Moment,
        round: Double
    ) {
        self.node = node
        self.from = from
        self.layer = layer
        self.hops = hops
        self.moment = moment
        self.round = round
    }
}
