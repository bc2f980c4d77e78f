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
    /// From whom to whom it went.
    public var link: DirectedLink
    /// What kind of message it was.
    public var kind: MessageKind
    /// When it was sent.
    public var sent: Moment
    /// What became of it.
    public var fate: Fate
    /// Whether it carried or concerned the focused update.
    public var concernsFocus: Bool

    /// Makes the record of a message.
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
    /// Where the stretch of time begins.
    public var from: Moment
    /// Where it ends.
    public var to: Moment
    /// The places of the nodes.
    public var nodes: Range<Int>

    /// Makes a window.
    public init(from: Moment, to: Moment, nodes: Range<Int>) {
        self.from = from
        self.to = to
        self.nodes = nodes
    }
}

/// What happened in a window.
public struct SpaceTime: Hashable, Sendable {
    /// What it was asked for.
    public var window: SpaceTimeWindow
    /// Messages between two nodes of the window that were under way in its time, by number, at most
    /// `Interest.spaceTimeMax`, those of the focused update first when there are more.
    public var messages: [MessageRecord]
    /// What happened at its nodes in its time, oldest first, at most `Interest.spaceTimeMax`.
    public var events: [TraceEvent]
    /// The earliest moment that is still remembered.
    public var remembersFrom: Moment

    /// Makes what happened in a window.
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
