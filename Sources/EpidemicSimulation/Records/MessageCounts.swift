import ClusterObservation
import Epidemic

/// What became of all messages since the beginning, by name.
struct MessageCounts: Sendable {
    private var traffic = MessageKind.allCases.map { ClusterCounters.Traffic(kind: $0) }
    private var losses = LossReason.allCases.map { _ in 0 }
    private var irregularities = Irregularity.allCases.map { _ in 0 }
    private var aboutMembers = MembershipEvent.allCases.map { _ in 0 }
    private var malformed = 0

    mutating func send(_ kind: MessageKind, bytes: Int) {
        traffic[Int(kind.rawValue)].sent += 1
        traffic[Int(kind.rawValue)].bytes += bytes
    }

    mutating func arrive(_ kind: MessageKind) { traffic[Int(kind.rawValue)].arrived += 1 }

    mutating func lose(_ reason: LossReason) { losses[Int(reason.rawValue)] += 1 }

    mutating func count(_ irregularity: Irregularity) {
        irregularities[Int(irregularity.rawValue)] += 1
    }

    mutating func count(_ event: MembershipEvent) { aboutMembers[Int(event.rawValue)] += 1 }

    mutating func countMalformed() { malformed += 1 }

    var counters: ClusterCounters {
        let named = Irregularity.allCases.map {
            CounterDetail(name: $0.name, count: irregularities[Int($0.rawValue)])
        }
        let dropped = MembershipEvent.allCases.map {
            CounterDetail(name: $0.name, count: aboutMembers[Int($0.rawValue)])
        }
        let all =
            named + dropped.filter { $0.count > 0 } + [
                CounterDetail(name: Self.malformedName, count: malformed)
            ]
        return ClusterCounters(
            traffic: traffic.filter { $0.kind != .membership || $0.sent > 0 },
            losses: LossReason.allCases.map {
                CounterDetail(name: $0.name, count: losses[Int($0.rawValue)])
            },
            irregularities: all.sorted { $0.name < $1.name })
    }

    /// The name of a message that no replica could read.
    static let malformedName = "malformed message"
}
