import Epidemic

/// How far a search through all orders of events goes: which events there may be, and how many of each.
public struct ExplorationBounds: Hashable, Sendable {
    /// Nodes, 1 … `nodesMax`; all can reach each other.
    public var nodes: Int
    /// Keys that are written.
    public var keys: Int
    /// Writes by clients, at any node.
    public var writes: Int
    /// Deletions by clients.
    public var deletes: Int
    /// Writes and deletions together; nil for as many as there may be of both.
    public var operations: Int?
    /// Copies of entries that one node mails to another: each may arrive at any time, again and again, or
    /// never.
    public var copies: Int
    /// Times that τ1 passes everywhere.
    public var ages: Int
    /// Crashes in which a node loses everything and begins again in a new epoch, ready at once.
    public var crashes: Int
    /// Losses of everything after which a node takes nothing from clients until it has learned what another
    /// holds.
    public var arrivals: Int
    /// Restarts of a node that finds everything again that it had made durable.
    public var restarts: Int
    /// When the timer of a certificate comes that is due.
    public var timers = Timers.prompt
    /// Where the search is broken off; what it says then is of no more than it has seen.
    public var statesMax = 10_000_000

    /// When timers come.
    public enum Timers: String, Hashable, Sendable, CaseIterable {
        /// At the moment for which they were set.
        case prompt
        /// At any time from then on, as on a busy node.
        case late
    }

    /// Bounds; those that are left out are what `outbreak explore` begins with.
    public init(
        nodes: Int = 2, keys: Int = 1, writes: Int = 2, deletes: Int = 1, operations: Int? = nil,
        copies: Int = 1, ages: Int = 1, crashes: Int = 0, arrivals: Int = 0,
        restarts: Int = 0
    ) {
        self.nodes = nodes
        self.keys = keys
        self.writes = writes
        self.deletes = deletes
        self.operations = operations
        self.copies = copies
        self.ages = ages
        self.crashes = crashes
        self.arrivals = arrivals
        self.restarts = restarts
    }

    public static let nodesMax = 4
    /// Of keys, and of events of each kind.
    public static let countMax = 8
    static let operationsMax = 16
    static let statesBound = Int(UInt32.max) - 1

    /// Writes and deletions that there may be.
    public var operationsInForce: Int { min(operations ?? writes + deletes, writes + deletes) }
}

extension ExplorationBounds {
    /// - Throws: `SimulationError` naming the first value that cannot be.
    public func validate() throws(SimulationError) {
        let counts = [
            ("nodes", nodes, 1...Self.nodesMax), ("keys", keys, 1...Self.countMax),
            ("writes", writes, 0...Self.countMax), ("deletes", deletes, 0...Self.countMax),
            ("operations", operations ?? 0, 0...Self.operationsMax),
            ("copies", copies, 0...ExploredState.lettersMax), ("ages", ages, 0...Self.countMax),
            ("crashes", crashes, 0...Self.countMax), ("arrivals", arrivals, 0...Self.countMax),
            ("restarts", restarts, 0...Self.countMax),
            ("states", statesMax, 1...Self.statesBound),
        ]
        for (name, value, range) in counts where !range.contains(value) {
            throw .outOfRange(
                name: name, value: "\(value)",
                right: "from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
