import Epidemic

/// When the entries in which two tables differ were written, beside those that both have.
public enum DifferenceOrder: String, Hashable, Sendable, CaseIterable {
    /// Before all others: caches and orders of activity hold them at their far end.
    case first
    /// After all others: caches and orders of activity begin with them.
    case last
    /// Evenly among the others.
    case spread

    /// How many of the common entries are written before a difference.
    func commonBefore(difference place: Int, of differences: Int, common: Int) -> Int {
        switch self {
        case .first: 0
        case .last: common
        case .spread: (place + 1) * common / (differences + 1)
        }
    }
}

/// One cell of a comparison of methods.
public struct ReconciliationCase: Hashable, Sendable {
    public let method: AntiEntropySettings.Method
    /// Entries in a table.
    public let entries: Int
    /// Entries that one of the two tables lacks.
    public let differences: Int
    /// Where these stand among what was written.
    public let order: DifferenceOrder

    /// A method, so many entries in a table, and so many that one of the two tables lacks.
    public init(
        method: AntiEntropySettings.Method, entries: Int, differences: Int,
        order: DifferenceOrder = .last
    ) {
        self.method = method
        self.entries = entries
        self.differences = differences
        self.order = order
    }

    /// Whether two tables of this size can differ so much.
    public var isPossible: Bool { differences <= 2 * entries }

    /// Exchanges of the same kind that come before the one that is measured, where the method learns.
    public var rehearsals: Int {
        switch method {
        case .auto: 3
        case .full, .checksum, .recent, .peelBack, .hashTree, .sketch: 0
        }
    }

    /// The pair to measure, after its rehearsals.
    ///
    /// - Throws: `SettingsError` never, but for a fault of the program.
    public func pair(from pairs: inout TablePairs) throws(SettingsError) -> TablePair {
        let fresh = try pairs.pair(
            entries: entries, differences: differences, method: method, order: order)
        var pair = fresh
        for _ in 0..<rehearsals {
            var rehearsal = pair
            _ = rehearsal.exchange()
            pair = fresh
            pair.initiator.remember(exchangesOf: rehearsal.initiator)
        }
        return pair
    }
}
