import ClusterObservation

/// Where the user is in the log.
struct LogState: Hashable, Sendable {
    /// The number of the newest event in view; nil follows what happens.
    private(set) var anchor: Int?

    /// How far back one can go; a source keeps only so much.
    private static let backMax = 2_000

    /// Moves the view by events, into the past when negative.
    mutating func move(by steps: Int, in view: ClusterView?) {
        guard let trace = view?.trace, let newest = trace.last?.number else { return }
        let wanted = (anchor ?? newest) + steps
        let oldest = max(trace[0].number, newest - Self.backMax)
        anchor = wanted >= newest ? nil : max(wanted, oldest)
    }

    mutating func follow() { anchor = nil }

    /// To the oldest event that is at hand.
    mutating func goToOldest(in view: ClusterView?) {
        move(by: -Self.backMax, in: view)
    }

    /// How many events happened after the view.
    func eventsBack(in view: ClusterView?) -> Int {
        guard let anchor, let newest = view?.trace.last?.number else { return 0 }
        return min(max(0, newest - anchor), Self.backMax)
    }

    /// The events up to the view's end, oldest first.
    func events(in view: ClusterView) -> ArraySlice<TraceEvent> {
        guard let anchor else { return view.trace[...] }
        let end = view.trace.firstIndex { $0.number > anchor } ?? view.trace.count
        return view.trace[..<end]
    }
}
