import ClusterObservation

// What an observer sees of messages and events that are past.

extension Simulation {
    /// What happened in a window, as far as it is remembered.
    func spaceTime(in window: SpaceTimeWindow, max wanted: Int, focus: Int?) -> SpaceTime {
        SpaceTime(
            window: window,
            messages: messageLog.messages(in: window, max: wanted) {
                spreads.concerns(focus, $0)
            },
            events: trace.events(in: window, max: wanted),
            remembersFrom: max(messageLog.remembersFrom, trace.remembersFrom))
    }
}
