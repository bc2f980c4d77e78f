/// A vector timestamp: how many events of each replica something reflects; absent means 0.
///
/// Shape: components sorted by replica, counts at least 1. As the write clock of an update it never
/// changes and is never pruned: that would change its norm, which decides conflicts.
public struct VectorClock: Hashable, Sendable {
    /// One replica's count.
    public struct Component: Hashable, Sendable {
        public let replica: ReplicaID
        public let count: UInt64

        /// - Parameter count: at least 1 and below `Limits.clockCountBound`; the clock checks it.
        public init(replica: ReplicaID, count: UInt64) {
            self.replica = replica
            self.count = count
        }
    }

    /// The components, sorted by replica, none zero.
    public private(set) var components: [Component]

    /// The clock that reflects nothing.
    public static let zero = VectorClock(sorted: [])

    /// - Throws: `ClockError` when the components are not ascending, a count is zero or not below
    ///   2⁵⁶, or there are more than `Limits.clockComponentsMax`.
    public init(_ components: [Component]) throws(ClockError) {
        guard components.count <= Limits.clockComponentsMax else {
            throw .tooManyComponents(components.count)
        }
        for (position, component) in components.enumerated() {
            guard component.count > 0, component.count < Limits.clockCountBound else {
                throw .countOutOfRange(component.replica, component.count)
            }
            guard position == 0 || components[position - 1].replica < component.replica else {
                throw .notAscending(component.replica)
            }
        }
        self.components = components
    }

    private init(sorted components: [Component]) { self.components = components }

    /// The count of one replica; 0 when it is absent.
    public subscript(replica: ReplicaID) -> UInt64 {
        let position = position(of: replica)
        guard position < components.count, components[position].replica == replica else { return 0 }
        return components[position].count
    }

    /// This clock with one more event of `replica`: the clock of a write on top of it.
    ///
    /// - Throws: `ClockError` when the count or the number of components would pass its limit.
    public func incremented(by replica: ReplicaID) throws(ClockError) -> VectorClock {
        let position = position(of: replica)
        var result = self
        if position < components.count, components[position].replica == replica {
            let count = components[position].count + 1
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

    /// The component-wise maximum.
    public func joined(with other: VectorClock) -> VectorClock {
        switch compare(with: other) {
        case .equal, .after: return self
        case .before: return other
        case .concurrent: break
        }
        var merged: [Component] = []
        merged.reserveCapacity(components.count + other.components.count)
        forEachReplica(with: other) { replica, mine, theirs in
            merged.append(Component(replica: replica, count: max(mine, theirs)))
            return true
        }
        return VectorClock(sorted: merged)
    }

    /// ‖clock‖²: the sum of the squares of the counts. Below 2¹²⁴ within the limits.
    public var squaredNorm: UInt128 {
        components.reduce(0) { $0 + UInt128($1.count) * UInt128($1.count) }
    }

    private func position(of replica: ReplicaID) -> Int {
        components.partitionPoint { $0.replica < replica }
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
    /// `n0:2 n7:1`, or `–` for the clock that reflects nothing.
    public var description: String { text { "\($0)" } }

    /// The same with other names for the replicas.
    public func text(naming name: (ReplicaID) -> String) -> String {
        components.isEmpty
            ? "–" : components.map { "\(name($0.replica)):\($0.count)" }.joined(separator: " ")
    }
}
