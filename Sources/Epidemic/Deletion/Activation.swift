/// Since when a death certificate has been active, and for the how manyth time.
///
/// It travels as an age, so that no clock is compared with another. Every transfer makes an age a little
/// younger, by the time that it took; so of two copies the one that was made active more often counts, and
/// of equally many the older one, and only a larger number is news.
public struct Activation: Hashable, Sendable {
    /// How often the certificate has been made active: once by who wrote it, and once more whenever it met
    /// something older.
    public let number: UInt32
    /// Since when, by the clock of whoever holds it.
    public let since: Instant

    /// An activation since this moment; the first of its certificate unless its number is given.
    public init(number: UInt32 = 1, since: Instant) {
        self.number = number
        self.since = since
    }

    /// Whether it says something that this one does not.
    func isNews(over other: Activation) -> Bool { number > other.number }

    /// What holds when both are known of one certificate.
    func merged(with other: Activation) -> Activation {
        guard number == other.number else { return number > other.number ? self : other }
        return since <= other.since ? self : other
    }

    /// Active once more.
    func again(at now: Instant) -> Activation {
        Activation(number: min(number, Limits.activationsMax - 1) + 1, since: now)
    }
}
