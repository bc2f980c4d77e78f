import Epidemic
import EpidemicWire
import Glibc
import NIOCore

/// The time of one node: nanoseconds by which its replica lives, near those since 1970, that never go back.
///
/// It goes on with the machine's own clock, which counts while the machine sleeps and is never set; so
/// certificates age by the time that has passed, whatever somebody does to the wall clock. The wall clock is looked
/// at when the node starts, because nothing else knows how long it was away; and again and again while it runs, so
/// that a step is noticed, told, and taken into account at the next start.
struct NodeClock {
    private let sources: ClockSources
    private let start: Instant
    private let startOfRunning: Instant
    /// How the wall clock stood at the start to what the data knew.
    let found: Found

    /// What a start finds.
    struct Found: Hashable, Sendable {
        /// How long the node was away, as far as the wall clock tells; zero where it went back.
        var away = Interval.zero
        /// How far the wall clock went back since the node was last there.
        var setBack = Interval.zero
    }

    /// - Parameters:
    ///   - reading: the last reading that the data holds.
    ///   - latest: the latest moment that stands in the data; time does not begin before it, or ages would be
    ///     negative.
    init(
        _ sources: ClockSources = .system, after reading: ClockReading? = nil,
        latest: Instant? = nil
    ) {
        self.sources = sources
        startOfRunning = sources.running()
        let wall = sources.wall()
        guard let reading = reading ?? latest.map({ ClockReading(moment: $0, wall: $0) }) else {
            start = wall
            found = Found()
            return
        }
        let passed = wall - reading.wall
        found = Found(away: max(.zero, passed), setBack: max(.zero, passed * -1))
        start = max(reading.moment + found.away, latest ?? reading.moment)
    }

    var now: Instant { start + (sources.running() - startOfRunning) }

    /// What the wall clock says.
    var wall: Instant { sources.wall() }

    /// What time it is for what is written to others.
    var onTheWire: WireClock { WireClock(now: now, wall: wall) }

    /// Both clocks at this moment, to be found at the next start.
    var reading: ClockReading { ClockReading(moment: now, wall: wall) }

    func deadline(_ instant: Instant) -> NIODeadline {
        .now() + .nanoseconds(max(0, (instant - now).nanoseconds))
    }

    /// Milliseconds since 1970: the epoch of a life that begins without data.
    static func wallMilliseconds() -> UInt64 {
        UInt64(max(0, ClockSources.system.wall().nanoseconds / 1_000_000))
    }
}

/// What the replica's time and the wall clock were at one moment.
struct ClockReading: Hashable, Sendable {
    let moment: Instant
    let wall: Instant

    /// The one that a disk holds.
    init?(text: String) {
        let numbers = text.split(separator: " ").compactMap { Int64($0) }
        guard numbers.count == 2, numbers.allSatisfy({ $0.magnitude < 1 << 62 }) else { return nil }
        self.init(
            moment: Instant(nanoseconds: numbers[0]), wall: Instant(nanoseconds: numbers[1]))
    }

    init(moment: Instant, wall: Instant) {
        self.moment = moment
        self.wall = wall
    }

    var text: String { "\(moment.nanoseconds) \(wall.nanoseconds)" }

    /// How far the wall clock was set forward between two readings, or back.
    func step(to later: ClockReading) -> Interval {
        Interval(
            nanoseconds: (later.wall - wall).nanoseconds - (later.moment - moment).nanoseconds)
    }
}

/// The clocks of a machine. Tests give a node others.
package struct ClockSources: Sendable {
    /// Nanoseconds since 1970, as somebody has set it.
    let wall: @Sendable () -> Instant
    /// Nanoseconds since any origin that are never set, and count while the machine sleeps.
    let running: @Sendable () -> Instant

    package init(
        wall: @escaping @Sendable () -> Instant, running: @escaping @Sendable () -> Instant
    ) {
        self.wall = wall
        self.running = running
    }

    package static let system = ClockSources(
        wall: { read(CLOCK_REALTIME) }, running: { read(CLOCK_BOOTTIME) })

    private static func read(_ clock: clockid_t) -> Instant {
        var time = timespec()
        clock_gettime(clock, &time)
        return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
