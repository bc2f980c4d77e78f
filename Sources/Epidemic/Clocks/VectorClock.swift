/// A vector timestamp: how many events of each node something reflects; absent means 0.
///
/// There is one component for each *name*, not for each life: a node that is restarted without its data
/// counts on where its name stood, so a clock is as long as there are names, however often they are
/// restarted. After n1 wrote twice, lost everything, heard of that and wrote again, the clock is `n1'2:3`:
/// three events of n1, the last of them in its second life.
///
/// Shape: components sorted by name, one for each, counts at least 1. As the write clock of an update it
/// never changes and is never pruned: that would change its norm, which decides conflicts.
public struct VectorClock: Hashable, Sendable {
    /// One node's count, and the life that counted last.
    public struct Component: Hashable, Sendable {
        /// The name that is counted, in the life that counted last.
        public let replica: ReplicaID
        /// The events of all lives of the name.
        public let count: UInt64

        /// - Parameter count: at least 1 and below `Limits.clockCountBound`; the clock checks it.
        public init(replica: ReplicaID, count: UInt64) {
            self.replica = replica
            self.count = count
        }

        /// Whose component it is, in every life.
        public var name: ReplicaName { replica.name }
        /// What components of one name are compared by.
        public var tally: Tally { Tally(count: count, epoch: replica.epoch) }
    }

    /// How far one name has counted: by count, and then by the life that counted last.
    public struct Tally: Hashable, Sendable, Comparable {
        public let count: UInt64
        public let epoch: UInt64

        /// Of a name that is absent.
        public static let none = Tally(count: 0, epoch: 0)

        /// By count first. By epoch first a later life that knows little would hide what the earlier one
        /// counted, and a clock on top of both could be shorter than either.
        public static func < (left: Tally, right: Tally) -> Bool {
            left.count != right.count ? left.count < right.count : left.epoch < right.epoch
        }
    }

    /// The components, sorted by name, none zero.
    public private(set) var components: [Component]

    /// The clock that reflects nothing.
    public static let zero = VectorClock(sorted: [])

    /// - Throws: `ClockError` when the names are not ascending, a count is zero or not below 2⁵⁶, or there
    ///   are more than `Limits.clockComponentsMax`.
    public init(_ components: [Component]) throws(ClockError) {
        guard components.count <= Limits.clockComponentsMax else {
            throw .tooManyComponents(components.count)
        }
        for (position, component) in components.enumerated() {
            guard component.count > 0, component.count < Limits.clockCountBound else {
                throw .countOutOfRange(component.replica, component.count)
            }
            guard position == 0 || components[position - 1].name < component.name else {
                throw .notAscending(component.replica)
            }
        }
        self.components = components
    }

    private init(sorted components: [Component]) { self.components = components }

    /// How far a name has counted; `Tally.none` when it is absent.
    public subscript(name: ReplicaName) -> Tally {
        let position = position(of: name)
        guard position < components.count, components[position].name == name else { return .none }
        return components[position].tally
    }

    /// This clock with one more event of `replica`: the clock of a write on top of it.
    ///
    /// - Throws: `ClockError` when the count or the number of components would pass its limit.
    public func incremented(by replica: ReplicaID) throws(ClockError) -> VectorClock {
        try incremented(by: replica, .all)
    }

    func incremented(by replica: ReplicaID, _ rules: ClockRules) throws(ClockError) -> VectorClock {
        let position = position(of: replica.name)
        var result = self
        if position < components.count, components[position].name == replica.name {
            let held = components[position]
            let goesOn = rules.contains(.countByName) || held.replica.epoch == replica.epoch
            let count = goesOn ? held.count + 1 : 1
            guard count < Limits.clockCountBound else { throw .countOutOfRange(replica, count) }
            result.components[position] = Component(replica: replica, count: count)
        } else {
            guard components.count < Limits.clockComponentsMax else {
                throw .tooManyComponents(components.count + 1)
            }
            result.components.insert(Component(replica: replica, count: 1), at: position)
        }
        return result
    }

    /// The maximum for each name.
    public func joined(with other: VectorClock) -> VectorClock {
        switch compare(with: other) {
        case .equal, .after: return self
        case .before: return other
        case .concurrent: return merged(with: other, .all)
        }
    }

    func joined(with other: VectorClock, _ rules: ClockRules) -> VectorClock {
        rules == .all ? joined(with: other) : merged(with: other, rules)
    }

    private func merged(with other: VectorClock, _ rules: ClockRules) -> VectorClock {
        var merged: [Component] = []
        merged.reserveCapacity(components.count + other.components.count)
        forEachName(with: other) { mine, theirs in
            merged.append(Self.greater(mine, theirs, rules))
            return true
        }
        return VectorClock(sorted: merged)
    }

    private static func greater(
        _ mine: Component?, _ theirs: Component?, _ rules: ClockRules
    ) -> Component {
        guard let mine, let theirs else {
            guard let one = mine ?? theirs else { preconditionFailure("no component to visit") }
            return one
        }
        if !rules.contains(.countFirst), mine.replica.epoch != theirs.replica.epoch {
            return mine.replica.epoch > theirs.replica.epoch ? mine : theirs
        }
        return mine.tally < theirs.tally ? theirs : mine
    }

    /// ‖clock‖²: the sum of the squares of the counts. Below 2¹²⁴ within the limits.
    public var squaredNorm: UInt128 {
        components.reduce(0) { $0 + UInt128($1.count) * UInt128($1.count) }
    }

    private func position(of name: ReplicaName) -> Int {
        components.partitionPoint { $0.name < name }
    }
}

extension VectorClock {
    /// The clock of an earlier version of the program, which kept a component for each *life*: the counts
    /// of the lives of a name are added up, and its last life stands for all.
    ///
    /// Their maximum would not do: of two clocks one of which comes after the other, the earlier one could
    /// be the longer. The sum is what every node makes of it, so equal clocks stay equal.
    ///
    /// - Throws: `ClockError` when the lives are not ascending, a count is out of its range, or there are
    ///   more than `Limits.clockComponentsMax`.
    package init(summingLives lives: [Component]) throws(ClockError) {
        guard lives.count <= Limits.clockComponentsMax else {
            throw .tooManyComponents(lives.count)
        }
        var sums: [Component] = []
        for (position, life) in lives.enumerated() {
            guard life.count > 0, life.count < Limits.clockCountBound else {
                throw .countOutOfRange(life.replica, life.count)
            }
            guard position == 0 || lives[position - 1].replica < life.replica else {
                throw .notAscending(life.replica)
            }
            guard let last = sums.last, last.name == life.name else {
                sums.append(Component(replica: life.replica, count: Self.sum(0, life.count)))
                continue
            }
            sums[sums.count - 1] = Component(
                replica: life.replica, count: Self.sum(last.count, life.count))
        }
        self.init(sorted: sums)
    }

    /// Counts that nobody reached by counting do not add up to one that cannot be counted on.
    private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
        min(left + right, Limits.summedCountMax)
    }
}

/// Why a clock was refused.
public enum ClockError: Error, Hashable, Sendable {
    /// More components than `Limits.clockComponentsMax`.
    case tooManyComponents(Int)
    /// A count of zero, or one that is not below `Limits.clockCountBound`.
    case countOutOfRange(ReplicaID, UInt64)
    /// A component that does not come after the one before it.
    case notAscending(ReplicaID)
}

extension VectorClock: CustomStringConvertible {
    /// `n0:2 n7'3:1`, or `–` for the clock that reflects nothing.
    public var description: String { text { "\($0)" } }

    /// The same with other names for the replicas.
    public func text(naming name: (ReplicaID) -> String) -> String {
        components.isEmpty
            ? "–" : components.map { "\(name($0.replica)):\($0.count)" }.joined(separator: " ")
    }
}
