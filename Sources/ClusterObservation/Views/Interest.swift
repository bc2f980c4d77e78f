/// What an observer has on its screen, and so wants to know.
public struct Interest: Hashable, Sendable {
    /// The update whose spreading is watched.
    public var focus: UpdateIdentity?
    /// The roster places whose status is shown in a table.
    public var rows: Range<Int>
    /// The roster places that are drawn as dots.
    public var dots: Range<Int>
    /// How many messages under way are drawn at most, those of the focused update first.
    public var messagesMax: Int
    /// How many cut links are drawn at most.
    public var cutsMax: Int
    /// The node that is inspected.
    public var inspected: NodeID?
    /// The places of its sorted entries that are shown.
    public var entries: Range<Int>
    /// How many of the latest trace events are wanted at most.
    public var traceMax: Int
    /// The number of the last event that the observer was told, so that it is told all that came after,
    /// and again what has become another since; nil before the first.
    public var traceAfter: Int?

    /// The order of the rows, and the words of a `RowFilter`; `rows` are places in what is left.
    public var rowOrder = RowOrder.roster
    /// The words of a `RowFilter`; empty shows all.
    public var rowFilter = ""
    /// How many points of the focused update's curve are drawn at most; 0 wants no curve.
    public var curveMax = 0
    /// How many of the latest updates are wanted with the measures of their spreading.
    public var spreadsMax = 0
    /// The update that is waited for: at the moment at which its spreading is over, time stops, so that it is
    /// looked at then, whatever stretches time passes in.
    public var awaited: UpdateIdentity?
    /// The update whose way through the cluster is followed; one of the latest.
    public var journey: UpdateIdentity?
    /// The part of the matrix of links that is shown.
    public var links: LinkWindow?
    /// How many groups of equal tables are listed at most.
    public var rootGroupsMax = 0
    /// Two nodes whose tables are compared, and how many of the differing keys are listed at most.
    public var compared: NodePair?
    /// How many of the keys that differ are listed at most.
    public var differencesMax = 0
    /// The stretch of time and roster of a space–time diagram, and how many messages and events of it at
    /// most.
    public var spaceTime: SpaceTimeWindow?
    /// How many messages, and how many events, of the diagram are wanted at most.
    public var spaceTimeMax = 0
    /// Whether the counters of the whole cluster are shown.
    public var counters = Counting.none
    /// Nodes whose dots are wanted wherever they stand in the roster.
    public var named: [NodeID] = []
    /// How many links of a topology drawn at random are wanted at most.
    public var edgesMax = 0
    /// Into how many stretches the roster is summed up for a map; 0 for none.
    public var fieldCells = 0

    /// How many of the latest anti-entropy exchanges are wanted at most.
    public var exchangesMax = 0
    /// Two nodes whose hash trees are compared, as seen from the first.
    public var trees: NodePair?

    /// Whether counters are wanted.
    public enum Counting: Hashable, Sendable { case none, all }

    /// Makes an interest; what is left out is not looked at.
    public init(
        focus: UpdateIdentity? = nil, rows: Range<Int> = 0..<0, dots: Range<Int> = 0..<0,
        messagesMax: Int = 0, cutsMax: Int = 0, inspected: NodeID? = nil,
        entries: Range<Int> = 0..<0, traceMax: Int = 0
    ) {
        self.focus = focus
        self.rows = rows
        self.dots = dots
        self.messagesMax = messagesMax
        self.cutsMax = cutsMax
        self.inspected = inspected
        self.entries = entries
        self.traceMax = traceMax
    }
}
