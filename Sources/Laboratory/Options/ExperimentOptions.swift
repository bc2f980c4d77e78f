import ArgumentParser
import Epidemic
import EpidemicSimulation

/// The protocols of an experiment. The lists are swept: every value of one with every value of the
/// others.
struct ExperimentOptions: ParsableArguments {
    @Option(
        parsing: .unconditional, help: .value("What spreads the update.", "mode", default: "rumor"),
        completion: .list(ModeChoice.allCases.map(\.rawValue)), transform: ModeChoice.read)
    var mode = ModeChoice.rumor

    @Option(
        parsing: .unconditional,
        help: .value("How many nodes there are, 2 to 1000000.", "list", default: Self.nodesDefault),
        transform: Sweep.of(Numbers.whole(2...1_000_000)))
    var nodes = Self.nodesDefault

    @Option(
        parsing: .unconditional,
        help: .value(
            "Who sends in a contact: push, pull or push-pull; push-pull with rules that do both.",
            "list", default: Direction.push.rawValue),
        completion: .list(Direction.allCases.map(\.rawValue)),
        transform: Sweep.of(Choice.read))
    var direction: Sweep<Direction>?

    @Option(
        parsing: .unconditional,
        help: .init(
            "Choose partners among all nodes by distance, with this exponent, 0 to 16 (default: off).",
            valueName: "a"),
        transform: Double.exponent(argument:))
    var spatial = Double?.none

    @Option(
        parsing: .unconditional,
        help: .value(
            "The network by which distance is counted: full, line, ring, grid, tree, star, random:D, "
                + "small-world:D, clusters:C or continents; only with --spatial.", "shape",
            default: Topology.full),
        transform: Topology.init(argument:))
    var topology = Topology.full

    @Option(help: "What begins a round; with aligned rounds it can only be periodic.")
    var trigger = Trigger.periodic

    @Flag(
        exclusivity: .chooseLast,
        help: .init(
            "Which contacts count against a rumor: those whose receiver knew it (feedback, the "
                + "default) or all (blind).", visibility: .default))
    var reaction: Reaction?

    @Option(
        parsing: .unconditional,
        help: .value(
            "When a node loses interest in a rumor: counter:K, coin:K, ttl:R, decay:P, never, "
                + "push-then-pull:R or median-counter:M,C.",
            "list", default: Self.removalDefault),
        completion: .list([
            "counter:", "coin:", "ttl:", "decay:", "never", "push-then-pull:", "median-counter:",
        ]),
        transform: Sweep.of(RemovalRule.init(argument:), joining: RemovalRule.isSecondNumber))
    var removal = Self.removalDefault

    @Option(
        parsing: .unconditional,
        help: .value("Peers contacted in a round, 1 to 64.", "n", default: Defaults.fanout),
        transform: Numbers.whole(1...Limits.fanOutMax))
    var fanout = Defaults.fanout

    @Option(
        name: .customLong("max-cycles"), parsing: .unconditional,
        help: .value("The cycle after which a run is stopped.", "n", default: Self.cyclesDefault),
        transform: Numbers.whole(1...1_000_000))
    var cyclesMax = Self.cyclesDefault

    private static let nodesDefault = Sweep(1_000)
    private static let removalDefault = Sweep(RemovalRule.counter(3))
    private static let cyclesDefault = 1_000
}
