/// The rules of clocks and identities, each of which was found necessary (PROTOCOL.md §3).
/// Tests switch one off to see what is lost without it.
package struct ClockRules: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Of two components of one name the larger count wins, and only between equal counts the later life.
    package static let countFirst = ClockRules(rawValue: 1 << 0)
    /// A new life counts on where its name stood, and does not begin at 1.
    package static let countByName = ClockRules(rawValue: 1 << 1)

    /// Two updates are the same when their identities are equal, and not when their clocks are (§4, trace 9).
    package static let sameByIdentity = ClockRules(rawValue: 1 << 2)

    package static let all = ClockRules(rawValue: 0b111)
}

extension ClockRules {
    /// Whether equal clocks make two updates the same, which only holds where that rule is switched off.
    func takesForSame(_ one: Update, _ other: Update) -> Bool {
        !contains(.sameByIdentity) && one.clock == other.clock
    }
}
