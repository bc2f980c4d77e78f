import ArgumentParser
import ClusterObservation
import Epidemic
import EpidemicSimulation

/// The nodes of an experiment, who may contact whom, and how messages fare.
struct ExperimentNetworkOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .value("How many nodes there are, 2 to 1000000.", "list", default: Self.nodesDefault),
        transform: Sweep.of(Numbers.whole(2...1_000_000)))
    var nodes = Self.nodesDefault

    @Option(
        parsing: .unconditional,
        help: .value(
            "Who is linked to whom: full, line, ring, grid, tree, star, random:D, small-world:D, "
                + "clusters:C or continents.", "list", default: Self.topologyDefault),
        transform: Sweep.of(Topology.init(argument:)))
    var topology = Self.topologyDefault

    @Option(
        parsing: .unconditional,
        help: .init(
            "Choose partners among all nodes by distance, with this exponent, 0 to 16, and not among "
                + "neighbours (default: off).", valueName: "list"),
        transform: Sweep.of(Double.exponent(argument:)))
    var spatial = Sweep(Double?.none)

    @Option(
        parsing: .unconditional,
        help: .value(
            "The time a message takes, in free rounds; a round takes 1s.", "list",
            default: Self.atOnce),
        transform: Sweep.of(Interval.init(argument:)))
    var latency = Self.atOnce

    @Option(
        parsing: .unconditional,
        help: .value(
            "Up to so much is added to it at random.", "list", default: Self.atOnce),
        transform: Sweep.of(Interval.init(argument:)))
    var jitter = Self.atOnce

    @Option(
        parsing: .unconditional,
        help: .value(
            "The probability that a message is lost, 0 to 1.", "list", default: Self.notOnce),
        transform: Sweep.of(Numbers.probability))
    var loss = Self.notOnce

    @Option(
        parsing: .unconditional,
        help: .value(
            "The probability that a message arrives twice, 0 to 1.", "list",
            default: Self.notOnce),
        transform: Sweep.of(Numbers.probability))
    var duplicate = Self.notOnce

    @Option(
        parsing: .unconditional,
        help: .value(
            "Bytes per second in each direction of a link, or none; in free rounds.", "list",
            default: Self.unlimited),
        transform: Sweep.of(Bandwidth.init(argument:)))
    var bandwidth = Self.unlimited

    private static let nodesDefault = Sweep(1_000)
    private static let topologyDefault = Sweep(Topology.full)
    private static let atOnce = Sweep(Interval.zero)
    private static let notOnce = Sweep(0.0)
    private static let unlimited = Sweep(Bandwidth.unlimited)
}
