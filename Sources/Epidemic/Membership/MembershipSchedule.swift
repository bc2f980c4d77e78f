/// When each of the things is due that a member does by itself.
struct MembershipSchedule: Hashable, Sendable {
    /// A thing that comes again and again.
    enum Task: Int, Hashable, Sendable, CaseIterable {
        case probe, status, exchange, reconnect, registry, news
    }

    private var due = [Instant?](repeating: nil, count: Task.allCases.count)

    /// The next moment at which anything is due.
    var earliest: Instant? { due.compactMap { $0 }.min() }

    subscript(task: Task) -> Instant? {
        get { due[task.rawValue] }
        set { due[task.rawValue] = newValue }
    }

    /// Sets everything to a moment of its own within its interval, so that members do not act in step.
    mutating func begin(
        _ settings: MembershipSettings, now: Instant, using generator: inout SeededGenerator
    ) {
        let intervals: [(Task, Interval)] = [
            (.probe, settings.probeInterval), (.status, settings.statusInterval),
            (.exchange, settings.exchangeInterval), (.reconnect, settings.probeInterval),
        ]
        for (task, interval) in intervals {
            self[task] = now + generator.interval(below: interval)
        }
    }

    /// Clears a thing that is due.
    mutating func take(_ task: Task, now: Instant) -> Bool {
        guard let moment = self[task], moment <= now else { return false }
        self[task] = nil
        return true
    }

    /// Sets a thing to a moment, unless it is due before.
    mutating func hasten(_ task: Task, to moment: Instant) {
        self[task] = min(self[task] ?? moment, moment)
    }
}

extension SeededGenerator {
    /// A length of time shorter than another.
    mutating func interval(below limit: Interval) -> Interval {
        Interval(nanoseconds: Int64(below(Int(max(1, limit.nanoseconds)))))
    }
}
