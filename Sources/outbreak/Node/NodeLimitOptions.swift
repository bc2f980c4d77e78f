import ArgumentParser
import Epidemic
import EpidemicNode
import Laboratory

/// What a node allows itself.
struct NodeLimitOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .value(
            "How long a node that is asked to end looks for another one to take over what it holds.",
            "duration", default: Self.leaveTimeoutDefault),
        transform: Interval.init(argument:))
    var leaveTimeout = Self.leaveTimeoutDefault

    private static let leaveTimeoutDefault = Interval.seconds(5)
}
