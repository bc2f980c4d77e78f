/// Whether more is on its way as rumors than an exchange should find: most of what tables differ by comes
/// without it, and an exchange would send it a second time.
///
/// So exchanges are put off while a flood lasts, a part of their interval each time, and one is made soon
/// after its end: what was not passed on may be lacking somewhere. A node that has not agreed with anybody
/// yet lacks more than what is on its way, and puts nothing off.
struct FloodWatch: Sendable {
    /// When an update was last stored without being passed on.
    @CompactInstant private var passedOver: Instant?
    /// Whether the push that is being received is part of a flood.
    private(set) var isTold = false
    /// Whether this table was found equal to another, whoever asked.
    private var hasAgreed = false
    /// How often in a row the next exchange was put off.
    private var putOff: UInt32 = 0

    /// A push is received, from here to the end of it.
    @inline(__always) mutating func beginReceiving(_ answer: Push.Answer) {
        isTold = answer == .feedbackOfFlood
    }

    @inline(__always) mutating func endReceiving() { isTold = false }

    /// An update was stored without being passed on.
    ///
    /// - Returns: when the next exchange is due at the latest.
    mutating func notePassedOver(now: Instant, interval: Interval) -> Instant {
        passedOver = now
        return now + Self.step(of: interval)
    }

    /// This table equals that of a peer.
    mutating func noteAgreement() { hasAgreed = true }

    /// An exchange is due.
    ///
    /// - Parameter hot: how many rumors are hot here.
    /// - Returns: when it is due again; nil when it shall be made now.
    mutating func putsOff(hot: Int, now: Instant, interval: Interval) -> Instant? {
        let step = Self.step(of: interval)
        let isArriving = passedOver.map { now < $0 + step } ?? false
        guard hasAgreed, hot > Limits.updatesPerMessageMax || isArriving,
            putOff < UInt32(Limits.exchangesPutOffMax)
        else {
            putOff = 0
            return nil
        }
        putOff += 1
        return now + step
    }

    private static func step(of interval: Interval) -> Interval {
        max(interval / 8, Interval(nanoseconds: 1))
    }
}
