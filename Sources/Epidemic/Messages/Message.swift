/// Everything that one replica says to another.
///
/// Every message is bounded (`Limits`) and stands for itself: none needs an order of arrival, each may
/// be lost, repeated or late.
public enum Message: Hashable, Sendable {
    // Rumor mongering
    case push(Push)
    case feedback(Feedback)
    case pull(ContactID)
    case refusal(Refusal)

    // A transfer in three steps: offered, wanted, sent
    case offer(Offer)
    case want(Want)
    case values(Values)

    /// A write, mailed by its origin.
    case mail([Carried])

    /// Values that the sender has seen, and what won over them, although it has forgotten it.
    case forgotten([UpdateReference])

    // Anti-entropy: large and rare, so kept apart
    indirect case request(ExchangeRequest)
    indirect case reply(ExchangeReply)

    // The others
    indirect case membership(MembershipMessage)
    indirect case registry(RegistryMessage)
    indirect case arrival(ArrivalMessage)

    /// Whether it is about who takes part, and not about the table.
    public var isAboutMembers: Bool {
        switch self {
        case .membership, .registry, .arrival: true
        case .push, .feedback, .pull, .refusal, .offer, .want, .values, .mail, .forgotten, .request,
            .reply:
            false
        }
    }
}

/// An update on its way, with the number of transfers that brought it to the sender.
public struct Carried: Hashable, Sendable {
    public let update: Update
    /// 0 at its writer; saturates.
    public let hops: UInt16
    /// How far the rumor is with its sender, where the rule of removal compares that: its counter under
    /// minimization and median counter, its age under push-then-pull; otherwise 0.
    public internal(set) var mark: UInt16
    // Apart, where they take no room of their own.
    private var activationNumber: UInt32
    private var activeSince: Instant

    /// Since when a death certificate has been active; the origin of time for a value.
    public internal(set) var activation: Activation {
        get { Activation(number: activationNumber, since: activeSince) }
        set {
            activationNumber = newValue.number
            activeSince = newValue.since
        }
    }

    /// - Parameter activation: of a certificate; its creation where nothing is said, which only its writer
    ///   may leave unsaid.
    public init(update: Update, hops: UInt16, mark: UInt16 = 0, activation: Activation? = nil) {
        self.update = update
        self.hops = hops
        self.mark = mark
        switch update.content {
        case .value:
            activationNumber = 0
            activeSince = .zero
        case .deathCertificate(let created, _):
            activationNumber = activation?.number ?? 1
            activeSince = activation?.since ?? created
        }
    }
}

/// One contact of one round of the node that made it.
public struct ContactID: Hashable, Sendable {
    /// The round of the contacting node.
    public let round: UInt32
    /// Which contact of that round, from 0.
    public let index: UInt16

    public init(round: UInt32, index: UInt16) {
        self.round = round
        self.index = index
    }
}

/// Rumors, sent to a peer who did not ask.
public struct Push: Hashable, Sendable {
    public let contact: ContactID
    /// The place of the first of these updates among all that are offered in the round.
    public let first: UInt32
    /// Whether the sender wants to know which were news.
    public let answer: Answer
    public let updates: [Carried]

    /// What a push asks for.
    public enum Answer: UInt8, Hashable, Sendable, CaseIterable {
        case none, feedback
        /// Feedback, and not to be passed on: it is part of a flood, which its sender tells everybody.
        case feedbackOfFlood
    }

    public init(contact: ContactID, first: UInt32, answer: Answer, updates: [Carried]) {
        self.contact = contact
        self.first = first
        self.answer = answer
        self.updates = updates
    }
}

/// Which of the pushed updates were news to their receiver.
public struct Feedback: Hashable, Sendable {
    public let contact: ContactID
    public let first: UInt32
    /// One flag for each pushed update, in order.
    public let useful: Flags
    /// Under minimization: which were not, and shall not count against the rumor either, because the
    /// receiver's counter is the smaller one; otherwise empty.
    public let spared: Flags

    public init(contact: ContactID, first: UInt32, useful: Flags, spared: Flags = Flags()) {
        self.contact = contact
        self.first = first
        self.useful = useful
        self.spared = spared
    }
}

/// A contact is not accepted, because too many were in this round.
public struct Refusal: Hashable, Sendable {
    public let contact: ContactID
    /// Updates that were pushed in vain.
    public let updates: UInt32

    public init(contact: ContactID, updates: UInt32) {
        self.contact = contact
        self.updates = updates
    }
}

/// What a transfer belongs to.
public enum TransferPurpose: Hashable, Sendable {
    /// The answer to this pull; `round` is the answering node's, for which the feedback counts.
    case pull(ContactID, round: UInt32)
    /// The sharing of the cache.
    case cache
}

/// Identities and clocks of updates that the sender holds: the transfer that traffic counts.
public struct Offer: Hashable, Sendable {
    public let purpose: TransferPurpose
    /// The place of the first header among all that the sender offers for this purpose.
    public let first: UInt32
    public let headers: [UpdateHeader]
    /// How far each rumor is with the sender, as in `Carried.mark`; empty where nothing compares it.
    public let marks: [UInt16]

    public init(
        purpose: TransferPurpose, first: UInt32, headers: [UpdateHeader], marks: [UInt16] = []
    ) {
        precondition(marks.isEmpty || marks.count == headers.count, "\(marks.count) marks")
        self.purpose = purpose
        self.first = first
        self.headers = headers
        self.marks = marks
    }
}

/// The answer to an offer: what was news, which is its feedback, and what to send.
public struct Want: Hashable, Sendable {
    public let purpose: TransferPurpose
    public let first: UInt32
    /// One flag for each offered header: whether it was news.
    public let useful: Flags
    /// What the receiver does not hold yet. News that arrived twice within a round is not wanted twice.
    public let wanted: [UpdateReference]

    public init(purpose: TransferPurpose, first: UInt32, useful: Flags, wanted: [UpdateReference]) {
        self.purpose = purpose
        self.first = first
        self.useful = useful
        self.wanted = wanted
    }
}

/// Which update of which key.
public struct UpdateReference: Hashable, Sendable {
    public let key: Key
    public let id: UpdateID

    public init(key: Key, id: UpdateID) {
        self.key = key
        self.id = id
    }
}

extension UpdateHeader {
    /// Which update of which key it is the header of. Where disks are restored two keys may have one
    /// identity, so the identity alone does not tell.
    var reference: UpdateReference { UpdateReference(key: key, id: id) }
}

/// The updates that were wanted.
public struct Values: Hashable, Sendable {
    public let purpose: TransferPurpose
    public let updates: [Carried]

    public init(purpose: TransferPurpose, updates: [Carried]) {
        self.purpose = purpose
        self.updates = updates
    }
}
