import Epidemic

/// A message from its sending to its end, as a space–time diagram shows it.
///
/// Lamport, "Time, clocks, and the ordering of events in a distributed system" (1978), figure 1.
public struct MessageRecord: Hashable, Sendable {
    /// What became of it.
    public enum Fate: Hashable, Sendable {
        /// It is expected at this moment.
        case underWay(until: Moment)
        case arrived(Moment)
        case lost(Moment, LossReason)
    }

    /// Ascending by the order of sending.
    public var number: Int
    public var link: DirectedLink
    public var kind: MessageKind
    public var sent: Moment
    public var fate: Fate
    public var concernsFocus: Bool

    public init(
        number: Int, link: DirectedLink, kind: MessageKind, sent: Moment, fate: Fate,
        concernsFocus: Bool = false
    ) {
        self.number = number
        self.link = link
        self.kind = kind
        self.sent = sent
        self.fate = fate
        self.concernsFocus = concernsFocus
    }

    /// When it ended, or will.
    public var end: Moment {
        switch fate {
        case .underWay(let moment), .arrived(let moment), .lost(let moment, _): moment
        }
    }
}

/// A stretch of time and of the roster.
public struct SpaceTimeWindow: Hashable, Sendable {
    public var from: Moment
    public var to: Moment
    public var nodes: Range<Int>

    public init(from: Moment, to: Moment, nodes: Range<Int>) {
        self.from = from
        self.to = to
        self.nodes = nodes
    }
}

/// What happened in a window.
public struct SpaceTime: Hashable, Sendable {
    public var window: SpaceTimeWindow
    /// Messages between two nodes of the window that were under way in its time, by number, at most
    /// `Interest.spaceTimeMax`, those of the focused update first when there are more.
    public var messages: [MessageRecord]
    /// What happened at its nodes in its time, oldest first, at most `Interest.spaceTimeMax`.
    public var events: [TraceEvent]
    /// The earliest moment that is still remembered.
    public var remembersFrom: Moment

    public init(
        window: SpaceTimeWindow, messages: [MessageRecord] = [], events: [TraceEvent] = [],
        remembersFrom: Moment = .zero
    ) {
        self.window = window
        self.messages = messages
        self.events = events
        self.remembersFrom = remembersFrom
    }
}
