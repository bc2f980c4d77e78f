import Epidemic

/// How the simulated network treats every message.
public struct NetworkConditions: Hashable, Sendable {
    /// The time that a message takes on a link of length one.
    public var latency: TimeSpan
    /// Up to so much is added, uniformly; messages may overtake each other.
    public var jitter: TimeSpan
    /// The probability that a message is lost, 0 … 1.
    public var loss: Double
    /// The probability that a message arrives twice, 0 … 1.
    public var duplication: Double
    /// Bytes per second of every directed link; nil is unlimited.
    public var bandwidth: Int?

    /// Makes conditions; those that are left out are the laboratory's usual ones.
    public init(
        latency: TimeSpan = .milliseconds(300), jitter: TimeSpan = .milliseconds(100),
        loss: Double = 0, duplication: Double = 0, bandwidth: Int? = nil
    ) {
        self.latency = latency
        self.jitter = jitter
        self.loss = loss
        self.duplication = duplication
        self.bandwidth = bandwidth
    }
}
