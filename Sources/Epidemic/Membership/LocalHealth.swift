/// How well a member believes itself to be (Lifeguard: Dadgar, Phillips, Currey, DSN-W 2018, §IV.A).
///
/// Whoever fails to get answers that others would get has reason to doubt itself: it waits longer
/// before it accuses anybody.
struct LocalHealth: Hashable, Sendable {
    /// 0 when all is well.
    private(set) var troubles = 0

    static let troublesMax = 8

    /// By how much times and intervals are stretched.
    var stretch: Int64 { Int64(troubles) + 1 }

    mutating func worsen(by count: Int = 1) { troubles = min(troubles + count, Self.troublesMax) }
    mutating func improve() { troubles = max(troubles - 1, 0) }
}
