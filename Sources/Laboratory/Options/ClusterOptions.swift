import ArgumentParser
import EpidemicSimulation

/// The cluster that is simulated.
struct ClusterOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .value("How many nodes there are, 1 to 100000.", "n", default: Defaults.nodes),
        transform: Numbers.whole(1...SimulationConfiguration.nodesMax))
    var nodes = Defaults.nodes

    @Option(
        parsing: .unconditional,
        help: .value(
            "Who is linked to whom: full, line, ring, grid, tree, star, random:D, small-world:D, "
                + "clusters:C or continents.", "shape", default: Defaults.topology),
        completion: .list([
            "full", "line", "ring", "grid", "tree", "star", "random:", "small-world:", "clusters:",
            "continents",
        ]),
        transform: Topology.init(argument:))
    var topology = Defaults.topology

    @Option(
        parsing: .unconditional,
        help: .init(
            "Choose partners among all nodes by distance, with this exponent, 0 to 16 (default: off).",
            valueName: "a"),
        transform: Double.exponent(argument:))
    var spatial = Double?.none

    @Option(
        parsing: .unconditional,
        help: .init(
            "What everything random follows from, 64 bits (default: drawn and shown).",
            valueName: "n"),
        transform: Numbers.seed)
    var seed: UInt64?
}
