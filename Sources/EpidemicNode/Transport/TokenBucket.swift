import NIOCore

/// How often something may be done: so many times at once, and then so many a second.
struct TokenBucket {
    private let burst: Int64
    private let pause: Int64
    /// When the bucket would be full, had nothing more been taken.
    private var fullAt = NIODeadline.uptimeNanoseconds(0)

    init(perSecond: Int64, burst: Int64) {
        self.burst = burst
        pause = 1_000_000_000 / perSecond
    }

    /// Whether it may be done now; then it counts as done.
    mutating func take(now: NIODeadline) -> Bool {
        let next = max(fullAt, now) + .nanoseconds(pause)
        guard (next - now).nanoseconds <= burst * pause else { return false }
        fullAt = next
        return true
    }
}
