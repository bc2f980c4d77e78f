import ClusterObservation
import TerminalUI

/// Where the user is in the space–time diagram.
struct SpaceTimeState: Hashable, Sendable {
    /// A moment of the lowest row in view while it is held; nil follows the present.
    var held: Moment?
    /// The time of a row, when somebody chose it; else it follows from the latency.
    var scale: TimeScale?
    /// The first node in view.
    var left = 0
}

/// What had happened before time was moved by hand, so that what is new can be pointed out.
struct StepMark: Hashable, Sendable {
    private let now: Moment
    /// The numbers of the newest event and the newest message.
    private let event: Int
    private let message: Int
    /// The messages that had not ended.
    private let underWay: Set<Int>

    /// - Parameter told: the newest event of the log. A view tells only what came after the one before it,
    ///   which may be nothing.
    init(_ view: ClusterView, told: TraceEvent?) {
        now = view.time.now
        event = max(told?.number ?? -1, view.spaceTime?.events.lazy.map(\.number).max() ?? -1)
        let messages = view.spaceTime?.messages ?? []
        message = messages.last?.number ?? .max
        underWay = Set(messages.lazy.filter(\.isUnderWay).map(\.number))
    }

    /// Whether an event happened since.
    func isNew(_ event: TraceEvent) -> Bool { event.number > self.event }

    /// Whether a message was sent or ended since.
    func isNew(_ message: MessageRecord) -> Bool {
        if now < message.sent || message.number > self.message { return true }
        return underWay.contains(message.number) && !message.isUnderWay
    }
}

extension MessageRecord {
    /// Whether it has neither arrived nor been lost.
    var isUnderWay: Bool {
        switch fate {
        case .underWay: true
        case .arrived, .lost: false
        }
    }
}
