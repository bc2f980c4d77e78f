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
    /// How many of the latest trace events are shown.
    public var traceMax: Int

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
