import ClusterObservation
import Epidemic

/// What became of all messages since the beginning, by name, and how the counts stood at the last
/// eighths of virtual seconds.
///
/// Those moments are fixed, so that a rate depends on what happened alone and never on when somebody
/// looked.
struct MessageCounts: Sendable {
    private var counts = Counts()
    /// The counts before anything happened at or after a moment, oldest first; where eighths are missing
    /// between two of them nothing was counted.
    private var past = [Past(eighth: 0, counts: Counts())]
    /// When the next eighth begins, in nanoseconds of virtual time.
    private var nextEighth = Self.eighth

    private struct Past: Sendable {
        /// The moment, in eighths of seconds.
        var eighth: Int64
        var counts: Counts
    }

    private static let eighth: Int64 = 1_000_000_000 / 8
    /// Rates are means over so many nanoseconds and up to an eighth of a second more, or over what has
    /// passed since the beginning; over less than the least they would say nothing.
    private static let window: Int64 = 1_000_000_000
    private static let windowMin: Int64 = 500_000_000

    /// Virtual time has come to a moment, at which nothing was counted yet.
    mutating func reach(_ now: Instant) {
        if now.nanoseconds >= nextEighth { keep(now) }
    }

    private mutating func keep(_ now: Instant) {
        let eighth = now.nanoseconds / Self.eighth
        nextEighth = (eighth + 1) * Self.eighth
        past.append(Past(eighth: eighth, counts: counts))
        let oldest = (now.nanoseconds - Self.window) / Self.eighth
        past.removeFirst(past.firstIndex { $0.eighth >= oldest } ?? 0)
    }

    /// How the counts stood about a second ago; nil when that lies before the beginning or too little
    /// time has passed since.
    func earlier(at now: Instant) -> EarlierCounters? {
        guard now.nanoseconds >= Self.windowMin else { return nil }
        let eighth = max(0, now.nanoseconds - Self.window) / Self.eighth
        let counts = past.first { $0.eighth >= eighth }?.counts ?? counts
        return EarlierCounters(
            counters: counts.counters,
            ago: Interval(nanoseconds: now.nanoseconds - eighth * Self.eighth))
    }

    mutating func send(_ kind: MessageKind, bytes: Int) {
        counts.traffic[Int(kind.rawValue)].sent += 1
        counts.traffic[Int(kind.rawValue)].bytes += bytes
    }

    mutating func arrive(_ kind: MessageKind) { counts.traffic[Int(kind.rawValue)].arrived += 1 }

    mutating func lose(_ reason: LossReason) { counts.losses[Int(reason.rawValue)] += 1 }

    mutating func count(_ irregularity: Irregularity) {
        counts.irregularities[Int(irregularity.rawValue)] += 1
    }

    mutating func count(_ event: MembershipEvent) { counts.aboutMembers[Int(event.rawValue)] += 1 }

    mutating func countMalformed() { counts.malformed += 1 }

    var counters: ClusterCounters { counts.counters }

    /// The name of a message that no replica could read.
    static let malformedName = "malformed message"
}

extension MessageCounts {
    /// The counts at one moment.
    private struct Counts: Sendable {
        var traffic = MessageKind.allCases.map { ClusterCounters.Traffic(kind: $0) }
        var losses = LossReason.allCases.map { _ in 0 }
        var irregularities = Irregularity.allCases.map { _ in 0 }
        var aboutMembers = MembershipEvent.allCases.map { _ in 0 }
        var malformed = 0

        var counters: ClusterCounters {
            let named = Irregularity.allCases.map {
                CounterDetail(name: $0.name, count: irregularities[Int($0.rawValue)])
            }
            let dropped = MembershipEvent.allCases.map {
                CounterDetail(name: $0.name, count: aboutMembers[Int($0.rawValue)])
            }
            let all =
                named + dropped.filter { $0.count > 0 } + [
                    CounterDetail(name: MessageCounts.malformedName, count: malformed)
                ]
            return ClusterCounters(
                traffic: traffic.filter { $0.kind != .membership || $0.sent > 0 },
                losses: LossReason.allCases.map {
                    CounterDetail(name: $0.name, count: losses[Int($0.rawValue)])
                },
                irregularities: all.sorted { $0.name < $1.name })
        }
    }
}
