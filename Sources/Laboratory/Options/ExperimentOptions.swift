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
        help: .value(
            "Who sends in a contact: push, pull or push-pull; push-pull with rules that do both.",
            "list", default: Direction.push.rawValue),
        completion: .list(Direction.allCases.map(\.rawValue)),
        transform: Sweep.of(Choice.read))
    var direction: Sweep<Direction>?

    @Option(
        parsing: .unconditional,
        help: .value(
            "How the rounds of the nodes stand to each other: aligned or free.", "list",
            default: Self.roundsDefault),
        completion: .list(Rounds.allCases.map(\.rawValue)), transform: Sweep.of(Choice.read))
    var rounds = Self.roundsDefault

    @Option(
        parsing: .unconditional,
        help: .value(
            "What begins a round: message, periodic or both; with aligned rounds it can only be "
                + "periodic.", "list", default: Self.triggerDefault),
        completion: .list(Trigger.allCases.map(\.rawValue)), transform: Sweep.of(Choice.read))
    var trigger = Self.triggerDefault

    @Flag(
        exclusivity: .exclusive,
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
        help: .value("Peers contacted in a round, 1 to 64.", "list", default: Self.fanoutDefault),
        transform: Sweep.of(Numbers.whole(1...Limits.fanOutMax)))
    var fanout = Self.fanoutDefault

    @Option(
        help:
            "Whether a rumor is sent to a peer that is known to have it, as in the paper, or spared."
    )
    var echo = Echo.sent

    @Option(
        name: .customLong("max-cycles"), parsing: .unconditional,
        help: .value("The cycle after which a run is stopped.", "n", default: Defaults.cyclesMax),
        transform: Numbers.whole(1...1_000_000))
    var cyclesMax = Defaults.cyclesMax

    private static let roundsDefault = Sweep(Rounds.aligned)
    private static let triggerDefault = Sweep(Trigger.periodic)
    static let removalDefault = Sweep(RemovalRule.counter(3))
    private static let fanoutDefault = Sweep(Defaults.fanout)
}
