import Epidemic

/// Something that a run did and that the protocol promises never happens.
public struct Violation: Hashable, Sendable {
    /// Which promise was broken.
    public let kind: Kind
    /// One sentence that names what was lost, where, and by what.
    public let sentence: String
    /// The place of the step after which it was seen, from 1; the steps of healing come after all others.
    public let step: Int
    /// When it was seen.
    public let moment: Instant

    /// The promises; a violation of each is known by it when a run is shrunk.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// An acknowledged write is gone, nothing won over it, and a copy of it had been left.
        case lostWrite = "lost-write"
        /// A write loses to one that its writer had seen.
        case shortWrite = "short-write"
        /// A write loses to one that all others had seen before its writer began its life.
        case unreadyWrite = "unready-write"
        /// A node takes a value that it had seen, and that was superseded.
        case cameBack = "came-back"
        /// A deleted value is everywhere although a certificate of its deletion was left.
        case resurrected
        /// An acknowledged write was not durable.
        case notDurable = "not-durable"
        /// A node let go of a value that nothing wins over.
        case letGo = "let-go"
        /// A node replaced what it held by something that loses to it.
        case wentBack = "went-back"
        /// An identity was given to two writes although everybody knew of the first.
        case identityTwice = "identity-twice"
        /// Equal roots of different tables, or different roots of equal ones.
        case rootsLie = "roots-lie"
        /// A client that stays does not read what it wrote.
        case readYourWrites = "read-your-writes"
        /// A client that stays reads what is older than what it read.
        case monotonicReads = "monotonic-reads"
        /// The nodes that were healed first did not become equal in time.
        case coreApart = "core-apart"
        /// When all was healed the tables did not become equal in time.
        case neverEqual = "never-equal"
        /// The tables are equal and the cluster does not come to rest.
        case neverConverged = "never-converged"
        /// It is said that the cluster has converged, and it has not.
        case falselyConverged = "falsely-converged"
        /// An invariant of a part of a replica does not hold.
        case brokenInvariant = "broken-invariant"
    }

    /// By what the same fault is known in another run.
    public var fingerprint: String { kind.rawValue }
}
