import Epidemic
import Glibc
import NIOCore

/// The time of one node: the wall clock as it was at the start, and from there on a clock that never
/// steps.
///
/// Moments are nanoseconds since 1970, so that the ages of death certificates mean the same on every
/// node and after a restart; and a wall clock that is set back cannot stop a timer.
struct NodeClock {
    private let wall: Instant
    private let start: NIODeadline

    init() {
        wall = Self.wallNow()
        start = .now()
    }

    var now: Instant { instant(.now()) }

    func instant(_ deadline: NIODeadline) -> Instant {
        wall + Interval(nanoseconds: (deadline - start).nanoseconds)
    }

    func deadline(_ instant: Instant) -> NIODeadline {
        start + .nanoseconds((instant - wall).nanoseconds)
    }

    /// Milliseconds since 1970: the epoch of a life that begins without data.
    static func wallMilliseconds() -> UInt64 { UInt64(max(0, wallNow().nanoseconds / 1_000_000)) }

    private static func wallNow() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(
            nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
