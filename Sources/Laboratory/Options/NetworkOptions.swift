import ArgumentParser
import ClusterObservation
import Epidemic

/// The simulated network.
struct NetworkOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .value("The time a message takes.", "duration", default: Defaults.latency),
        transform: Interval.init(argument:))
    var latency = Defaults.latency

    @Option(
        parsing: .unconditional,
        help: .value(
            "Up to so much is added to it at random.", "duration", default: Defaults.jitter),
        transform: Interval.init(argument:))
    var jitter = Defaults.jitter

    @Option(
        parsing: .unconditional,
        help: .value(
            "The probability that a message is lost, 0 to 1.", "p", default: Defaults.loss),
        transform: Numbers.probability)
    var loss = Defaults.loss

    @Option(
        parsing: .unconditional,
        help: .value(
            "The probability that a message arrives twice, 0 to 1.", "p",
            default: Defaults.duplicate),
        transform: Numbers.probability)
    var duplicate = Defaults.duplicate

    @Option(
        parsing: .unconditional,
        help: .value(
            "Bytes per second in each direction of a link, or none.", "n",
            default: Defaults.bandwidth),
        transform: Bandwidth.init(argument:))
    var bandwidth = Defaults.bandwidth

    var conditions: NetworkConditions {
        NetworkConditions(
            latency: latency, jitter: jitter, loss: loss, duplication: duplicate,
            bandwidth: bandwidth.bytesPerSecond)
    }
}
