import Epidemic

/// A table of Demers et al. (1987) as it is printed, n = 1000.
public struct PaperTable: Hashable, Sendable {
    public let number: Int
    public let direction: Direction
    public let reaction: Reaction
    /// How a node loses interest; the rows differ in its parameter.
    public let rule: Rule
    public let rows: [Row]

    /// The two rules of the tables.
    public enum Rule: String, Hashable, Sendable { case counter, coin }

    /// The nodes of every table.
    public static let nodes = 1_000

    /// The runs that the paper is taken to have averaged over.
    public static let runsPrinted = 250.0

    /// The protocol of a row.
    public func rumors(of row: Row) -> RumorSettings {
        let removal: Removal =
            switch rule {
            case .counter: .counter(limit: row.k, reaction)
            case .coin: .coin(sides: row.k, reaction)
            }
        return RumorSettings(
            direction: direction, trigger: .periodic, removal: removal, rounds: .aligned)
    }

    /// What the table calls t_ave: with pull nobody receives a rumor twice in a cycle, and both
    /// meanings are one; with push they differ, and the tables print the other.
    public var meaningOfTAve: MeaningOfTAve {
        switch direction {
        case .push: .usefulTransfers
        case .pull, .pushPull: .firstReceipts
        }
    }

    /// The two meanings that t_ave has in the paper's tables.
    public enum MeaningOfTAve: Hashable, Sendable {
        /// The cycle numbers of all useful transfers over the infected nodes.
        case usefulTransfers
        /// The mean cycle of first receipt.
        case firstReceipts
    }
}

extension PaperTable {
    /// One line of a table.
    public struct Row: Hashable, Sendable {
        /// The parameter of the rule.
        public let k: Int
        /// Residue, traffic, t_ave and t_last, in this order.
        public let cells: [Cell]
        /// The probability that the rumor dies at its beginning, before it has taken off, from 300,000
        /// runs of a chain of the first infected nodes alone; 0 where it is negligible. One such run
        /// moves the mean residue of 500 by some 0.002.
        public let extinction: Double

        /// `k=3`.
        public var name: String { "k=\(k)" }
    }

    /// One number of a table, and what is known of it otherwise.
    public struct Cell: Hashable, Sendable {
        public let quantity: Quantity
        public let printed: PrintedNumber
        /// The standard deviation of one run.
        public let sd: Double
        /// The mean of an independent simulation over 40,000 runs and more.
        public let reference: Double
        public let rule: AcceptanceRule
    }

    /// What the columns measure.
    public enum Quantity: String, Hashable, Sendable, CaseIterable {
        case residue, traffic, tAve, tLast
    }
}
