import ClusterObservation

/// What was told so far, and where the user is in it.
///
/// A source hands out what has happened since the last view, and most of that is not worth a line; so
/// what is gets kept here as views arrive.
struct LogState: Hashable, Sendable {
    /// The events that are told, oldest first.
    private(set) var events: [TraceEvent] = []
    /// The number of the last event that a view told, worth a line or not.
    private(set) var told: Int?
    /// The number of the newest event in view; nil follows what happens.
    private(set) var anchor: Int?

    /// How many events are kept.
    private static let eventsMax = 2_000

    /// Takes a view's events in; when time was turned back, what had come after is forgotten.
    mutating func take(_ view: ClusterView) {
        let first = view.trace.first?.number ?? .max
        let kept = events.lastIndex { $0.number < first && $0.moment <= view.time.now }
        events.removeSubrange((kept.map { $0 + 1 } ?? 0)...)
        events += view.trace.filter(\.kind.isTold)
        told = view.trace.last?.number ?? told
        events.removeFirst(max(0, events.count - Self.eventsMax))
    }

    /// The events up to the view's end, oldest first.
    var inView: ArraySlice<TraceEvent> { events[..<end] }

    /// The events after the view's end, oldest first.
    var beyondView: ArraySlice<TraceEvent> { events[end...] }

    /// How many events happened after the view.
    var eventsBack: Int { events.count - end }

    /// Moves the view by events, into the past when negative.
    mutating func move(by steps: Int) {
        let wanted = min(max(1, end + steps), events.count)
        anchor = wanted == events.count ? nil : events[wanted - 1].number
    }

    mutating func follow() { anchor = nil }

    mutating func goToOldest() { move(by: -events.count) }

    /// The place behind the newest event in view.
    private var end: Int {
        guard let anchor else { return events.count }
        return events.firstIndex { $0.number > anchor } ?? events.count
    }
}

extension TraceEvent.Kind {
    /// Whether it is worth a line. Not an exchange that begins, for its end is told; nor one that
    /// found both tables equal from the start; nor a command whose effect is told, or which only
    /// moves time.
    var isTold: Bool {
        switch self {
        case .wrote, .received, .outdated, .lostInterest, .messageLost, .dropped, .diverged,
            .tookEpoch, .died, .cameBack, .undid:
            true
        case .exchangeBegan: false
        case .exchangeEnded(_, let report, _):
            report.ending != .equal || report.repairedHere + report.repairedThere > 0
        case .commanded(let command): command.isTold
        }
    }
}

extension ClusterCommand {
    fileprivate var isTold: Bool {
        switch self {
        case .write, .delete, .pause, .resume, .setSpeed, .stepEvent, .stepRound, .goTo: false
        case .kill, .restart, .freeze, .thaw, .addNode, .cut, .restore, .partition, .heal,
            .setNetwork, .setLinks, .isolate, .setChurn, .setProtocol, .backRound, .undo:
            true
        }
    }
}
