/// One life of one replica: its name and its epoch.
///
/// A replica that starts without its data starts a new epoch, given to it from outside, so that no
/// identity is ever used twice. Ordered by name bytes, then epoch; that order breaks ties between
/// clocks.
public struct ReplicaID: Hashable, Sendable {
    /// Who it is, in every life.
    public let name: ReplicaName

    /// Which of its lives. Not SWIM's incarnation, which refutes suspicions within one life.
    public let epoch: UInt64

    /// A life of the node of this name.
    public init(name: ReplicaName, epoch: UInt64) {
        self.name = name
        self.epoch = epoch
    }
}

extension ReplicaID: Comparable {
    /// By name, and then from the earlier life to the later.
    public static func < (left: ReplicaID, right: ReplicaID) -> Bool {
        if left.name.text != right.name.text { return left.name < right.name }
        return left.epoch < right.epoch
    }
}

extension ReplicaID: CustomStringConvertible {
    /// `n3`, and `n3'2` in its second life.
    public var description: String { epoch <= 1 ? name.text : "\(name)'\(epoch)" }
}
