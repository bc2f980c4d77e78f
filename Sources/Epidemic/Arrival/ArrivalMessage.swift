/// What an arriving replica asks the others, and what they answer.
public enum ArrivalMessage: Hashable, Sendable {
    case question(ArrivalQuestion)
    case answer(ArrivalAnswer)
}

/// An arriving replica asks whether a peer is ready, and what it has seen of this life.
public struct ArrivalQuestion: Hashable, Sendable {
    /// Which arrival it belongs to, so that an answer to an earlier one is not heeded.
    public let number: UInt32
    /// Who asks.
    public let id: ReplicaID

    /// A question of the arrival with this number, asked by this life.
    public init(number: UInt32, id: ReplicaID) {
        self.number = number
        self.id = id
    }
}

/// The answer to an arriving replica.
public struct ArrivalAnswer: Hashable, Sendable {
    /// The question that it answers.
    public let question: ArrivalQuestion
    /// How the peer stands itself.
    public let readiness: Readiness
    /// The digest of the peer's table.
    public let root: Digest
    /// The highest sequence that the peer has seen of the life that asks; 0 when it has seen none. More
    /// than was issued means that somebody else lived this life: the disk was restored or copied.
    public let highest: UInt64

    /// An answer by a peer that stands so, with a table of this root.
    public init(question: ArrivalQuestion, readiness: Readiness, root: Digest, highest: UInt64) {
        self.question = question
        self.readiness = readiness
        self.root = root
        self.highest = highest
    }
}
