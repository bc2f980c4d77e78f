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
    /// What was changed of the protocol, by the numbers of the events that tell it.
    private(set) var changes: [Int: String] = [:]
    /// The settings that were in force after the last view.
    private var settings: ProtocolSettings?
    /// Which of them are shown; nil shows all.
    private(set) var filter: LogFilter?
    /// Those that the filter shows.
    private var filtered: [TraceEvent] = []
    /// The number of the selected event; nil follows what happens.
    private(set) var selected: Int?
    /// The number of the lowest event in view while one is selected.
    private var lowest: Int?

    /// How many events are kept.
    private static let eventsMax = 2_000

    /// Takes a view's events in; when time was turned back, what had come after is forgotten.
    mutating func take(_ view: ClusterView) {
        let first = view.trace.first?.number ?? .max
        let kept = events.lastIndex { $0.number < first && $0.moment <= view.time.now }
        events.removeSubrange((kept.map { $0 + 1 } ?? 0)...)
        events += view.trace.filter(\.kind.isTold)
        noteChanges(in: view)
        told = view.trace.last?.number ?? told
        events.removeFirst(max(0, events.count - Self.eventsMax))
        filtered = filter.map { events.filter($0.shows) } ?? []
    }

    private mutating func noteChanges(in view: ClusterView) {
        for event in view.trace {
            guard case .setProtocol(let new)? = event.kind.command else { continue }
            changes[event.number] = settings.map { Words.changes(from: $0, to: new) }
            settings = new
        }
        settings = view.settings
        let oldest = events.first?.number ?? .max
        changes = changes.filter { $0.key >= oldest }
    }

    /// Shows only what a filter lets through, from the newest on.
    mutating func show(_ filter: LogFilter?) {
        self.filter = filter
        filtered = filter.map { events.filter($0.shows) } ?? []
        follow()
    }

    /// The events that are shown, oldest first.
    var shown: [TraceEvent] { filter == nil ? events : filtered }

    /// The events up to the view's lower end, oldest first.
    var inView: ArraySlice<TraceEvent> { shown[..<end] }

    /// The events after the view's lower end, oldest first.
    var beyondView: ArraySlice<TraceEvent> { shown[end...] }

    /// How many events happened after the selected one.
    var eventsBack: Int { selected == nil ? 0 : max(0, shown.count - 1 - selection) }

    /// The event that is selected.
    var selectedEvent: TraceEvent? {
        let shown = shown
        return shown.indices.contains(selection) && shown[selection].number == selected
            ? shown[selection] : nil
    }
}

extension LogState {
    /// Moves the selection by events, into the past when negative; at the newest it follows again.
    mutating func move(by steps: Int) {
        let shown = shown
        guard !shown.isEmpty else { return }
        let wanted = min(max(0, selection + steps), shown.count - 1)
        if wanted == shown.count - 1, steps > 0 { return follow() }
        lowest = lowest ?? shown[shown.count - 1].number
        selected = shown[wanted].number
    }

    /// Selects the event of a number; the view stays where it is.
    mutating func select(_ number: Int) {
        let shown = shown
        guard shown.contains(where: { $0.number == number }), let newest = shown.last else {
            return
        }
        lowest = lowest ?? newest.number
        selected = number
    }

    mutating func follow() {
        selected = nil
        lowest = nil
    }

    mutating func goToOldest() { move(by: -shown.count) }

    /// Moves the view as little as possible so that the selected event is in it.
    ///
    /// - Parameter rows: how many rows there are.
    /// - Parameter height: how many of them an event takes.
    mutating func reveal(rows: Int, height: (TraceEvent) -> Int) {
        guard selected != nil, !shown.isEmpty else { return }
        let shown = shown
        let last = max(selection, end - 1)
        var used = 0
        var lowest = selection
        for place in selection...last {
            used += height(shown[place])
            if used > rows { break }
            lowest = place
        }
        self.lowest = shown[lowest].number
    }

    /// The place of the selected event among those shown; that of the newest while it follows.
    private var selection: Int {
        let shown = shown
        guard let selected else { return shown.count - 1 }
        return (shown.firstIndex { $0.number >= selected }) ?? shown.count - 1
    }

    /// The place behind the lowest event in view.
    private var end: Int {
        let shown = shown
        guard let lowest else { return shown.count }
        return shown.firstIndex { $0.number > lowest } ?? shown.count
    }
}
