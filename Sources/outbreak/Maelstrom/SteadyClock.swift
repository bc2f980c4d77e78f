import Epidemic
import Foundation

/// The time since 1970 as it was when the program began, and from there on by the clock that nobody sets.
struct SteadyClock {
    private let start: Int64
    private let startOfRunning: Int64

    init() {
        start = Self.read(CLOCK_REALTIME)
        startOfRunning = Self.read(CLOCK_MONOTONIC)
    }

    var now: Instant {
        Instant(nanoseconds: start + Self.read(CLOCK_MONOTONIC) - startOfRunning)
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
