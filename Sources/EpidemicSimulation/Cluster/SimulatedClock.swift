import ClusterObservation
import Epidemic
import EpidemicWire

/// The clocks of a node that are not right: the one that its replica lives by, and the one on the wall.
///
/// As on a real node, the time of a replica never goes back and is not set while it runs; the wall clock is
/// read when the node starts, to learn how long it was away.
struct SimulatedClock: Hashable, Sendable {
    /// How far the time of the replica is ahead of virtual time.
    var lead = Interval.zero
    /// How far the wall clock is ahead, and how far it was at the last start.
    var wallLead = Interval.zero
    var wallLeadAtStart = Interval.zero

    /// The most by which a wall clock can be wrong.
    static let aheadMax = Interval.seconds(86_400)
}

extension Simulation {
    /// The time by which a replica lives.
    @inline(__always) func time(of index: Int) -> Instant {
        clocks.isEmpty ? now : now + lead(of: index)
    }

    /// How far the time of a replica is ahead of virtual time.
    func lead(of index: Int) -> Interval { clocks[index]?.lead ?? .zero }

    /// What time it is for what a node writes and reads.
    func wireClock(of index: Int) -> WireClock {
        guard let clock = clocks[index] else { return WireClock(now) }
        return WireClock(now: now + clock.lead, wall: now + clock.wallLead)
    }

    /// A node that starts learns from its wall clock how long it was away; without data, what time it is.
    mutating func readClock(of index: Int, _ data: RestartData) {
        guard var clock = clocks[index] else { return }
        switch data {
        case .kept:
            let step = Interval(
                nanoseconds: clock.wallLead.nanoseconds - clock.wallLeadAtStart.nanoseconds)
            let lived = nodes[index].disk.lastLived ?? now + clock.lead
            clock.lead = max(clock.lead + step, lived - now)
        case .lost: clock.lead = clock.wallLead
        }
        clock.wallLeadAtStart = clock.wallLead
        clocks[index] = clock
    }
}
