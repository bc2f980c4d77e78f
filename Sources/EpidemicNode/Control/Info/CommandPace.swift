import NIOCore

/// How many commands a second are carried out: on average since somebody asked last.
struct CommandPace {
    private var last: (count: UInt64, moment: NIODeadline)
    private var told: UInt64 = 0

    /// Who asks sooner after another is told the same.
    private static let pause = TimeAmount.milliseconds(100)

    /// - Parameter moment: when counting began.
    init(since moment: NIODeadline) { last = (0, moment) }

    /// - Parameter count: commands up to now.
    mutating func perSecond(_ count: UInt64, at moment: NIODeadline) -> UInt64 {
        let passed = moment - last.moment
        guard passed >= Self.pause else { return told }
        // Counts begin again with CONFIG RESETSTAT.
        let commands = count >= last.count ? count - last.count : count
        told = UInt64((Double(commands) / (Double(passed.nanoseconds) / 1e9)).rounded())
        last = (count, moment)
        return told
    }
}
