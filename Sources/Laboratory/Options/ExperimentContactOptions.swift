import ArgumentParser
import Epidemic

/// What contacts may be like in an experiment: as in a run, but the limits are swept.
struct ExperimentContactOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .value(
            "Contacts that a node accepts in a round, or none.", "list", default: Self.anyNumber),
        transform: Sweep.of(Bound.init(argument:)))
    var connectionLimit = Self.anyNumber

    @Option(
        parsing: .unconditional,
        help: .value(
            "Other peers that are tried when one refuses, or infinite.", "list",
            default: Self.notAtAll),
        transform: Sweep.of(ContactLimits.Hunt.init(argument:)))
    var huntLimit = Self.notAtAll

    @Flag(
        help: "Between two nodes that know a rumor, count against the smaller counter only.")
    var minimization = false

    var counters: Minimization { minimization ? .on : .off }

    private static let anyNumber = Sweep(Bound.none)
    private static let notAtAll = Sweep(ContactLimits.Hunt.tries(0))
}
