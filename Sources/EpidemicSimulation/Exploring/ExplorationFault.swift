import Epidemic

/// What a search through all orders of events has found to be wrong.
public struct ExplorationFault: Hashable, Sendable {
    /// Which promise was broken.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A write was refused.
        case writeRefused = "write-refused"
        /// A write does not win over an update that its writer had seen.
        case lostToSeen = "lost-to-seen"
        /// The latest value of a key is held by nobody any more, and no crash took it.
        case latestLost = "latest-lost"
        /// A node took a value back that it had seen, and of which it knew that it was superseded.
        case tookBack = "took-back"
        /// A value came back where a late certificate had cancelled it.
        case cameBack = "came-back"
        /// A node holds a value although it keeps a certificate that wins over it.
        case heldDespiteCertificate = "held-despite-certificate"
        /// A node is not ready after it has heard from one that is, or lacks what that one held.
        case arrivedWithout = "arrived-without"
        /// Nothing but comparisons happens, and the tables do not become equal.
        case staysDifferent = "stays-different"
        /// An exchange does not end.
        case endlessExchange = "endless-exchange"
        /// Two contents bear one identity.
        case diverged
        /// A replica's state is none that it may be in.
        case brokenInvariant = "broken-invariant"
    }

    public let kind: Kind
    /// One sentence for people.
    public let sentence: String

    public init(_ kind: Kind, _ sentence: String) {
        self.kind = kind
        self.sentence = sentence
    }
}

/// A shortest way to a fault.
public struct Counterexample: Hashable, Sendable {
    public let fault: ExplorationFault
    public let steps: [ExploredStep]
}

/// One step of a way, and what it is in words.
public struct ExploredStep: Hashable, Sendable {
    public let action: ExploredAction
    /// `n0 writes k0`.
    public let words: String
}
