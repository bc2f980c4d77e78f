import Epidemic

/// One cell of a comparison of methods.
public struct ReconciliationCase: Hashable, Sendable {
    public let method: AntiEntropySettings.Method
    /// Entries in a table.
    public let entries: Int
    /// Entries that one of the two tables lacks.
    public let differences: Int

    public init(method: AntiEntropySettings.Method, entries: Int, differences: Int) {
        self.method = method
        self.entries = entries
        self.differences = differences
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
        let fresh = try pairs.pair(entries: entries, differences: differences, method: method)
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
