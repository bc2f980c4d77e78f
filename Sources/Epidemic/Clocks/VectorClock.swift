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

    /// This clock with one more event of `replica`: the clock of a write on top of it. It is always longer.
    ///
    /// Where there is no room for one more name, the writer takes the place of the name that counts least,
    /// and counts one more than that.
    ///
    /// - Throws: `ClockError` when the count would pass its limit.
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
            let given = components.count < Limits.clockComponentsMax ? 0 : result.dropLeast()
            result.components.insert(
                Component(replica: replica, count: given + 1),
                at: result.position(of: replica.name))
        }
        return result
    }

    /// Takes the name out that counts least, the last of several.
    ///
    /// - Returns: its count.
    private mutating func dropLeast() -> UInt64 {
        guard
            let place = components.indices.min(by: { components[$0].isLess(than: components[$1]) })
        else { return 0 }
        return components.remove(at: place).count
    }

    /// The maximum for each name; of more than `Limits.clockComponentsMax` names those that count most. It
    /// is at least as long as either.
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

    /// The join, of no more names than there is room for. It is at least as long as either, which is all
    /// that a write on top of it needs to win over both: what the names left out would add to that is given
    /// to the one that counts most.
    func joined(with other: VectorClock, room: Int) -> VectorClock {
        var joined = joined(with: other)
        guard joined.components.count > room else { return joined }
        joined.keepGreatest(room)
        let missing = max(squaredNorm, other.squaredNorm).subtracting(joined.squaredNorm)
        joined.lengthen(by: missing)
        return joined
    }

    private func merged(with other: VectorClock, _ rules: ClockRules) -> VectorClock {
        var merged: [Component] = []
        merged.reserveCapacity(components.count + other.components.count)
        forEachName(with: other) { mine, theirs in
            merged.append(Self.greater(mine, theirs, rules))
            return true
        }
        var clock = VectorClock(sorted: merged)
        if merged.count > Limits.clockComponentsMax {
            clock.keepGreatest(Limits.clockComponentsMax)
        }
        return clock
    }

    /// Keeps so many names, those that count most; of equal counts the first. Of two clocks with no more
    /// names than that each is at most as long as what is kept of their join: its k-th largest count is no
    /// smaller than theirs.
    private mutating func keepGreatest(_ room: Int) {
        let order = components.sorted { $1.isLess(than: $0) }
        let last = order[room - 1]
        components.removeAll { $0.isLess(than: last) }
    }

    /// Lets the name that counts most count more, until the square of the length has grown by this much.
    private mutating func lengthen(by missing: UInt128) {
        guard missing > 0,
            let place = components.indices.max(by: { components[$0].isLess(than: components[$1]) })
        else { return }
        let greatest = components[place]
        let square = UInt128(greatest.count) * UInt128(greatest.count) + missing
        components[place] = Component(
            replica: greatest.replica, count: min(square.rootAbove, Limits.clockCountBound - 1))
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

extension VectorClock.Component {
    /// Whether it makes room before another one: it counts less, or as much under a later name.
    fileprivate func isLess(than other: Self) -> Bool {
        count != other.count ? count < other.count : name > other.name
    }
}

extension UInt128 {
    /// The difference, or 0 where it would be negative.
    fileprivate func subtracting(_ other: UInt128) -> UInt128 { self > other ? self - other : 0 }

    /// The smallest number whose square is not smaller; of numbers below 2¹²⁶.
    fileprivate var rootAbove: UInt64 {
        var low: UInt64 = 0
        var high: UInt64 = 1 << 63
        while low < high {
            let middle = low + (high - low) / 2
            if UInt128(middle) * UInt128(middle) < self { low = middle + 1 } else { high = middle }
        }
        return low
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
