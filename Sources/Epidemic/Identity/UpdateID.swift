/// The identity of an update: who wrote it, and which of its writes it is.
///
/// Two updates are the same update when, and only when, their identities are equal. Their clocks
/// cannot tell: clocks of different updates can coincide once deletions are forgotten.
public struct UpdateID: Hashable, Sendable {
    /// The life of the replica that wrote it.
    public let origin: ReplicaID

    /// The number of the write among all writes of `origin`, over all keys, from 1.
    public let sequence: UInt64

    /// The write of this number among those of an origin.
    public init(origin: ReplicaID, sequence: UInt64) {
        self.origin = origin
        self.sequence = sequence
    }
}

extension UpdateID: Comparable {
    /// By origin, and then in the order of writing.
    public static func < (left: UpdateID, right: UpdateID) -> Bool {
        if left.origin != right.origin { return left.origin < right.origin }
        return left.sequence < right.sequence
    }
}

extension UpdateID: CustomStringConvertible {
    /// `n3#7`: the seventh write of n3.
    public var description: String { text { "\($0)" } }

    /// The same with another name for the origin.
    public func text(naming name: (ReplicaID) -> String) -> String {
        "\(name(origin))#\(sequence)"
    }
}
