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

    @Option(
        parsing: .unconditional,
        help: .value(
            "Room that clients may not fill on the disk of --data; below it their writes are refused.",
            "bytes", default: Self.diskReserveDefault),
        transform: ByteCount.init(argument:))
    var diskReserve = Self.diskReserveDefault

    @Option(
        parsing: .unconditional,
        help: .init(
            "What the table may take of memory, estimated; beyond it clients' writes are refused, and "
                + "those of other nodes still taken, for else tables would differ (default: no limit).",
            valueName: "bytes"),
        transform: ByteCount.init(argument:))
    var maxMemory: ByteCount?

    private static let diskReserveDefault = ByteCount(16 << 20)
    private static let leaveTimeoutDefault = Interval.seconds(5)
}
