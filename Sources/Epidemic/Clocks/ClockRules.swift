/// The rules of clocks with one component per name, each of which was found necessary (PROTOCOL.md §3).
/// Tests switch one off to see what is lost without it.
package struct ClockRules: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Of two components of one name the larger count wins, and only between equal counts the later life.
    package static let countFirst = ClockRules(rawValue: 1 << 0)
    /// A new life counts on where its name stood, and does not begin at 1.
    package static let countByName = ClockRules(rawValue: 1 << 1)

    package static let all = ClockRules(rawValue: 0b11)
}
