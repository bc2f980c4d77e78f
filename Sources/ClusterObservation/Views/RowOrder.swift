/// The order of the rows of a table of nodes. Nodes that it does not tell apart stand as in the roster,
/// and those that are down, unless it is the roster's order, after all others.
public struct RowOrder: Hashable, Sendable {
    /// What nodes can be sorted by.
    public enum Column: String, CaseIterable, Hashable, Sendable {
        /// By the roster.
        case roster
        /// Infected, susceptible, removed.
        case state
        /// How much of the cluster's writes it has seen.
        case clock
        case keys, cache, hot
        /// Nodes of equal roots together, the larger group first.
        case root
        /// By the messages of the last second.
        case sent, received
        /// When its last exchange ended.
        case exchange
    }

    /// Which end comes first.
    public enum Direction: Hashable, Sendable {
        case ascending, descending

        /// The other one.
        public var reversed: Direction {
            switch self {
            case .ascending: .descending
            case .descending: .ascending
            }
        }
    }

    /// What the rows are sorted by; equal ones stay as in the roster.
    public var column: Column
    /// Which of them come first.
    public var direction: Direction

    /// Makes an order.
    public init(_ column: Column = .roster, _ direction: Direction = .ascending) {
        self.column = column
        self.direction = direction
    }

    /// The order of the roster.
    public static let roster = RowOrder()
}

/// The states of a stretch of the roster, for a map on which nodes have no places of their own.
public struct FieldCell: Hashable, Sendable {
    /// Nodes that have not heard of the focused update.
    public var susceptible: Int
    /// Nodes that spread it.
    public var infected: Int
    /// Removed, or superseded.
    public var removed: Int
    /// Nodes that are down.
    public var down: Int
    /// Without a state, because no update is focused.
    public var plain: Int

    /// Makes a stretch from its counts.
    public init(
        susceptible: Int = 0, infected: Int = 0, removed: Int = 0, down: Int = 0, plain: Int = 0
    ) {
        self.susceptible = susceptible
        self.infected = infected
        self.removed = removed
        self.down = down
        self.plain = plain
    }

    /// All nodes of the stretch.
    public var nodes: Int { susceptible + infected + removed + down + plain }
}
