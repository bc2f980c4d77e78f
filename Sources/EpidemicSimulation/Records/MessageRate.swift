import Epidemic

/// Messages of the last second of virtual time, to a sixteenth of it.
struct MessageRate: Hashable, Sendable {
    /// By sixteenths of seconds, around; the one under way is `latest`.
    private var counts = SIMD16<UInt16>()
    private var latest: Int64 = 0

    private static let stretch: Int64 = 1_000_000_000 / 16

    /// Counts one more now.
    mutating func count(at now: Instant) {
        advance(to: now)
        let place = Int(latest % 16)
        if counts[place] < .max { counts[place] += 1 }
    }

    /// How many there were in the second that ends now.
    func lastSecond(at now: Instant) -> Int {
        var rate = self
        rate.advance(to: now)
        return rate.counts.indices.reduce(0) { $0 + Int(rate.counts[$1]) }
    }

    private mutating func advance(to now: Instant) {
        let stretch = now.nanoseconds / Self.stretch
        guard stretch > latest else { return }
        if stretch - latest >= 16 {
            counts = .zero
        } else {
            for passed in latest + 1...stretch { counts[Int(passed % 16)] = 0 }
        }
        latest = stretch
    }
}
