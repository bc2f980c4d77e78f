import ArgumentParser
import Epidemic

/// What a contact may be like, in a run as in an experiment.
package struct ContactOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .value("Contacts that a node accepts in a round, or none.", "n", default: Bound.none),
        transform: Bound.init(argument:))
    var connectionLimit = Bound.none

    @Option(
        parsing: .unconditional,
        help: .value(
            "Other peers that are tried when one refuses, or infinite.", "n", default: 0),
        transform: ContactLimits.Hunt.init(argument:))
    var huntLimit = ContactLimits.Hunt.tries(0)

    @Flag(
        help: "Between two nodes that know a rumor, count against the smaller counter only.")
    package var minimization = false

    package init() {}

    package var limits: ContactLimits {
        ContactLimits(connections: connectionLimit.number, hunt: huntLimit)
    }

    package var counters: Minimization { minimization ? .on : .off }
}
