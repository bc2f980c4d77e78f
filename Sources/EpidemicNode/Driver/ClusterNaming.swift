import Epidemic
import EpidemicWire

/// To which cluster a node belongs, and how it comes by the name.
///
/// A name that was given, kept with the data, or learned is *settled*, and never given up. A node without
/// one draws a name and asks those whom it was told of. Somebody of a settled cluster who answers what
/// it was asked takes it in; among nodes that all have drawn, the smallest name wins, whoever was told of
/// whom. Two that agree settle after a while. Nobody is taken in by who merely speaks to it:
///
///     b3 (drawn, told of b1)   ← a1 (settled A, whose list still has b3's address): another cluster
///     b3 → b1: who is there?   ← b1 (settled B): b3 belongs to B
struct ClusterNaming {
    private(set) var identity: ClusterIdentity
    /// Since when another node has called the cluster by this drawn name.
    private var agreed: Instant?

    /// For how long a name on which nodes have agreed may still give way to a smaller one.
    static let youth = Interval.seconds(30)

    /// How far another node's word counts.
    enum Word {
        /// It is where it says.
        case heard
        /// It was told of this node, and has not settled either.
        case asking
        /// This node was told of it.
        case told
        /// The same, and it has just answered what it was asked.
        case answering
    }

    /// What a packet's name makes of it.
    enum Verdict {
        case home
        /// It is home from now on: this node took over the name.
        case adopted
        case foreign
    }

    /// - Parameters:
    ///   - name: given, or kept with the data.
    ///   - drawn: the name of a cluster that has none.
    ///   - isFirst: whether the node was told of nobody, and so begins a cluster.
    init(_ name: ClusterName?, drawn: ClusterName, isFirst: Bool) {
        identity =
            name.map { ClusterIdentity($0) } ?? ClusterIdentity(drawn, isFirst ? .settled : .drawn)
    }

    var isSettled: Bool { identity.standing == .settled }

    /// Another node says to which cluster it belongs.
    mutating func hear(_ other: ClusterIdentity, _ word: Word, now: Instant) -> Verdict {
        if other.name == identity.name {
            note(other, now: now)
            return .home
        }
        guard !isSettled else { return .foreign }
        switch (other.standing, word) {
        case (.settled, .answering): break
        case (.drawn, .asking), (.drawn, .told), (.drawn, .answering):
            guard other.name < identity.name else { return .foreign }
        case (.drawn, .heard), (.settled, .heard), (.settled, .asking), (.settled, .told):
            return .foreign
        }
        identity = other
        agreed = now
        return .adopted
    }

    private mutating func note(_ other: ClusterIdentity, now: Instant) {
        agreed = agreed ?? now
        if other.standing == .settled { identity = other }
    }

    /// Settles a name on which nodes have agreed for long enough.
    ///
    /// - Returns: whether it did so just now.
    mutating func settle(now: Instant) -> Bool {
        guard !isSettled, let agreed, now - agreed >= Self.youth else { return false }
        identity = ClusterIdentity(identity.name)
        return true
    }
}

extension ClusterNaming {
    /// As a part of what a node says of itself; the name once it is settled.
    var words: [RESPValue.Pair] {
        [.init(.text("cluster"), isSettled ? .text(identity.name.text) : .null)]
    }
}
